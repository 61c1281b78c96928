import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { ExportFormat } from '../../electron/contract/exports';
import type { Database } from '../../electron/database/database';
import { exportList } from '../../electron/documents/spreadsheet/export-list';
import type { Result } from './measure';

/** The least that it can cost: PostgreSQL writes the same columns as CSV, and nobody keeps them. */
async function bareCopy(client: Client): Promise<number> {
  const started = performance.now();
  const nowhere = new Writable({ write: (_piece, _encoding, done) => done() });
  const query = `COPY (SELECT u.tenant_id, t.name_ar, t.name, u.metric_type, u.quantity, to_char(u.recorded_at, 'YYYY-MM-DD HH24:MI:SS'),
  u.metadata ->> 'note' FROM public.usage_records u LEFT JOIN public.tenants t ON t.tenant_id = u.tenant_id
  ORDER BY u.recorded_at DESC, u.id DESC) TO STDOUT (FORMAT csv)`;
  await pipeline(client.query(copyTo(query)), nowhere);
  return performance.now() - started;
}

interface Written {
  readonly ms: number;
  /** The longest time that this process, which is the window's, did not answer. */
  readonly longestWaitMs: number;
  readonly grownMb: number;
}

async function write(database: Database, folder: string, format: ExportFormat): Promise<Written> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 100);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const started = performance.now();
  await exportList(database, {
    source: { list: 'usage', filter: {}, sort: { column: 'recorded_at', direction: 'desc' } },
    format,
    language: 'ar',
    path: join(folder, `usage.${format}`),
    workerFile: resolve('out', 'main', 'workbook-worker.js'),
    signal: new AbortController().signal,
    onRows: () => undefined,
  });
  const ms = performance.now() - started;
  delay.disable();
  clearInterval(watch);
  return { ms, longestWaitMs: delay.max / 1e6, grownMb: (peak - before) / 1024 / 1024 };
}

/** A million rows as CSV and as a workbook, each once: how long, how much memory, and whether the window went on. */
export async function benchExports(database: Database, client: Client): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sahool-bench-'));
  try {
    await bareCopy(client);
    const copy = await bareCopy(client);
    const csv = await write(database, folder, 'csv');
    const xlsx = await write(database, folder, 'xlsx');
    const wait = (name: string, { longestWaitMs }: Written): Result => ({
      work: `${name}: longest the window waits`,
      against: '100 ms',
      ours: longestWaitMs,
      limit: 100,
      aim: 1,
      bound: 3,
    });
    const memory = (name: string, { grownMb }: Written, aim: number): Result => ({
      work: `${name}: memory that it takes, in MB`,
      against: '100 MB',
      ours: grownMb,
      limit: 100,
      aim,
      bound: aim * 2,
    });
    return [
      {
        work: '1,000,000 rows as CSV',
        against: 'COPY of the same columns to nowhere',
        ours: csv.ms,
        limit: copy,
        aim: 1.5,
        bound: 4,
      },
      wait('CSV', csv),
      memory('CSV', csv, 1),
      {
        work: '1,000,000 rows as a workbook',
        against: 'COPY of the same columns to nowhere',
        ours: xlsx.ms,
        limit: copy,
        aim: 20,
        bound: 60,
      },
      wait('workbook', xlsx),
      memory('workbook', xlsx, 5),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
