import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run-command.mjs';

/** True where each package that the lock names, but the optional ones of other systems, lies there in its version. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const present = read(record);
  return Object.entries(read(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || wanted.devOptional || present[path]?.version === wanted.version,
  );
}

/** Runs `npm ci` where the packages are missing or are not those of package-lock.json. Ends the program if it fails. */
export async function installIfNeeded({ quiet = false } = {}) {
  if (isInstalled()) return;
  if (!quiet) process.stdout.write('Installing the packages of package-lock.json…\n');
  // npm is a script: by way of a shell on Windows, by its own path where npm started us.
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--no-audit', '--no-fund'];
  const code = await (npm !== undefined && npm.endsWith('.js')
    ? run(process.execPath, [npm, ...args], { quiet })
    : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { quiet }));
  if (code !== 0) {
    process.stderr.write('npm ci failed.\n');
    process.exit(1);
  }
}
