import type { Readable } from 'node:stream';
import { to as copyTo } from 'pg-copy-streams';
import { endClient } from '../client';
import type { Database } from '../database';
import { toAppError } from '../error-translation';
import type { Sql } from '../queries/sql';
import { copyText } from './sheet';

/**
 * Reads all rows of a query as CSV bytes, on a connection of its own and in one read-only transaction, so that all of them
 * are of one moment. `read` gets the stream and must read it to its end; what it throws ends the reading at once.
 */
export async function copyOut<T>(database: Database, query: Sql, read: (rows: Readable) => Promise<T>): Promise<T> {
  const client = await database.connectClient();
  let isOver = false;
  try {
    // A million rows take longer than a screen's statement may.
    await client.query('BEGIN READ ONLY; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 4000');
    const rows = client.query(copyTo(copyText(query)));
    const value = await read(rows);
    await client.query('COMMIT');
    isOver = true;
    return value;
  } catch (error) {
    throw toAppError(error) ?? error;
  } finally {
    if (isOver) await endClient(client);
    // In the middle of a COPY nothing else can be said on this line: cutting it is the way to stop.
    else client.cut();
  }
}
