import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { QueryTypes, type Transaction } from 'sequelize';
import { openDatabaseFromUrl, type Database } from '../../electron/database/database';
import { inTransaction } from '../../electron/database/transaction';
import { asSuperuser, createTestDatabase, type TestDatabase } from '../support/postgres';

let test: TestDatabase;
let database: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  database = await openDatabaseFromUrl(test.url);
  await database.sequelize.query('CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL)');
});

afterAll(async () => {
  await database.close();
  await test.drop();
});

beforeEach(async () => {
  await database.sequelize.query('TRUNCATE counters');
  await database.sequelize.query('INSERT INTO counters VALUES (1, 0), (2, 0)');
});

const add = (id: number, transaction: Transaction): Promise<unknown> =>
  database.sequelize.query('UPDATE counters SET n = n + 1 WHERE id = $1', { bind: [id], transaction });

async function counts(): Promise<number[]> {
  const rows = await database.sequelize.query<{ n: number }>('SELECT n FROM counters ORDER BY id', {
    type: QueryTypes.SELECT,
  });
  return rows.map(({ n }) => n);
}

async function setting(name: string, transaction: Transaction): Promise<string | undefined> {
  const rows = await database.sequelize.query<{ value: string }>('SELECT current_setting($1) AS value', {
    bind: [name],
    type: QueryTypes.SELECT,
    transaction,
  });
  return rows[0]?.value;
}

describe('a transaction', () => {
  it('is READ COMMITTED with time-outs of its own, which end with it', async () => {
    const names = ['transaction_isolation', 'lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout'];
    const inside = await inTransaction(database, async (transaction) => {
      const values: (string | undefined)[] = [];
      for (const name of names) values.push(await setting(name, transaction));
      return values;
    });
    expect(inside).toEqual(['read committed', '4s', '30s', '30s']);
    const [outside] = await database.sequelize.query<{ value: string }>(
      `SELECT current_setting('lock_timeout') AS value`,
      {
        type: QueryTypes.SELECT,
      },
    );
    expect(outside?.value).toBe('0');
  });

  it('takes time-outs, isolation and read-only from its caller', async () => {
    const seen = await inTransaction(
      database,
      async (transaction) => [
        await setting('transaction_isolation', transaction),
        await setting('lock_timeout', transaction),
      ],
      { isolation: 'REPEATABLE READ', timeouts: { lockMs: 1500 } },
    );
    expect(seen).toEqual(['repeatable read', '1500ms']);
    await expect(
      inTransaction(database, (transaction) => add(1, transaction), { readOnly: true }),
    ).rejects.toMatchObject({
      code: 'read_only',
    });
    await expect(
      inTransaction(database, () => Promise.resolve(), { timeouts: { lockMs: Number.NaN } }),
    ).rejects.toThrow(RangeError);
  });

  it('stores nothing when its work throws, and lets the error through', async () => {
    await expect(
      inTransaction(database, async (transaction) => {
        await add(1, transaction);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect(await counts()).toEqual([0, 0]);
    expect(database.pool.figures()).toMatchObject({ inUse: 0 });
  });

  it('never resolves when a statement failed inside, though its error was swallowed', async () => {
    await expect(
      inTransaction(database, async (transaction) => {
        await add(1, transaction);
        await database.sequelize.query('SELECT 1 / 0', { transaction }).catch(() => undefined);
        return 'done';
      }),
    ).rejects.toMatchObject({ code: 'internal' });
    expect(await counts()).toEqual([0, 0]);
  });

  it('never resolves when a statement that nobody waited for failed on the way', async () => {
    const lost: Promise<unknown>[] = [];
    await expect(
      inTransaction(database, async (transaction) => {
        await add(1, transaction);
        const failing = 'SELECT 1 / (random() * 0)::int FROM pg_sleep(0.2)';
        lost.push(database.sequelize.query(failing, { transaction }).catch(() => undefined));
        await new Promise((resolve) => setImmediate(resolve));
        return 'done';
      }),
    ).rejects.toMatchObject({ code: 'internal' });
    await Promise.all(lost);
    expect(await counts()).toEqual([0, 0]);
  });

  it('goes on after an error inside a savepoint', async () => {
    await inTransaction(database, async (transaction) => {
      await add(1, transaction);
      await database.sequelize.query('SAVEPOINT try', { transaction });
      await database.sequelize.query('SELECT 1 / 0', { transaction }).catch(() => undefined);
      await database.sequelize.query('ROLLBACK TO SAVEPOINT try', { transaction });
    });
    expect(await counts()).toEqual([1, 0]);
  });

  it('is tried again after a deadlock, so that both get through', async () => {
    let attempts = 0;
    const both = (first: number, second: number): Promise<void> =>
      inTransaction(database, async (transaction) => {
        attempts += 1;
        await add(first, transaction);
        await database.sequelize.query('SELECT pg_sleep(0.2)', { transaction });
        await add(second, transaction);
      });
    await Promise.all([both(1, 2), both(2, 1)]);
    expect(await counts()).toEqual([2, 2]);
    expect(attempts).toBeGreaterThan(2);
  });

  it('is tried again after a serialization failure', async () => {
    const increment = (): Promise<void> =>
      inTransaction(
        database,
        async (transaction) => {
          const [row] = await database.sequelize.query<{ n: number }>('SELECT n FROM counters WHERE id = 1', {
            type: QueryTypes.SELECT,
            transaction,
          });
          await database.sequelize.query('UPDATE counters SET n = $1 WHERE id = 1', {
            bind: [(row?.n ?? 0) + 1],
            transaction,
          });
        },
        { isolation: 'SERIALIZABLE' },
      );
    await Promise.all([increment(), increment(), increment()]);
    expect(await counts()).toEqual([3, 0]);
  });

  it('gives up on a lock after five attempts, and says so', async () => {
    let attempts = 0;
    await inTransaction(database, async (holder) => {
      await add(1, holder);
      await expect(
        inTransaction(
          database,
          async (transaction) => {
            attempts += 1;
            await add(1, transaction);
          },
          { timeouts: { lockMs: 20 } },
        ),
      ).rejects.toMatchObject({ code: 'busy_try_again' });
    });
    expect(attempts).toBe(5);
    expect(await counts()).toEqual([1, 0]);
  });

  it('is done again on a fresh connection when its own was killed before COMMIT', async () => {
    let attempts = 0;
    await inTransaction(database, async (transaction) => {
      attempts += 1;
      await add(1, transaction);
      if (attempts === 1) await killOwn(transaction);
      await add(2, transaction);
    });
    expect(attempts).toBe(2);
    expect(await counts()).toEqual([1, 1]);
  });

  it('says that the outcome is unknown when the line is cut on COMMIT', async () => {
    // A deferred trigger runs inside COMMIT itself: the reply to it never comes.
    await database.sequelize.query(`
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER die AFTER UPDATE ON counters DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION die()`);
    try {
      await expect(inTransaction(database, (transaction) => add(1, transaction))).rejects.toMatchObject({
        code: 'outcome_unknown',
      });
    } finally {
      await database.sequelize.query('DROP FUNCTION die() CASCADE');
    }
    expect(await counts()).toEqual([0, 0]);
  });

  it('knows the outcome when the server refuses the COMMIT', async () => {
    await database.sequelize.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '23514'; END $$;
      CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON counters DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION refuse()`);
    try {
      await expect(inTransaction(database, (transaction) => add(1, transaction))).rejects.toMatchObject({
        parent: { code: '23514' },
      });
    } finally {
      await database.sequelize.query('DROP FUNCTION refuse() CASCADE');
    }
  });
});

async function killOwn(transaction: Transaction): Promise<void> {
  const [row] = await database.sequelize.query<{ pid: number }>('SELECT pg_backend_pid() AS pid', {
    type: QueryTypes.SELECT,
    transaction,
  });
  await asSuperuser((client) => client.query('SELECT pg_terminate_backend($1)', [row?.pid]));
}

describe('values', () => {
  it('arrive as exact text, never as numbers or Dates', async () => {
    const [row] = await database.sequelize.query(
      `SELECT 1234567890.12::numeric(12,2) AS amount, ARRAY[0.10, 9007199254740993]::numeric[] AS amounts,
              9007199254740993::int8 AS big, DATE '2026-01-31' AS day, ARRAY[DATE '2026-01-31'] AS days,
              TIMESTAMPTZ '2026-01-31 12:30:00.123456+03' AS instant, true AS flag, 7 AS small, '{"a": 1}'::jsonb AS json`,
      { type: QueryTypes.SELECT },
    );
    expect(row).toEqual({
      amount: '1234567890.12',
      amounts: ['0.10', '9007199254740993'],
      big: '9007199254740993',
      day: '2026-01-31',
      days: ['2026-01-31'],
      instant: '2026-01-31T09:30:00.123456Z',
      flag: true,
      small: 7,
      json: { a: 1 },
    });
  });

  it('come from sessions that bear our name and run in UTC', async () => {
    const [row] = await database.sequelize.query(
      `SELECT application_name AS name, now()::text LIKE '%+00' AS utc FROM pg_stat_activity WHERE pid = pg_backend_pid()`,
      { type: QueryTypes.SELECT },
    );
    expect(row).toEqual({ name: 'sahool-billing-desktop', utc: true });
  });
});
