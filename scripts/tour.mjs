import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildIfNeeded } from './build-if-needed.mjs';
import { installIfNeeded } from './install-if-needed.mjs';
import { installed, root, runNode } from './run-command.mjs';

/**
 * `npm run tour`: the program's first day without a display and without a question: a database on this computer, the
 * wizard, sample data, a payment, an invoice and a receipt as PDF, and every screen in both languages, in out/tour/.
 */

const folder = join(root, 'out', 'tour');

function filesIn(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

await installIfNeeded();
try {
  await buildIfNeeded({ quiet: true, say: (line) => process.stdout.write(`${line}\n`) });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
const cli = installed('@playwright', 'test', 'cli.js');
const code = await runNode(cli, ['test', '--project=tour', '--reporter=line'], {
  env: { NO_COLOR: '1' },
  limitMs: 20 * 60_000,
});
const files = filesIn(folder).map((file) => relative(root, file));
const count = (extension) => files.filter((file) => file.endsWith(extension)).length;
process.stdout.write(`out/tour: ${count('.png')} screenshots, ${count('.pdf')} PDFs\n`);
process.exit(code);
