import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { exportFormatSchema, exports, type ExportFormat } from '../../electron/contract/exports';
import { invoices } from '../../electron/contract/invoices';
import { launchApp, removeUserData, type LaunchedApp } from '../support/app';
import { call } from '../support/bridge';
import type { Result } from './measure';

interface Waits {
  /** The longest time between two frames of the window. */
  readonly frameMs: number;
  /** The longest time that a read took through main, from the window's call to its answer. */
  readonly readMs: number;
}

const newestInvoices = invoices.list.input.parse({
  filter: {},
  sort: { column: 'issue_date', direction: 'desc' },
  page: { from: 'start', limit: 100 },
});

/** Reads the newest invoices again and again, as a clerk who turns pages, and watches the frames meanwhile. */
async function watch(page: Page): Promise<Waits> {
  return page.evaluate(async (newest) => {
    const end = performance.now() + 1000;
    let frameMs = 0;
    let readMs = 0;
    let last = performance.now();
    const frame = (): void => {
      const now = performance.now();
      frameMs = Math.max(frameMs, now - last);
      last = now;
      if (now < end) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    while (performance.now() < end) {
      const began = performance.now();
      const answer = await window.sahool.invoices.list(newest);
      if (!answer.ok) throw new Error(answer.error.code);
      readMs = Math.max(readMs, performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return { frameMs, readMs };
  }, newestInvoices);
}

async function exportBeside(app: LaunchedApp, folder: string, format: ExportFormat): Promise<Waits> {
  const filePath = join(folder, `usage.${format}`);
  await app.answerDialog({ dialog: 'showSaveDialog', answer: { canceled: false, filePath } });
  const source = { list: 'usage', filter: {}, sort: { column: 'recorded_at', direction: 'desc' } };
  await call(app.page, 'exports', 'start', exports.start.input.parse({ source, format, language: 'ar' }));
  let longest: Waits = { frameMs: 0, readMs: 0 };
  while (!existsSync(filePath)) {
    const waits = await watch(app.page);
    longest = {
      frameMs: Math.max(longest.frameMs, waits.frameMs),
      readMs: Math.max(longest.readMs, waits.readMs),
    };
  }
  return longest;
}

/** A million rows exported by the built program, and whether its window went on: its frames, and its calls to main. */
export async function benchWindow(databaseUrl: string): Promise<Result[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sahool-bench-'));
  const app = await launchApp({ databaseUrl, language: 'ar' });
  try {
    // What the start still draws is not the export's.
    await pause(3000);
    const results: Result[] = [];
    for (const format of exportFormatSchema.options) {
      const { frameMs, readMs } = await exportBeside(app, folder, format);
      const within = { against: '100 ms', limit: 100, aim: 1, bound: 3 };
      results.push(
        { work: `window beside 1,000,000 rows as ${format}: longest frame`, ours: frameMs, ...within },
        { work: `window beside 1,000,000 rows as ${format}: longest answer`, ours: readMs, ...within },
      );
    }
    return results;
  } finally {
    await app.close();
    await removeUserData();
    await rm(folder, { recursive: true, force: true });
  }
}
