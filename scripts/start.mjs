import { fork, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded, mainBundle, standInBoot, standInFolder } from './build-if-needed.mjs';
import { fetchElectronOnce } from './electron-binary.mjs';
import { installIfNeeded } from './install-if-needed.mjs';
import { root } from './run-command.mjs';

/**
 * `npm start`: installs and builds where that is needed, then opens the program, in Electron where its program can be
 * had and in the stand-in where not. Ctrl+C ends it in order, with the built-in database. Arguments go to the program.
 */

const patienceMs = 20_000;
const words = process.argv.slice(2);

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Ends with the program; asks it to end where we are asked to, and insists where that takes too long. */
function endTogether(child, askToEnd) {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (asked) return;
      asked = true;
      say('Ending…');
      askToEnd();
      setTimeout(() => child.kill('SIGKILL'), patienceMs).unref();
    });
  }
  child.once('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.once('close', (code) => process.exit(asked ? 0 : (code ?? 1)));
}

function openElectron(electron) {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root, ...words];
  // A group of its own: Ctrl+C reaches it through us, once.
  const child = spawn(electron, args, { cwd: root, stdio: 'inherit', detached: process.platform !== 'win32' });
  endTogether(child, () => child.kill('SIGTERM'));
}

async function openStandIn() {
  const { canOpenWindow, openWindow } = await import(pathToFileURL(join(standInFolder, 'app-window.js')).href);
  const inWindow = canOpenWindow();
  const args = [mainBundle, ...(inWindow ? ['--quit-with-page'] : []), ...words];
  const child = fork(standInBoot, args, {
    cwd: root,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
  child.on('message', (message) => {
    if (message.kind !== 'address') return;
    if (inWindow) return openWindow(message.address, process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), message.size);
    say('Open this address in a browser on this computer (it works once; Ctrl+C ends the program):');
    say(message.address);
  });
  endTogether(child, () => child.send({ id: 0, kind: 'quit' }));
}

await installIfNeeded();
try {
  await buildIfNeeded({ quiet: true, say });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
const electron = await fetchElectronOnce();
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
if (electron !== null && hasDisplay) openElectron(electron);
else {
  const reason =
    electron === null ? 'Electron’s program can’t be had here' : 'Electron needs a display, and there is none';
  say(`${reason}: the stand-in opens instead.`);
  await openStandIn();
}
