import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { parse } from 'csv-parse';
import { fileErrorCode } from '../whole-file';
import { WorkbookTable } from './workbook';
import type { FromWorker, ToWorker, WorkbookOrder } from './workbook-messages';

/*
 * A thread of its own: a million rows are typed and packed here while the program's main process goes on answering. It is
 * handed the table piece by piece, and answers each, so that no more than one waits.
 */

const port = parentPort;
if (port === null) throw new Error('this runs as a worker');
const { path, plan } = workerData as WorkbookOrder;
const answer = (message: FromWorker): void => port.postMessage(message);

const file = createWriteStream(path, { flags: 'wx' });
const table = new WorkbookTable(file, plan);
const rows = parse({ relax_column_count: false });

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  answer({ kind: 'failed', message, code: fileErrorCode(error) });
}

/** The packer does not wait for the disk by itself; without this a slow one would pile up in memory. */
function roomInFile(): Promise<void> {
  if (!file.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    file.once('drain', () => resolve());
  });
}

async function readRows(): Promise<void> {
  for await (const texts of rows as AsyncIterable<string[]>) {
    table.add(texts);
    if (table.rows % 500 === 0) await roomInFile();
  }
  await table.finish();
  await finished(file);
  answer({ kind: 'done', rows: table.rows });
}

async function take(message: ToWorker): Promise<void> {
  if (message.kind === 'end') {
    rows.end();
    return;
  }
  if (!rows.write(Buffer.from(message.bytes))) {
    await new Promise<void>((resolve) => {
      rows.once('drain', () => resolve());
    });
  }
  answer({ kind: 'taken', rows: table.rows });
}

file.once('error', fail);
rows.once('error', fail);
port.on('message', (message: ToWorker) => void take(message).catch(fail));
readRows().catch(fail);
