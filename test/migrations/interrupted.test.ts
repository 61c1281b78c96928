import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { schemaState } from '../../electron/database/migrator/state';
import { countStatements } from '../../electron/database/migrator/statements';
import { migrations } from '../../migrations';
import type { Migration, StatementsMigration } from '../../migrations/migration';
import { catalogSnapshot } from '../support/catalog-snapshot';
import { asSuperuser } from '../support/postgres';
import { scratchDatabase, type Scratch } from './scratch';

const long = process.env.SAHOOL_LONG === '1';

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.drop());

/** Ends the connection that holds the migrator's lock, as a crash of the app or of the line would. */
async function killMigrator(): Promise<void> {
  const { rows } = await scratch.client.query<{ killed: boolean }>(
    `SELECT pg_terminate_backend(pid, 5000) AS killed FROM pg_locks
     WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(rows).toEqual([{ killed: true }]);
}

const statements = migrations.filter((migration): migration is StatementsMigration => migration.transactional);

/** Every migration at its first, a middle and its last statement; in the long run at every one. */
const points = statements.flatMap(({ name, up }) => {
  const count = countStatements(up);
  const steps = long
    ? Array.from({ length: count }, (_, place) => place + 1)
    : [...new Set([1, Math.ceil(count / 2), count])];
  return steps.map((step) => ({ name, step }));
});

describe('a migration that is killed between two statements', () => {
  it.each(points)('$name at statement $step: the schema is as it was, and the next start ends it', async (point) => {
    const before = migrations.slice(
      0,
      migrations.findIndex(({ name }) => name === point.name),
    );
    const last = before.at(-1);
    if (last) await migrateUp(scratch.database, { to: last.name });
    const catalog = await catalogSnapshot(scratch.client);
    let killed = false;
    await expect(
      migrateUp(scratch.database, {
        to: point.name,
        onEvent: async (event) => {
          if (event.kind !== 'step' || event.step !== point.step || killed) return;
          killed = true;
          await killMigrator();
        },
      }),
    ).rejects.toMatchObject({ code: 'connection_lost' });
    expect(killed).toBe(true);
    expect(await catalogSnapshot(scratch.client)).toEqual(catalog);
    expect(await migrateUp(scratch.database, { to: point.name })).toMatchObject({ applied: [point.name] });
  });

  it.each(['while its row is written', 'in its commit'])('%s: the same', async (moment) => {
    const title = { en: 'Small', ar: 'صغير' };
    const list: readonly Migration[] = [
      { name: '0001-one', title, transactional: true, up: [`CREATE TABLE public.one (n integer)`], down: [] },
      { name: '0002-two', title, transactional: true, up: [`CREATE TABLE public.two (n integer)`], down: [] },
    ];
    await migrateUp(scratch.database, { migrations: list, step: 1 });
    await scratch.client.query(`CREATE FUNCTION public.end_it() RETURNS trigger LANGUAGE plpgsql AS
      $$BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(10); RETURN NULL; END$$`);
    await scratch.client.query(`CREATE CONSTRAINT TRIGGER end_it AFTER INSERT ON billing_desktop.schema_migrations
      ${moment === 'in its commit' ? 'INITIALLY DEFERRED' : ''} FOR EACH ROW EXECUTE FUNCTION public.end_it()`);
    const before = await catalogSnapshot(scratch.client);
    await expect(migrateUp(scratch.database, { migrations: list })).rejects.toMatchObject({ code: 'connection_lost' });
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
    expect(await schemaState(scratch.database, list)).toMatchObject({ kind: 'pending', current: '0001-one' });
  });
});

const withFailure: readonly Migration[] = [
  ...migrations,
  {
    name: '9000-fails',
    title: { en: 'Fails', ar: 'يفشل' },
    transactional: true,
    up: [
      `CREATE TABLE public.half (n integer)`,
      `CREATE INDEX half_n ON public.half (n)`,
      `ALTER TABLE public.not_there ADD COLUMN n integer`,
    ],
    down: [],
  },
];

describe('a migration that fails', () => {
  it('leaves nothing, keeps those before it, and says where and why', async () => {
    await migrateUp(scratch.database);
    const before = await catalogSnapshot(scratch.client);
    const failed: string[] = [];
    await expect(
      migrateUp(scratch.database, {
        migrations: withFailure,
        onEvent: (event) => {
          if (event.kind === 'failed') failed.push(`${event.name}: ${event.reason}`);
        },
      }),
    ).rejects.toMatchObject({
      code: 'migration_failed',
      params: {
        migration: '9000-fails',
        step: 3,
        steps: 3,
        what: 'ALTER TABLE public.not_there',
        sqlState: '42P01',
        reason: 'relation "public.not_there" does not exist',
      },
    });
    expect(failed).toEqual(['9000-fails: relation "public.not_there" does not exist']);
    expect(await catalogSnapshot(scratch.client)).toEqual(before);
    expect(await schemaState(scratch.database)).toMatchObject({ kind: 'current' });
  });

  it('waits for a busy table, a few times, then runs', async () => {
    await migrateUp(scratch.database);
    const busy: readonly Migration[] = [
      ...migrations,
      {
        name: '9000-busy',
        title: { en: 'Busy', ar: 'مشغول' },
        transactional: true,
        up: [`ALTER TABLE public.payments ADD CONSTRAINT busy CHECK (amount > 0)`],
        down: [`ALTER TABLE public.payments DROP CONSTRAINT busy`],
      },
    ];
    await scratch.client.query(`BEGIN`);
    await scratch.client.query(`SELECT FROM payments`);
    const kinds: string[] = [];
    await migrateUp(scratch.database, {
      migrations: busy,
      onEvent: async (event) => {
        kinds.push(event.kind);
        if (event.kind === 'retrying') await scratch.client.query(`COMMIT`);
      },
    });
    expect(kinds).toEqual(['started', 'step', 'retrying', 'started', 'step', 'finished']);
  });

  it('without the right to create says so', async () => {
    await scratch.client.query(`CREATE ROLE reader_${process.pid} LOGIN PASSWORD 'r'`);
    try {
      const reader = await scratch.start({ user: `reader_${process.pid}`, password: 'r' });
      await expect(migrateUp(reader)).rejects.toMatchObject({ code: 'no_right_to_create' });
      expect(await schemaState(reader)).toMatchObject({ kind: 'empty' });
      expect(await catalogSnapshot(scratch.client)).toEqual(['extension plpgsql', 'schema public']);
      await reader.close();
    } finally {
      await asSuperuser((client) => client.query(`DROP ROLE reader_${process.pid}`));
    }
  });

  it('on a read-only server says so; its state can still be read', async () => {
    const { rows } = await scratch.client.query<{ name: string }>(`SELECT current_database() AS name`);
    await scratch.client.query(`ALTER DATABASE ${rows[0]?.name ?? ''} SET default_transaction_read_only = on`);
    const readOnly = await scratch.start();
    await expect(migrateUp(readOnly)).rejects.toMatchObject({ code: 'read_only' });
    expect(await schemaState(readOnly)).toMatchObject({ kind: 'empty' });
  });
});
