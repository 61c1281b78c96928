import type { Output, Parsed } from '../../contract/api';
import type { Database } from '../../database/database';
import { inTransaction } from '../../database/transaction';
import { statementsOf } from '../command';
import { decideChange, previewOf } from './decide';

/**
 * What a change of a subscription would do now: the money it moves line by line, and the dates after it. Reads only. Throws
 * what the command would throw.
 */
export function previewChange(
  database: Database,
  { id, change }: Parsed<'subscriptions', 'previewChange'>,
): Promise<Output<'subscriptions', 'previewChange'>> {
  return inTransaction(
    database,
    async (transaction) => previewOf(await decideChange(statementsOf(database, transaction), id, change)),
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
