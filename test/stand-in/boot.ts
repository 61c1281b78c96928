import Module, { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `node boot.js <bundle> [arguments]`: runs a built bundle of the product with `electron` resolved to the stand-in, and
 * process.argv as Electron leaves it: program, bundle, arguments.
 */

const standIn = new URL('./electron.js', import.meta.url).href;

// For import, in the loader's thread.
const hook = `
  let target;
  export function initialize(data) { target = data; }
  export function resolve(specifier, context, next) {
    return specifier === 'electron' ? { url: target, shortCircuit: true } : next(specifier, context);
  }`;
register(`data:text/javascript,${encodeURIComponent(hook)}`, { data: standIn });

interface Loader {
  _load(request: string, parent: unknown, isMain: boolean): unknown;
}

// For require, in packages that are CommonJS. The stand-in is loaded only when somebody asks for it.
const loader = Module as typeof Module & Loader;
const load = loader._load.bind(loader);

async function boot(bundle: string): Promise<void> {
  const file = resolve(bundle);
  process.argv.splice(1, 2, file);
  const isCommandLine = file.endsWith('cli.js');
  if (!isCommandLine) {
    const electron: unknown = await import(standIn);
    loader._load = (request, parent, isMain) => (request === 'electron' ? electron : load(request, parent, isMain));
    quitOnSignals();
  }
  await import(pathToFileURL(file).href);
}

/** The first signal closes the program in order. Another one, by a hand that has waited, ends it at once. */
function quitOnSignals(): void {
  let askedAt: number | null = null;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // One Ctrl+C may arrive twice: from the terminal, and from npm.
      if (askedAt !== null) {
        if (Date.now() - askedAt > 2000) process.exit(1);
        return;
      }
      askedAt = Date.now();
      void import(standIn).then((electron: { app: { quit(): void } }) => electron.app.quit());
    });
  }
}

const [, , bundle] = process.argv;
if (bundle === undefined) throw new Error('usage: boot.js <bundle> [arguments]');
await boot(bundle);
