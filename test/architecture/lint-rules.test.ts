import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './source';

/** A small house with one breach in each file, and the rule that has to find it. */
const breaches: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  'electron/billing/shows-a-window.ts': [
    'sahool(import-table)',
    `import { dialog } from 'electron';\nexport { dialog };`,
  ],
  'electron/billing/loads-late.ts': ['sahool(import-table)', `export const late = () => import('../ipc/context');`],
  'electron/database/exports-from.ts': ['sahool(import-table)', `export { app } from 'electron';`],
  'renderer/src/features/reads-main.ts': [
    'sahool(import-table)',
    `import type { Settings } from '../../../electron/settings/settings';\nexport type { Settings };`,
  ],
  'electron/billing/locks.ts': [
    'sahool(row-lock)',
    `export const lock = (transaction: { LOCK: { UPDATE: string } }) => transaction.LOCK.UPDATE;`,
  ],
  'electron/billing/locks-by-true.ts': ['sahool(row-lock)', `export const options = { lock: true };`],
  'electron/database/locks-in-sql.ts': [
    'sahool(row-lock)',
    'export const sql = (id: string) => `SELECT 1 FROM invoices WHERE id = ${id} for\n update`;',
  ],
  'migrations/0009-locks.ts': ['sahool(row-lock)', `export const sql = 'SELECT 1 FROM invoices FOR UPDATE';`],
  'electron/documents/opens-a-window.ts': [
    'sahool(one-window-factory)',
    `import { BrowserWindow } from 'electron';\nexport const open = () => new BrowserWindow({});`,
  ],
  'electron/billing/reads-outside.ts': [
    'sahool(explicit-transaction)',
    `interface Db { sequelize: { query(sql: string): Promise<unknown> } }\nexport const read = (db: Db) => db.sequelize.query('SELECT 1');`,
  ],
  'electron/billing/writes-outside.ts': [
    'sahool(explicit-transaction)',
    `declare const Invoice: { update(values: object, options: object): Promise<unknown> };\nexport const write = () => Invoice.update({ notes: '' }, { where: { id: '1' } });`,
  ],
  'electron/billing/reads-a-row-outside.ts': [
    'sahool(explicit-transaction)',
    `interface Work { models: { Invoice: { findByPk(id: string, options: object): Promise<unknown> } } }\nexport const read = (work: Work) => work.models.Invoice.findByPk('1', { attributes: ['id'] });`,
  ],
  'electron/billing/casts.ts': ['sahool(no-double-cast)', `export const id = 1 as unknown as string;`],
  'electron/settings/old-store.ts': [
    'sahool(no-secret-sync)',
    `import { safeStorage } from 'electron';\nexport const open = (sealed: Buffer) => safeStorage.decryptString(sealed);`,
  ],
  'electron/billing/any.ts': [
    'typescript(no-explicit-any)',
    `export const id = (value: any): string => String(value);`,
  ],
  'electron/billing/swallows.ts': [
    'eslint(no-empty)',
    `export function swallow() {\n  try {\n    globalThis.queueMicrotask(swallow);\n  } catch {}\n}`,
  ],
  'electron/billing/later.ts': ['eslint(no-warning-comments)', `// TODO: later\nexport const later = 1;`],
  'electron/billing/first.ts': [
    'import(no-cycle)',
    `import { second } from './second';\nexport const first = () => second;`,
  ],
  'electron/billing/second.ts': [
    'import(no-cycle)',
    `import { first } from './first';\nexport const second = () => first;`,
  ],
};

/** The right ways: none of these may be found fault with. */
const right: Readonly<Record<string, string>> = {
  'electron/window.ts': `import { BrowserWindow } from 'electron';\nexport const open = () => new BrowserWindow({});`,
  'electron/billing/locks-well.ts':
    'export const sql = `SELECT 1 FROM invoices WHERE id = $1 FOR NO KEY UPDATE`;\nexport const trigger = `BEFORE UPDATE ON invoices FOR EACH ROW`;',
  'electron/billing/reads-inside.ts': `interface Db { sequelize: { query(sql: string, options: object): Promise<unknown> } }\nexport const read = ({ sequelize }: Db, transaction: object) => sequelize.query('SELECT 1', { transaction });`,
  'electron/settings/new-store.ts': `import { safeStorage } from 'electron';\nexport const open = (sealed: Buffer) => safeStorage.decryptStringAsync(sealed);`,
};

interface Finding {
  readonly code: string;
  readonly filename: string;
}

let folder: string;
let findings: readonly Finding[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-lint-'));
  const texts = { ...right, ...Object.fromEntries(Object.entries(breaches).map(([path, [, text]]) => [path, text])) };
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), `${text}\n`);
  }
  findings = await lint();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the linter as `npm run lint` does, on the small house. */
function lint(): Promise<readonly Finding[]> {
  const program = join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const given = ['-c', join(root, '.oxlintrc.json'), '-f', 'json', '.'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, ...given], { cwd: folder, maxBuffer: 2 ** 26 }, (error, output, problems) => {
      if (output.trim() === '') reject(error ?? new Error(problems));
      else resolve(JSON.parse(output).diagnostics);
    });
  });
}

describe('lint', () => {
  it.each(Object.entries(breaches))('finds the breach in %s', (path, [rule]) => {
    expect(findings.filter(({ filename }) => filename === path).map(({ code }) => code)).toContain(rule);
  });

  it.each(Object.keys(right))('finds no fault with %s', (path) => {
    expect(findings.filter(({ filename, code }) => filename === path && code.startsWith('sahool'))).toEqual([]);
  });
});
