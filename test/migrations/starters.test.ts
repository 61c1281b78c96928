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
    const locks = await scratch.client.query(`SELECT FROM pg_locks WHERE locktype = 'advisory'`);
    expect(locks.rows).toEqual([]);
  });

  it('a start that waits too long says that another one is migrating', async () => {
    const holder = await scratch.start();
    let inside: () => void = () => undefined;
    let release: () => void = () => undefined;
    const entered = new Promise<void>((resolve) => {
      inside = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = migrateUp(holder, {
      onEvent: async (event) => {
        if (event.kind !== 'started') return;
        inside();
        await released;
      },
    });
    await entered;
    const waiting: string[] = [];
    await expect(
      migrateUp(scratch.database, { waitMs: 0, onEvent: (event) => void waiting.push(event.kind) }),
    ).rejects.toMatchObject({ code: 'migration_locked' });
    expect(waiting).toContain('waiting');
    release();
    await first;
    expect(await schemaState(scratch.database)).toMatchObject({ kind: 'current' });
  });
});
