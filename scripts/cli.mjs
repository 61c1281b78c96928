import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfNeeded, cliBundle, standInBoot } from './build-if-needed.mjs';
import { electronBinary } from './electron-binary.mjs';
import { installIfNeeded } from './install-if-needed.mjs';
import { root } from './run-command.mjs';

/**
 * `npm run -s cli -- <area> <verb>`: the product's command line, built first where its sources have changed. Only its
 * own output is written, so that it can be read by a program; its exit code is passed on.
 */

await installIfNeeded({ quiet: true });
try {
  await buildIfNeeded({ quiet: true });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const words = process.argv.slice(2);
const electron = electronBinary();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const inElectron = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ...(hasDisplay ? [] : ['--ozone-platform=headless']),
  join(root, 'scripts', 'cli-in-electron.cjs'),
];
const child =
  electron === null
    ? spawn(process.execPath, [standInBoot, cliBundle, ...words], { stdio: 'inherit' })
    : spawn(electron, [...inElectron, ...words], { stdio: 'inherit' });

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.once('close', (code) => process.exit(code ?? 1));
