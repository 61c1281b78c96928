import { _electron } from 'playwright';
import { electronBinary } from '../../scripts/electron-binary.mjs';
import { root } from '../../scripts/build-if-needed.mjs';
import type { Recorded } from '../stand-in/parent';
import type { RunningApp, Start } from './app';

/** Starts the built program in Electron and waits for its window. */
export async function launchElectron(start: Start): Promise<RunningApp> {
  const executablePath = electronBinary();
  if (executablePath === null) throw new Error('Electron’s program is not here');
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--user-data-dir=${start.userData}`,
      ...(start.keyring ? [] : ['--password-store=basic']),
      root,
    ],
    env: { ...definedEnvironment(), ...start.env },
    cwd: root,
  });
  let output = '';
  const child = app.process();
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await app.evaluate(({ shell, clipboard }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { recordedOpened: opened });
    clipboard.clear();
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
    shell.showItemInFolder = (path) => {
      opened.push(path);
    };
    shell.openPath = (path) => {
      opened.push(path);
      return Promise.resolve('');
    };
  });
  const page = await app.firstWindow();
  if (start.size !== undefined) await page.setViewportSize(start.size);

  return {
    page,
    pid: child.pid ?? 0,
    electronApp: app,
    answerDialog: (answer) =>
      app.evaluate(({ dialog }, { dialog: name, answer: value }) => {
        const before = Reflect.get(dialog, name) as unknown;
        Reflect.set(dialog, name, () => {
          Reflect.set(dialog, name, before);
          return Promise.resolve(value);
        });
      }, answer),
    recorded: () =>
      app.evaluate(async ({ clipboard }): Promise<Recorded> => ({
        opened: Reflect.get(globalThis, 'recordedOpened') as string[],
        clipboard: await clipboard.readText(),
        printed: [],
      })),
    close: () => app.close(),
    async kill() {
      const closed = app.waitForEvent('close');
      child.kill('SIGKILL');
      await closed;
    },
    output: () => output,
  };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
