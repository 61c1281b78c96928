import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfNeeded } from './build-if-needed.mjs';
import { installIfNeeded } from './install-if-needed.mjs';
import { installed, root, runNode } from './run-command.mjs';

/** `npm run bench`: bundles test/bench/bench.ts, which starts a PostgreSQL of its own, and runs it by this Node. */

const folder = join(root, 'test', 'bench', 'out');

await installIfNeeded();
// The threads that the product starts are files of its build.
await buildIfNeeded({ quiet: true });
/** These find the project by their own place: they stay where they are. */
const scriptsStay = {
  name: 'scripts-stay',
  enforce: 'pre',
  resolveId(source, importer) {
    if (!importer || !source.startsWith('.') || !source.endsWith('.mjs')) return null;
    return { id: pathToFileURL(resolve(dirname(importer), source)).href, external: true };
  },
};
const { build } = await import(pathToFileURL(installed('vite', 'dist', 'node', 'index.js')).href);
await build({
  configFile: false,
  root,
  logLevel: 'error',
  publicDir: false,
  plugins: [scriptsStay],
  resolve: { alias: { '@contract': join(root, 'electron', 'contract') } },
  build: {
    outDir: folder,
    emptyOutDir: true,
    ssr: join(root, 'test', 'bench', 'bench.ts'),
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'bench.js' } },
  },
});
process.exit(await runNode(join(folder, 'bench.js'), process.argv.slice(2)));
