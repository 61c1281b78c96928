import { createHash } from 'node:crypto';
import { to as copyTo } from 'pg-copy-streams';
import type { BackupTable } from '../contract/backup';
import type { BillingClient } from '../database/client';
import { copyOutSql, readSums, type SnapshotTable } from './snapshot-tables';

const pieceBytes = 65_536;
const newline = 0x0a;

/** Rows are counted by their ends: within a row COPY writes a line break as `\n`. */
export function countRows(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}

/** What a manifest says of a table's rows. */
export type ReadTable = Omit<BackupTable, 'mark'>;

/**
 * Reads a table's rows piece by piece, and gives at the end what a manifest says of it. Inside the caller's transaction.
 * One that is left in the middle leaves the connection in the middle of a COPY: it must be cut.
 */
export async function* readRows(client: BillingClient, table: SnapshotTable): AsyncGenerator<Buffer, ReadTable> {
  const hash = createHash('sha256');
  let rows = 0;
  let held: Buffer[] = [];
  let heldBytes = 0;
  const source: AsyncIterable<Buffer> = client.query(copyTo(copyOutSql(table)));
  for await (const chunk of source) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < pieceBytes) continue;
    const piece = Buffer.concat(held);
    [held, heldBytes] = [[], 0];
    hash.update(piece);
    rows += countRows(piece);
    yield piece;
  }
  if (heldBytes > 0) {
    const piece = Buffer.concat(held);
    hash.update(piece);
    rows += countRows(piece);
    yield piece;
  }
  const sums = await readSums(client, table);
  return { name: `${table.schema}.${table.name}`, rows: String(rows), sha256: hash.digest('hex'), sums };
}
