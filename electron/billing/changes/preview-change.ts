import { QueryTypes } from 'sequelize';
import type { Output, Parsed } from '../../contract/api';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { inTransaction } from '../../database/transaction';
import { decideChange, previewOf } from './decide';
import type { Statements } from './read-subject';

/**
 * What a change of a subscription would do now: the money it moves line by line, and the dates after it. Reads only. Throws
 * what the command would throw.
 */
export function previewChange(
  database: Database,
  { id, change }: Parsed<'subscriptions', 'previewChange'>,
): Promise<Output<'subscriptions', 'previewChange'>> {
  const { sequelize } = database;
  return inTransaction(
    database,
    async (transaction) => {
      const rows: Statements['rows'] = <Row extends object>(sql: string, bind: readonly unknown[] = []) =>
        sequelize.query<Row>(sql, { transaction, type: QueryTypes.SELECT, bind: [...bind] });
      const row: Statements['row'] = async <Row extends object>(sql: string, bind: readonly unknown[] = []) => {
        const [first] = await rows<Row>(sql, bind);
        if (first === undefined) throw new AppError('internal', {}, new Error('a row that must be there is missing'));
        return first;
      };
      return previewOf(await decideChange({ rows, row }, id, change));
    },
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
