import { QueryTypes, type Sequelize, type Transaction } from 'sequelize';
import { AppError } from '../../contract/result';
import { toAppError } from '../error-translation';
import type { Sql } from './sql';

/** What a read works on: a Database, or one with the transaction that the read belongs to. */
export interface Reader {
  readonly sequelize: Sequelize;
  readonly transaction?: Transaction;
}

/** After a restart of the server every pooled connection may fail once, and a pool here has five. */
const attempts = 6;

/**
 * The rows of a query, plain and with the column names that it gives. A read outside a transaction is asked again where
 * its connection turned out to be dead. Throws AppError for what concerns the connection or a right.
 */
export async function select<Row extends object>(reader: Reader, query: Sql): Promise<Row[]> {
  const { sequelize, transaction } = reader;
  const { text, bind } = query.compile();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await sequelize.query<Row>(text, {
        type: QueryTypes.SELECT,
        bind: [...bind],
        ...(transaction ? { transaction } : {}),
      });
    } catch (error) {
      const known = toAppError(error);
      const lost = known?.code === 'connection_lost' && transaction === undefined;
      if (!lost || attempt === attempts) throw known ?? error;
    }
  }
}

/** The first row, or null. */
export async function selectOne<Row extends object>(reader: Reader, query: Sql): Promise<Row | null> {
  const [row] = await select<Row>(reader, query);
  return row ?? null;
}

/** The row of a query that always has one, such as a count. */
export async function selectRow<Row extends object>(reader: Reader, query: Sql): Promise<Row> {
  const row = await selectOne<Row>(reader, query);
  if (!row) throw new AppError('internal', { what: 'a query without its row' });
  return row;
}
