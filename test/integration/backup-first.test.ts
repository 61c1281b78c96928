import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backupGuard, requireFresh, type BackupProof } from '../../electron/backup/backup-guard';
import { makeBackup } from '../../electron/backup/make-backup';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { migrateDown } from '../../electron/database/migrator/migrate';
import { currentVersion } from '../../electron/database/migrator/state';
import { migrations } from '../../migrations';
import { buildCommandLine, runCli, type CliRun } from '../support/command-line';
import type { TestDatabase } from '../support/postgres';
import { createMigratedDatabase } from '../support/migrated-database';
import { refusal } from './billing/office';

const names = migrations.map(({ name }) => name);
const head = names.at(-1) ?? '';
let folder: string;
let place: TestDatabase;
let database: Database;
let client: pg.Client;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-backup-first-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  place = await createMigratedDatabase();
  database = await openDatabaseFromUrl(place.url);
  client = new pg.Client({ connectionString: place.url });
  await client.connect();
  await client.query(
    `INSERT INTO public.tenants (tenant_id, name, name_ar) VALUES ('t-1', 'One', 'واحد'), ('t-2', 'Two', 'اثنان')`,
  );
});
afterEach(async () => {
  await client.end();
  await database.close();
  await place.drop();
});

const newFile = (): string => join(folder, `${(made += 1)}.sahool-backup`);
async function proofOf(path = newFile()): Promise<BackupProof> {
  const { manifest } = await makeBackup(database, { path, passphrase: null, appVersion: '1.2.3' });
  return { origin: manifest.origin, tables: manifest.tables };
}

describe('a downgrade behind a backup', () => {
  it('goes on while nothing was written since, through every step', async () => {
    const proof = await proofOf();
    await requireFresh(database, proof);
    const { reverted } = await migrateDown(database, { to: 'base', guard: backupGuard(proof) });
    expect(reverted).toEqual(names.toReversed());
  });

  it('is refused where a row was added, changed or removed since, by whatever program', async () => {
    const insert = `INSERT INTO public.tenants (tenant_id, name, name_ar) VALUES ('t-2', 'Two', 'اثنان')`;
    const remove = `DELETE FROM public.tenants WHERE tenant_id = 't-2'`;
    for (const sql of [`UPDATE public.tenants SET name = name`, remove, insert, `${remove}; ${insert}`]) {
      const proof = await proofOf();
      await client.query(sql);
      expect(await refusal(requireFresh(database, proof))).toMatchObject({
        code: 'backup_stale',
        params: { tables: expect.stringContaining('public.tenants') },
      });
      expect((await refusal(migrateDown(database, { step: 1, guard: backupGuard(proof) }))).code).toBe('backup_stale');
      expect(await currentVersion(database)).toBe(head);
    }
  });

  it('stops between two steps where somebody writes there', async () => {
    const proof = await proofOf();
    const written: string[] = [];
    const down = migrateDown(database, {
      to: '0003',
      guard: backupGuard(proof),
      async onEvent(event) {
        if (event.kind !== 'finished' || written.length > 0) return;
        written.push(event.name);
        await client.query(`UPDATE public.tenants SET name = 'other' WHERE tenant_id = 't-1'`);
      },
    });
    expect((await refusal(down)).code).toBe('backup_stale');
    // An index holds no rows: dropping one asks for nothing.
    const nextWithRows = migrations.slice(0, -1).findLast(({ transactional }) => transactional);
    expect(await currentVersion(database)).toBe(nextWithRows?.name);
  });

  it('knows another database by more than its name', async () => {
    const proof = await proofOf();
    const other = await createMigratedDatabase();
    const opened = await openDatabaseFromUrl(other.url);
    try {
      expect((await refusal(requireFresh(opened, proof))).code).toBe('backup_other_database');
      const down = migrateDown(opened, { step: 1, guard: backupGuard(proof) });
      expect((await refusal(down)).code).toBe('backup_other_database');
      expect(await currentVersion(opened)).toBe(head);
    } finally {
      await opened.close();
      await other.drop();
    }
  });
});

describe('on the command line', () => {
  beforeAll(buildCommandLine);
  const cli = (words: string, environment?: string): Promise<CliRun> =>
    runCli(words.split(' '), { databaseUrl: place.url, ...(environment === undefined ? {} : { environment }) });

  it('a downgrade asks for a backup, makes it where it is not there, and takes none that is damaged or old', async () => {
    const confirmed = `--yes --database ${place.name}`;
    const asked = await cli(`db downgrade ${confirmed}`);
    expect(asked).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--without-backup') });

    const broken = newFile();
    await writeFile(broken, 'SAHOOL-BACKUP 1\n{"lock":null}\n and nothing else that could be a backup at all');
    expect((await cli(`db downgrade ${confirmed} --backup ${broken}`)).stderr).toContain('(backup_damaged)');
    expect((await stat(broken)).size).toBeLessThan(200);

    const path = newFile();
    await proofOf(path);
    await client.query(`UPDATE public.tenants SET name = 'other'`);
    const old = await cli(`db downgrade ${confirmed} --backup ${path}`);
    expect(old).toMatchObject({ code: 1, stderr: expect.stringContaining('(backup_stale)') });
    expect(await currentVersion(database)).toBe(head);

    const fresh = newFile();
    const done = await cli(`db downgrade ${confirmed} --backup ${fresh}`);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toContain(`Reverted ${head}\n`);
    expect((await stat(fresh)).size).toBeGreaterThan(1000);

    // A reset asks for the same, after where it is allowed at all.
    const reset = await cli(`db reset ${confirmed}`, 'development');
    expect(reset).toMatchObject({ code: 2, stderr: expect.stringContaining('--backup FILE') });
    expect(await cli(`db reset ${confirmed} --backup ${newFile()}`, 'development')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect((await client.query('SELECT FROM public.tenants')).rowCount).toBe(0);
  });
});
