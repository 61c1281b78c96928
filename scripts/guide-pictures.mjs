import { installIfNeeded } from './install-if-needed.mjs';
import { installed, runNode } from './run-command.mjs';

/** `npm run guide:pictures`: takes the pictures of the user guide anew, docs/pictures/guide, in both languages. */

await installIfNeeded();
const args = ['test', '--project=guide', '--reporter=line'];
process.exit(
  await runNode(installed('@playwright', 'test', 'cli.js'), args, { env: { NO_COLOR: '1' }, limitMs: 600_000 }),
);
