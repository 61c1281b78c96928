import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Browser } from 'playwright';
import { mainBundle, root, standInBoot } from '../../scripts/build-if-needed.mjs';
import type { FromParent, Recorded, ToParent } from '../stand-in/parent';
import type { RunningApp, Start } from './app';
import { launchChromium, testChromium } from './chromium';

let browser: Promise<Browser> | null = null;

/** One browser for all the windows of a test worker; each window is a profile of its own in it. */
function sharedBrowser(): Promise<Browser> {
  // Headless Chromium hides its scroll bars and yet keeps their room; a window shows them.
  browser ??= testChromium().then((found) => launchChromium(found, { ignoreDefaultArgs: ['--hide-scrollbars'] }));
  return browser;
}

type Request = FromParent extends infer Message
  ? Message extends { id: number }
    ? Omit<Message, 'id'>
    : never
  : never;

/** Asks the stand-in's process and matches its answers. */
class Control {
  private next = 1;
  private readonly pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  constructor(private readonly child: ChildProcess) {
    child.on('message', (message: ToParent) => {
      if (message.kind === 'address' || message.kind === 'zoom') return;
      const waiting = this.pending.get(message.id);
      this.pending.delete(message.id);
      if (message.kind === 'done') waiting?.resolve(message.value);
      else waiting?.reject(new Error(message.message));
    });
    child.once('exit', () => {
      for (const { reject } of this.pending.values()) reject(new Error('the program has ended'));
    });
  }

  ask(request: Request): Promise<unknown> {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.child.send({ ...request, id });
    });
  }
}

/** Starts the built program on the stand-in and opens its window in the pinned browser. */
export async function launchStandIn(start: Start): Promise<RunningApp> {
  const switches = [
    `--user-data-dir=${start.userData}`,
    ...(start.keyring ? ['--password-store=gnome-libsecret'] : []),
  ];
  const child = fork(standInBoot, [mainBundle, ...switches], {
    cwd: root,
    env: { ...process.env, ...start.env, SAHOOL_STAND_IN_BROWSER: 'pinned' },
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit');
  const control = new Control(child);
  let zoom = 1;
  let onZoom: (factor: number) => void = () => undefined;
  child.on('message', (message: ToParent) => {
    if (message.kind !== 'zoom') return;
    zoom = message.factor;
    onZoom(zoom);
  });
  const { address, size: windowSize } = await addressOf(child, () => output);
  const size = start.size ?? windowSize;
  const context = await (
    await sharedBrowser()
  ).newContext({ viewport: drawn(size, zoom), timezoneId: 'Asia/Aden', locale: 'en-US', acceptDownloads: false });
  const page = await context.newPage();
  // As the browser in Electron does it: the window stays, and the page has less room, drawn larger.
  onZoom = (factor) => void page.setViewportSize(drawn(size, factor)).catch(() => undefined);
  await page.goto(address);

  return {
    page,
    pid: child.pid ?? 0,
    electronApp: null,
    answerDialog: async (answer) => {
      await control.ask({ kind: 'answer-dialog', answer });
    },
    recorded: async () => (await control.ask({ kind: 'recorded' })) as Recorded,
    async close() {
      if (child.exitCode === null && child.signalCode === null) {
        // The program may be gone before it can answer.
        control.ask({ kind: 'close-window' }).catch(() => null);
        await ended;
      }
      await context.close();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      await context.close();
    },
    output: () => output,
  };
}

/** The page's room in a window of this size. */
function drawn({ width, height }: Size, factor: number): Size {
  return { width: Math.round(width / factor), height: Math.round(height / factor) };
}
interface Size {
  readonly width: number;
  readonly height: number;
}

function addressOf(child: ChildProcess, output: () => string): Promise<ToParent & { readonly kind: 'address' }> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: ToParent) => {
      if (message.kind === 'address') resolve(message);
    });
    child.once('exit', (code) =>
      reject(new Error(`the program ended (${String(code)}) before it had a window\n${output()}`)),
    );
  });
}
