import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documentOptionsSchema } from '../../electron/contract/document';
import type { DocumentRef } from '../../electron/contract/documents';
import type { InvoiceId } from '../../electron/contract/ids';
import { printJobSchema, type PrintJob } from '../../electron/contract/printing';
import { printableInvoices } from '../../electron/database/queries/printable';
import { createPrintJobs, type PrintJobs } from '../../electron/documents/batch/print-jobs';
import {
  openPrintQueue,
  plannedJobSchema,
  type JobEvent,
  type PlannedJob,
  type PrintQueueStore,
} from '../../electron/settings/print-queue';
import { look, lookOne, openOffice, type Office } from './billing/office';

const many = 23;
let office: Office;
let ids: InvoiceId[];
beforeAll(async () => {
  office = await openOffice();
  const tenant = await office.tenant();
  ids = [];
  for (let count = 0; count < many; count += 1) ids.push(await office.invoice(tenant, '10.00'));
});
afterAll(() => office.close());

/** Stands for the end of the program: from then on nothing is written any more. */
class Killed extends Error {}

function killedAt(store: PrintQueueStore, when: (event: JobEvent, count: number) => boolean): PrintQueueStore {
  let dead = false;
  let count = 0;
  return {
    ...store,
    async note(id, event) {
      count += 1;
      dead ||= when(event, count);
      if (dead) throw new Killed();
      await store.note(id, event);
    },
  };
}

let folder: string;
let out: string;
let store: PrintQueueStore;
let onPaper: string[];
let before: string;
const lastPrint = 'SELECT coalesce(max(id), 0)::text AS last FROM billing_desktop.document_prints';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-queue-'));
  out = await mkdtemp(join(tmpdir(), 'sahool-out-'));
  store = openPrintQueue(folder, (path) => expect(path).toBe('readable'));
  onPaper = [];
  before = (await lookOne<{ last: string }>(office.database, lastPrint)).last;
  return async () => {
    await rm(folder, { recursive: true });
    await rm(out, { recursive: true });
  };
});

const pdf = new TextEncoder().encode('%PDF-1.7 a document');

function program(queue: PrintQueueStore, fail: { saves?: number; paper?: boolean } = {}): PrintJobs {
  let made = 0;
  return createPrintJobs({
    queue,
    reading: () => office.database,
    writing: () => office.database,
    actor: { machine: 'till-1' },
    check: async () => undefined,
    databaseName: () => 'office',
    onChange: () => undefined,
    log: () => undefined,
    printer: {
      async toPdf() {
        made += 1;
        if (made === fail.saves) throw new Killed();
        return pdf;
      },
      async toPaper(html) {
        if (fail.paper === true && onPaper.length > 0) throw new Killed();
        onPaper.push(html);
        return true;
      },
      printers: async () => ['Office'],
    },
  });
}

function plan(output: PlannedJob['output'], place = out): PlannedJob {
  return plannedJobSchema.parse({
    id: crypto.randomUUID(),
    createdAt: new Date().toISOString(),
    list: 'invoices',
    output,
    place,
    database: 'office',
    documents: ids.map((id): DocumentRef => ({ kind: 'invoice', id })),
    options: documentOptionsSchema.parse({ language: 'both' }),
    pattern: '{number}',
  });
}

async function until(jobs: PrintJobs, states: readonly PrintJob['state'][]): Promise<PrintJob> {
  for (;;) {
    const [job] = await jobs.list();
    if (job !== undefined && states.includes(job.state)) return printJobSchema.parse(job);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** How often each invoice was counted as printed. */
async function prints(): Promise<number[]> {
  const rows = await look<{ times: number }>(
    office.database,
    'SELECT count(*)::integer AS times FROM billing_desktop.document_prints WHERE id > $1 GROUP BY entity_id',
    [before],
  );
  return rows.map(({ times }) => times);
}

const once = Array.from({ length: many }, () => 1);

describe('a batch of files', () => {
  it('is found by the filter of the list, in the order of the numbers', async () => {
    const found = await printableInvoices(office.database, { standing: ['pending'] }, 10);
    expect(found).toEqual(ids.slice(0, 10).map((id) => ({ kind: 'invoice', id })));
  });

  it('writes each document once under the chosen name, and counts it once', async () => {
    const jobs = program(store);
    await jobs.add(plan('files'));
    const job = await until(jobs, ['finished', 'failed']);
    expect(job).toMatchObject({ state: 'finished', done: many, total: many, refused: [], error: null });
    expect(await readdir(out)).toHaveLength(many);
    expect(await prints()).toEqual(once);
    await jobs.remove(job.id);
    expect(await store.all()).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])('cut off at note %i and started again, does nothing twice', async (at) => {
    const first = program(killedAt(store, (_, count) => count === at));
    await first.add(plan('files'));
    await until(first, ['waiting']);
    const second = program(openPrintQueue(folder, () => undefined));
    second.wake();
    expect(await until(second, ['finished', 'failed'])).toMatchObject({ state: 'finished', done: many });
    expect(await readdir(out)).toHaveLength(many);
    expect(await prints()).toEqual(once);
  });

  it('says what went wrong, keeps what is out, and goes on when asked to', async () => {
    const jobs = program(store, { saves: 14 });
    await jobs.add(plan('files'));
    const failed = await until(jobs, ['failed', 'finished']);
    expect(failed).toMatchObject({ state: 'failed', done: 10, error: 'internal' });
    await jobs.resume(failed.id);
    expect(await until(jobs, ['finished'])).toMatchObject({ done: many });
    expect(await readdir(out)).toHaveLength(many);
    expect(await prints()).toEqual(once);
  });
});

describe('a batch on paper', () => {
  it('that was cut off at the printer asks whether the pages came out', async () => {
    const first = program(killedAt(store, ({ event }) => event === 'done'));
    await first.add(plan('paper', 'Office'));
    await until(first, ['doubtful']);
    const pages = onPaper.length;
    expect(pages).toBeGreaterThan(0);

    const second = program(openPrintQueue(folder, () => undefined));
    second.wake();
    const job = await until(second, ['doubtful', 'finished']);
    expect(job).toMatchObject({ state: 'doubtful', doubtful: many });
    await second.settle(job.id, true);
    expect(await until(second, ['finished'])).toMatchObject({ done: many });
    expect(onPaper).toHaveLength(pages);
    expect(await prints()).toEqual(once);
  });

  it('that did not come out is printed again, and counted once', async () => {
    const first = program(store, { paper: true });
    await first.add(plan('paper', 'Office'));
    const job = await until(first, ['doubtful']);
    expect(await prints()).toEqual([]);
    const again = program(openPrintQueue(folder, () => undefined));
    onPaper = [];
    await again.settle(job.id, false);
    expect(await until(again, ['finished'])).toMatchObject({ done: many });
    expect(await prints()).toEqual(once);
  });
});
