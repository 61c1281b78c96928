import { installIfNeeded } from './install-if-needed.mjs';
import { installed, runNode } from './run-command.mjs';

/** `npm run gallery:screens`: docs/gallery/screens anew, a sheet of each screen in both languages and every look. */

await installIfNeeded();
const args = ['test', '--project=gallery', '--reporter=line'];
process.exit(
  await runNode(installed('@playwright', 'test', 'cli.js'), args, { env: { NO_COLOR: '1' }, limitMs: 1_800_000 }),
);
