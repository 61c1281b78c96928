import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { schemaState } from '../../electron/database/migrator/state';
import type { Migration } from '../../migrations/migration';
import { migrations } from '../../migrations';
import { scratchDatabase, type Scratch } from './scratch';

const rounds = process.env.SAHOOL_LONG === '1' ? 20 : 3;

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
});
afterEach(() => scratch.drop());

/** The list, and after it a concurrent build and a migration that would fail, or count, if it ran twice. */
const withMore: readonly Migration[] = [
  ...migrations,
  {
    name: '9000-counted',
    title: { en: 'Counted', ar: 'معدود' },
    transactional: true,
    up: [`CREATE TABLE billing_desktop.counted (n integer)`, `INSERT INTO billing_desktop.counted VALUES (1)`],
    down: [`DROP TABLE billing_desktop.counted`],
  },
  {
    name: '9001-built-beside',
    title: { en: 'Built beside', ar: 'مبني بجانبه' },
    transactional: false,
    indexes: [
      { name: 'built_beside_one', table: 'public.invoices', definition: '(total, id)' },
      { name: 'built_beside_two', table: 'billing_desktop.counted', definition: '(n)', unique: true },
    ],
  },
];

/** A promise that a test opens by hand. */
function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('five starts of the app at once on an empty database', () => {
  it.each(Array.from({ length: rounds }, (_, round) => round + 1))('round %d: each migration once', async () => {
    const starters = await Promise.all(Array.from({ length: 5 }, () => scratch.start()));
    const results = await Promise.all(starters.map((starter) => migrateUp(starter, { migrations: withMore })));
    const applied = results.flatMap((result) => result.applied).toSorted();
    expect(applied).toEqual(withMore.map(({ name }) => name));
    const { rows } = await scratch.client.query(`SELECT n FROM billing_desktop.counted`);
    expect(rows).toEqual([{ n: 1 }]);
    const valid = await scratch.client.query(
      `SELECT count(*)::int AS count FROM pg_index WHERE indisvalid AND indexrelid::regclass::text ~ 'built_beside'`,
    );
    expect(valid.rows).toEqual([{ count: 2 }]);
    for (const starter of starters) {
      expect(await schemaState(starter, withMore)).toMatchObject({ kind: 'current', current: '9001-built-beside' });
    }
    const locks = await scratch.client.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(locks.rows).toEqual([]);
  });

  it('a start that waits holds no transaction open, for which a concurrent build would wait; at last it gives up', async () => {
    const holder = await scratch.start();
    const entered = gate();
    const released = gate();
    const first = migrateUp(holder, {
      onEvent: async (event) => {
        if (event.kind !== 'started') return;
        entered.open();
        await released.opened;
      },
    });
    await entered.opened;
    const open: unknown[] = [];
    await expect(
      migrateUp(scratch.database, {
        waitMs: 0,
        onEvent: async (event) => {
          if (event.kind !== 'waiting') return;
          const { rows } = await scratch.client.query(
            `SELECT a.pid FROM pg_stat_activity a
             WHERE a.datname = current_database() AND a.xact_start IS NOT NULL AND a.pid <> pg_backend_pid()
               AND a.backend_type = 'client backend'
               AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.pid = a.pid AND l.locktype = 'advisory')`,
          );
          open.push(rows);
        },
      }),
    ).rejects.toMatchObject({ code: 'migration_locked' });
    expect(open).toEqual([[]]);
    released.open();
    await first;
    expect(await schemaState(scratch.database)).toMatchObject({ kind: 'current' });
  });
});
