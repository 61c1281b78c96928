import { installIfNeeded } from './install-if-needed.mjs';
import { installed, runNode } from './run-command.mjs';

/**
 * `npm run gallery:documents`: draws docs/gallery/documents anew, a PDF and pictures of each. Needs pdftoppm (poppler-utils);
 * pngquant makes the pictures smaller where it is there.
 */

await installIfNeeded();
const args = ['run', '--project', 'documents', 'test/documents/gallery.test.ts'];
process.exit(
  await runNode(installed('vitest', 'vitest.mjs'), args, { env: { SAHOOL_GALLERY: '1' }, limitMs: 1_800_000 }),
);
