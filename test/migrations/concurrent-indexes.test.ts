import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDown, migrateUp, type UpgradeResult } from '../../electron/database/migrator/migrate';
import { schemaState } from '../../electron/database/migrator/state';
import type { IndexesMigration, Migration } from '../../migrations/migration';
import { scratchDatabase, type Scratch } from './scratch';

const base: Migration = {
  name: '0001-rows',
  title: { en: 'Rows', ar: 'صفوف' },
  transactional: true,
  up: [
    `CREATE TABLE public.rows (n integer, word text)`,
    `INSERT INTO public.rows SELECT i, 'w' || i % 50 FROM generate_series(1, 500) i`,
  ],
  down: [`DROP TABLE public.rows`],
};

function indexes(...list: IndexesMigration['indexes']): readonly Migration[] {
  return [base, { name: '0002-indexes', title: { en: 'Indexes', ar: 'فهارس' }, transactional: false, indexes: list }];
}

const byNumber = { name: 'rows_n', table: 'public.rows', definition: '(n)', unique: true } as const;
const byWord = { name: 'rows_word', table: 'public.rows', definition: '(word) WHERE n > 10' };
/** Cannot be built: fifty words stand ten times each. */
const byWordOnce = { name: 'rows_word_once', table: 'public.rows', definition: '(word)', unique: true } as const;

let scratch: Scratch;
beforeEach(async () => {
  scratch = await scratchDatabase();
  await migrateUp(scratch.database, { migrations: [base] });
});
afterEach(() => scratch.drop());

async function standing(): Promise<string[]> {
  const { rows } = await scratch.client.query<{ text: string }>(
    `SELECT i.indexrelid::regclass || CASE WHEN i.indisvalid THEN '' ELSE ' broken' END AS text
     FROM pg_index i WHERE i.indrelid = 'public.rows'::regclass ORDER BY 1`,
  );
  return rows.map((row) => row.text);
}

describe('indexes built beside the work', () => {
  it('are built, kept in the history, and dropped on the way down', async () => {
    const list = indexes(byNumber, byWord);
    await migrateUp(scratch.database, { migrations: list });
    expect(await standing()).toEqual(['rows_n', 'rows_word']);
    expect(await schemaState(scratch.database, list)).toMatchObject({ kind: 'current', current: '0002-indexes' });
    await migrateDown(scratch.database, { migrations: list });
    expect(await standing()).toEqual([]);
  });

  it('are built with a pool of one connection, and under a role with a time limit', async () => {
    const { rows } = await scratch.client.query<{ name: string }>(`SELECT current_database() AS name`);
    await scratch.client.query(`ALTER DATABASE ${rows[0]?.name ?? ''} SET statement_timeout = '1s'`);
    const slow = { name: 'rows_slow', table: 'public.rows', definition: '((public.slowly(n)))' };
    await scratch.client.query(`CREATE FUNCTION public.slowly(n integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS
      $$BEGIN PERFORM pg_sleep(0.003); RETURN n; END$$`);
    await migrateUp(await scratch.startWithPoolOfOne(), { migrations: indexes(slow) });
    expect(await standing()).toEqual(['rows_slow']);
  });

  it('do not keep a writer waiting', async () => {
    const list = indexes(byNumber, byWord);
    await migrateUp(scratch.database, {
      migrations: list,
      onEvent: async (event) => {
        if (event.kind === 'step') await scratch.client.query(`UPDATE rows SET word = word || 'x' WHERE n = 20`);
      },
    });
    expect(await standing()).toEqual(['rows_n', 'rows_word']);
  });

  it('that fail leave none behind and no row; mended, they are built', async () => {
    await expect(migrateUp(scratch.database, { migrations: indexes(byNumber, byWordOnce) })).rejects.toMatchObject({
      code: 'migration_failed',
      params: { step: 2, steps: 2, sqlState: '23505' },
    });
    expect(await standing()).toEqual([]);
    expect(await schemaState(scratch.database, indexes(byNumber, byWordOnce))).toMatchObject({ kind: 'pending' });
    await scratch.client.query(`UPDATE rows SET word = 'w' || n`);
    await migrateUp(scratch.database, { migrations: indexes(byNumber, byWordOnce) });
    expect(await standing()).toEqual(['rows_n', 'rows_word_once']);
  });

  it('that an earlier start left broken or ready are dropped or kept', async () => {
    await scratch.client.query(`CREATE UNIQUE INDEX rows_n ON rows (n)`);
    await expect(
      scratch.client.query(`CREATE UNIQUE INDEX CONCURRENTLY rows_word_once ON rows (word)`),
    ).rejects.toMatchObject({ code: '23505' });
    expect(await standing()).toEqual(['rows_n', 'rows_word_once broken']);
    await scratch.client.query(`UPDATE rows SET word = 'w' || n`);
    await migrateUp(scratch.database, { migrations: indexes(byNumber, byWordOnce) });
    expect(await standing()).toEqual(['rows_n', 'rows_word_once']);
  });

  it('are not built twice by two starts at once, nor do the two wait for each other for ever', async () => {
    const list = indexes(byNumber, byWord);
    const other = await scratch.start();
    const results: UpgradeResult[] = await Promise.all([
      migrateUp(scratch.database, { migrations: list }),
      migrateUp(other, { migrations: list }),
    ]);
    expect(results.flatMap(({ applied }) => applied)).toEqual(['0002-indexes']);
    expect(await standing()).toEqual(['rows_n', 'rows_word']);
  });
});
