import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { FileError } from '../whole-file';
import type { FromWorker, ToWorker, WorkbookOrder } from './workbook-messages';

export interface WorkbookWatch {
  /** Where the built worker lies. */
  readonly workerFile: string;
  readonly signal: AbortSignal;
  readonly onRows: (rows: number) => void;
}

/** Speaks with the worker one message at a time. */
class Conversation {
  readonly #worker: Worker;
  readonly #ended: Promise<never>;
  #hear: ((message: FromWorker) => void) | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.#ended = new Promise((_resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
    });
    // Heard of where it is awaited; without anybody waiting it is no news.
    this.#ended.catch(() => undefined);
    worker.on('message', (message: FromWorker) => this.#hear?.(message));
  }

  /** Sends a message and waits for its answer. Throws what went wrong in the worker, with its file error's code. */
  async ask(message: ToWorker, transfer: readonly ArrayBuffer[] = []): Promise<FromWorker> {
    const heard = new Promise<FromWorker>((resolve) => {
      this.#hear = resolve;
    });
    this.#worker.postMessage(message, transfer);
    const answer = await Promise.race([heard, this.#ended]);
    if (answer.kind === 'failed') {
      const cause = Object.assign(new Error(answer.message), { code: answer.code });
      throw answer.code === '' ? cause : new FileError(cause);
    }
    return answer;
  }
}

/** Makes an .xlsx file of a table's CSV bytes in a worker thread. */
export async function writeWorkbook(rows: Readable, order: WorkbookOrder, watch: WorkbookWatch): Promise<void> {
  const worker = new Worker(watch.workerFile, { workerData: order });
  const conversation = new Conversation(worker);
  try {
    for await (const piece of rows as AsyncIterable<Uint8Array>) {
      watch.signal.throwIfAborted();
      const bytes = new Uint8Array(piece);
      const answer = await conversation.ask({ kind: 'piece', bytes }, [bytes.buffer]);
      if (answer.kind === 'taken') watch.onRows(answer.rows);
    }
    const last = await conversation.ask({ kind: 'end' });
    if (last.kind === 'done') watch.onRows(last.rows);
  } finally {
    await worker.terminate();
  }
}
