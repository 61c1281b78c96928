import { copyFile, mkdtemp, open, readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drillBackup } from '../../electron/backup/drill';
import { inspectBackup } from '../../electron/backup/inspect-backup';
import { makeBackup } from '../../electron/backup/make-backup';
import { restoreBackup } from '../../electron/backup/restore-backup';
import { recordPayment } from '../../electron/billing/record-payment';
import { runVerification } from '../../electron/billing/verify';
import { recordPaymentSchema } from '../../electron/contract/payments';
import type { RestoreResult } from '../../electron/contract/backup';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { parseConnectionUrl } from '../../electron/database/parse-url';
import { schemaState } from '../../electron/database/migrator/state';
import { seedBench } from '../bench/seed';
import { catalogSnapshot, rowsHashes } from '../support/catalog-snapshot';
import { asSuperuser, testServerUrl } from '../support/postgres';
import { createSampleDatabase } from '../support/sample-database';
import { actor, newKey, openOffice, refusal } from './billing/office';

const long = process.env['SAHOOL_LONG'] === '1';
const appVersion = '1.2.3';
let folder: string;
let made = 0;
const restored: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-backup-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const name of restored) {
    await asSuperuser((client) =>
      client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
    );
  }
});

const newFile = (): string => join(folder, `${(made += 1)}.sahool-backup`);
const newName = (): string => {
  const name = `restored_${process.pid}_${(made += 1)}`;
  restored.push(name);
  return name;
};
const target = () => parseConnectionUrl(testServerUrl());

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function databasesNamed(pattern: string): Promise<number> {
  const { rowCount } = await asSuperuser((client) =>
    client.query('SELECT FROM pg_database WHERE datname LIKE $1', [pattern]),
  );
  return rowCount ?? 0;
}

/** The catalog but for grants: the roles are the server's, and may have been made between the two. */
async function catalogOf(url: string): Promise<string[]> {
  const lines = await withClient(url, catalogSnapshot);
  return lines.map((line) => line.replace(/ acl (?:\S*=\S*(?: |$))+/u, ' ')).toSorted();
}

async function rowsOf(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
WHERE schemaname IN ('public', 'billing_desktop') ORDER BY 1`,
    );
    const names = rows.map(({ name }) => name);
    const hashes = await rowsHashes(client, names);
    return Object.fromEntries(names.map((name, place) => [name, hashes[place] ?? '']));
  });
}

function expectSame({ comparison }: RestoreResult): void {
  expect(comparison.tables.filter(({ same }) => !same)).toEqual([]);
  expect(comparison.catalog).toEqual([]);
  expect(comparison.same).toBe(true);
}

describe('a backup of an office', () => {
  let source: { readonly url: string; drop(): Promise<void> };
  let database: Database;
  beforeAll(async () => {
    source = await createSampleDatabase();
    // What another program keeps beside ours, and texts that COPY has to escape.
    await withClient(source.url, (client) =>
      client.query(`
CREATE TYPE public.weather AS ENUM ('dry', 'wet');
CREATE TABLE public.fields (id serial PRIMARY KEY, name text NOT NULL, sky public.weather, area numeric(10,3),
  tenant_id varchar(255), twice numeric GENERATED ALWAYS AS (area * 2) STORED);
CREATE INDEX fields_name ON public.fields (name);
INSERT INTO public.fields (name, sky, area) VALUES (E'tab\\there\\nline \\\\ back', 'wet', 1.250), ('حقل', NULL, 'NaN');
ALTER TABLE public.invoices ADD COLUMN harvest text DEFAULT 'date';`),
    );
    database = await openDatabaseFromUrl(source.url);
  });
  afterAll(async () => {
    await database.close();
    await source.drop();
  });

  it('comes back row by row, with its catalog, its sequences and its history', async () => {
    const path = newFile();
    const steps: string[] = [];
    const backup = await makeBackup(database, {
      path,
      passphrase: null,
      appVersion,
      onProgress: ({ step }) => steps.push(step),
    });
    expect(steps).toContain('rows');
    expect(backup).toEqual(await inspectBackup(path, null));
    expect(backup.encrypted).toBe(false);
    expect((await stat(path)).mode & 0o777).toBe(0o600);

    const into = newName();
    const result = await restoreBackup({ path, passphrase: null, target: target(), into, appVersion });
    expectSame(result);
    expect(result.comparison.books.clean).toBe(true);
    const url = testServerUrl(into);
    expect(await rowsOf(url)).toEqual(await rowsOf(source.url));
    expect(await catalogOf(url)).toEqual(await catalogOf(source.url));
    const sequences = (client: pg.Client) =>
      client.query('SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2');
    expect((await withClient(url, sequences)).rows).toEqual((await withClient(source.url, sequences)).rows);

    const opened = await openDatabaseFromUrl(url);
    try {
      expect((await schemaState(opened)).kind).toBe('current');
      expect((await runVerification(opened)).clean).toBe(true);
    } finally {
      await opened.close();
    }
  });

  it('is restored into an empty database, and never over tables', async () => {
    const path = newFile();
    await makeBackup(database, { path, passphrase: null, appVersion });
    const into = newName();
    await asSuperuser((client) => client.query(`CREATE DATABASE ${into} TEMPLATE template0`));
    expectSame(await restoreBackup({ path, passphrase: null, target: target(), into, appVersion }));
    const before = await rowsOf(testServerUrl(into));
    expect(await refusal(restoreBackup({ path, passphrase: null, target: target(), into, appVersion }))).toMatchObject({
      code: 'restore_not_empty',
      params: { database: into },
    });
    expect(await rowsOf(testServerUrl(into))).toEqual(before);
  });

  it('is proven by a drill that leaves nothing behind', async () => {
    const path = newFile();
    await makeBackup(database, { path, passphrase: 'حصاد ٢٠٢٦', appVersion });
    expectSame(await drillBackup({ path, passphrase: 'حصاد ٢٠٢٦', target: target(), appVersion }));
    expect(await databasesNamed('sahool_drill_%')).toBe(0);
  });

  it('with a passphrase shows nothing of its content, and opens with no other', async () => {
    const [plain, locked] = [newFile(), newFile()];
    await makeBackup(database, { path: plain, passphrase: null, appVersion });
    const backup = await makeBackup(database, { path: locked, passphrase: 'correct horse', appVersion });
    expect(backup.encrypted).toBe(true);
    expect((await inspectBackup(locked, 'correct horse')).manifest.tables.map(({ sha256 }) => sha256)).toEqual(
      (await inspectBackup(plain, null)).manifest.tables.map(({ sha256 }) => sha256),
    );
    const into = newName();
    const open = (passphrase: string | null) =>
      refusal(restoreBackup({ path: locked, passphrase, target: target(), into, appVersion }));
    expect((await open('wrong horse')).code).toBe('backup_passphrase_wrong');
    expect((await open(null)).code).toBe('backup_passphrase_needed');
    expect(await databasesNamed(into)).toBe(0);
  });

  it.each([null, 'correct horse'])(
    'cut off or altered anywhere it is refused, nothing touched (%s)',
    async (passphrase) => {
      const path = newFile();
      await makeBackup(database, { path, passphrase, appVersion });
      const { size } = await stat(path);
      const into = newName();
      const refused = async (broken: string): Promise<string> =>
        (await refusal(restoreBackup({ path: broken, passphrase, target: target(), into, appVersion }))).code;

      for (const length of [0, 5, 20, 300, Math.floor(size / 2), size - 32, size - 1]) {
        const broken = newFile();
        await copyFile(path, broken);
        await truncate(broken, length);
        expect(await refused(broken)).toMatch(length < 16 ? /^backup_not_ours$/ : /^backup_damaged$/);
      }
      for (const place of [17, 400, Math.floor(size / 3), Math.floor(size / 2), size - 40, size - 3]) {
        const broken = newFile();
        await copyFile(path, broken);
        const file = await open(broken, 'r+');
        const byte = Buffer.alloc(1);
        await file.read(byte, 0, 1, place);
        await file.write(Buffer.from([(byte[0] ?? 0) ^ 0x40]), 0, 1, place);
        await file.close();
        expect(await refused(broken)).toBe('backup_damaged');
      }
      const longer = newFile();
      await writeFile(longer, Buffer.concat([await readFile(path), Buffer.from('more')]));
      expect(await refused(longer)).toBe('backup_damaged');
      expect(await databasesNamed(into)).toBe(0);
    },
  );

  it('that is stopped leaves no file and no database', async () => {
    const path = newFile();
    const stopping = new AbortController();
    const onProgress = ({ done }: { readonly done: number }): void => {
      if (done > 5) stopping.abort();
    };
    const options = { passphrase: null, appVersion, signal: stopping.signal, onProgress };
    const before = await readdir(folder);
    await expect(makeBackup(database, { ...options, path })).rejects.toThrow();
    expect(await readdir(folder)).toEqual(before);

    await makeBackup(database, { path, passphrase: null, appVersion });
    const again = new AbortController();
    const into = newName();
    const restoring = restoreBackup({
      path,
      passphrase: null,
      target: target(),
      into,
      appVersion,
      signal: again.signal,
      onProgress: ({ step, done }) => {
        if (step === 'rows' && done > 5) again.abort();
      },
    });
    await expect(restoring).rejects.toThrow();
    expect(await databasesNamed(into)).toBe(0);
  });

  it.runIf(process.getuid?.() === 0 && process.platform === 'linux')(
    'says that the disk is full before it begins',
    async () => {
      const { execFileSync } = await import('node:child_process');
      const small = await mkdtemp(join(tmpdir(), 'sahool-small-disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', small]);
      try {
        const path = join(small, 'full.sahool-backup');
        expect((await refusal(makeBackup(database, { path, passphrase: null, appVersion }))).code).toBe('disk_full');
        expect(await readdir(small)).toEqual([]);
      } finally {
        execFileSync('umount', [small]);
        await rm(small, { recursive: true });
      }
    },
  );
});

describe('a backup while clerks and the service write', () => {
  it('is of one moment', { timeout: 1_800_000 }, async () => {
    const office = await openOffice();
    const writers = long ? 8 : 3;
    const databases = await Promise.all(Array.from({ length: writers }, () => openDatabaseFromUrl(office.url)));
    try {
      if (long) {
        await withClient(office.url, async (client) => {
          await seedBench(client, 200_000);
          await client.query('ANALYZE');
        });
      }
      const farm = await office.tenant();
      const invoices: string[] = [];
      for (let n = 0; n < 4; n += 1) invoices.push(await office.invoice(farm, '90000.00'));
      const today = await office.today();
      let over = false;
      const done: { readonly id: string; readonly begun: number; readonly ended: number }[] = [];
      const write = async (database: Database, writer: number): Promise<void> => {
        for (let n = 0; !over; n += 1) {
          const begun = performance.now();
          const { id } = await recordPayment(
            database,
            actor,
            recordPaymentSchema.parse({
              key: newKey(),
              tenantId: farm.tenantId,
              amount: '2.00',
              currency: 'USD',
              method: 'cash',
              reference: null,
              payerNumber: null,
              paidOn: today,
              pending: false,
              note: null,
              allocations: [{ invoiceId: invoices[(writer + n) % invoices.length], amount: '2.00' }],
            }),
          );
          done.push({ id, begun, ended: performance.now() });
        }
      };
      const writing = Promise.all(databases.map(write));
      writing.catch(() => undefined);
      while (done.length < 5) await new Promise((resolve) => setTimeout(resolve, 20));
      const path = newFile();
      const began = performance.now();
      const backup = await makeBackup(office.database, { path, passphrase: null, appVersion });
      const ended = performance.now();
      over = true;
      await writing;

      const into = newName();
      const result = await restoreBackup({ path, passphrase: null, target: target(), into, appVersion });
      expectSame(result);
      // The rows that the bench makes by SQL alone have findings of their own; the restored books have those and no others.
      const copy = await openDatabaseFromUrl(testServerUrl(into));
      try {
        const { findings } = await runVerification(copy);
        expect(findings).toEqual((await runVerification(office.database)).findings);
        if (!long) expect(findings).toEqual([]);
      } finally {
        await copy.close();
      }
      expect(await catalogOf(testServerUrl(into))).toEqual(await catalogOf(office.url));
      const { rows } = await withClient(testServerUrl(into), (client) =>
        client.query<{ id: string }>('SELECT id FROM public.payments'),
      );
      const inside = new Set(rows.map(({ id }) => id));
      // All that was answered before it began is in it; nothing that was begun after its end is.
      expect(done.filter((one) => one.ended < began && !inside.has(one.id))).toEqual([]);
      expect(done.filter((one) => one.begun > ended && inside.has(one.id))).toEqual([]);
      expect(backup.manifest.tables.find(({ name }) => name === 'public.payments')?.rows).toBe(String(rows.length));
    } finally {
      await Promise.all(databases.map((database) => database.close()));
      await office.close();
    }
  });
});
