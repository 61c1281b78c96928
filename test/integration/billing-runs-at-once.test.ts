import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { driveRun } from '../../electron/billing/runs/drive-run';
import { startRun } from '../../electron/billing/runs/start-run';
import { addMonthsFromAnchor, calendarDateSchema, type CalendarDate } from '../../electron/contract/calendar-date';
import { openDatabaseFromUrl } from '../../electron/database/database';
import { actor, look, lookOne, newKey, openOffice, type Office } from './billing/office';

const long = process.env['SAHOOL_LONG'] === '1';

let office: Office;
let child: string;
beforeAll(async () => {
  office = await openOffice();
  const outDir = resolve(import.meta.dirname, '../../out/test-child');
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: resolve(import.meta.dirname, '../support/run-in-child.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'run-in-child.mjs' } },
    },
  });
  child = resolve(outDir, 'run-in-child.mjs');
});
afterAll(() => office.close());

/** Active subscriptions of as many tenants, by the service's own habits: no terms, and 30 days to their end. */
async function subscriptions(prefix: string, count: number, start: CalendarDate): Promise<void> {
  await look(
    office.database,
    `INSERT INTO public.subscriptions (tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, next_billing_date)
SELECT $1 || '-' || n, (ARRAY['starter', 'professional', 'enterprise'])[1 + n % 3], 'active', 'monthly', 'USD', $3::date,
  $3::date + 30, $3::date + 30 FROM generate_series(1, $2::integer) n`,
    [prefix, count, start],
  );
}

interface Told {
  readonly invoices: string;
  readonly periods: string;
  readonly numbers: string;
  readonly span: string;
}

/** How many invoices there are for the subscriptions of a prefix, their different periods and numbers, and how far these reach. */
function billed(prefix: string): Promise<Told> {
  return lookOne<Told>(
    office.database,
    `SELECT count(*) AS invoices, count(DISTINCT (i.subscription_id, b.period)) AS periods, count(DISTINCT n.n) AS numbers,
  max(n.n) - min(n.n) + 1 AS span
FROM public.invoices i JOIN billing_desktop.billed_periods b ON b.invoice_id = i.id AND b.live
JOIN billing_desktop.numbers n ON n.entity_id = i.id
WHERE i.tenant_id LIKE $1 || '-%'`,
    [prefix],
  );
}

const progressSchema = z.object({
  id: z.uuid(),
  examined: z.int(),
  candidates: z.int(),
  state: z.string(),
  megabytes: z.int(),
});
type ChildProgress = z.infer<typeof progressSchema>;

/** Runs the child until it ends, or kills it once `until` says so. */
async function runChild(
  args: readonly string[],
  until: (progress: ChildProgress) => boolean = () => false,
): Promise<ChildProgress> {
  const process_ = spawn(process.execPath, [child, office.url, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last: ChildProgress | null = null;
  for await (const line of createInterface({ input: process_.stdout })) {
    last = progressSchema.parse(JSON.parse(line));
    if (until(last)) process_.kill('SIGKILL');
  }
  if (last === null) throw new Error('the child told nothing');
  return last;
}

describe('several runners at once', () => {
  it('bill each period of each subscription once, with numbers without a gap', async () => {
    const [runners, farms, periods] = long ? [8, 200, 12] : [4, 40, 6];
    const first = calendarDateSchema.parse('2025-01-31');
    await subscriptions('once', farms, first);
    const asOf = addMonthsFromAnchor(first, periods - 1);
    const databases = await Promise.all(Array.from({ length: runners }, () => openDatabaseFromUrl(office.url)));
    try {
      await Promise.all(
        databases.map(async (database, n) => {
          const { id } = await startRun(database, actor, { key: newKey(), date: asOf }, 7 + n * 5);
          return driveRun(database, actor, id);
        }),
      );
    } finally {
      await Promise.all(databases.map((database) => database.close()));
    }
    const expected = String(farms * periods);
    expect(await billed('once')).toEqual({ invoices: expected, periods: expected, numbers: expected, span: expected });
    await office.expectClean();
    await look(office.database, `UPDATE public.subscriptions SET status = 'expired', next_billing_date = '2020-01-01'`);
  }, 900_000);
});

describe('a run that is killed', () => {
  it('goes on where it was: each period billed once, numbers without a gap, memory kept small', async () => {
    const [farms, chunkSize] = long ? [50_000, 5000] : [2000, 250];
    const date = calendarDateSchema.parse('2026-03-01');
    await subscriptions('killed', farms, date);
    const args = [date, String(chunkSize)] as const;
    const cut = await runChild(args, ({ examined }) => examined >= farms / 2);
    expect(cut.examined).toBeGreaterThanOrEqual(farms / 2);
    expect(cut.examined).toBeLessThan(farms);
    // Whatever the server still had in hand of it is rolled back; then it goes on, and a second run finds nothing.
    const done = await runChild([...args, cut.id]);
    expect(done).toMatchObject({ state: 'done', candidates: farms });
    const again = await runChild(args);
    expect(again).toMatchObject({ state: 'done', candidates: 0 });
    const expected = String(farms);
    expect(await billed('killed')).toEqual({
      invoices: expected,
      periods: expected,
      numbers: expected,
      span: expected,
    });
    expect(Math.max(cut.megabytes, done.megabytes)).toBeLessThan(400);
    await office.expectClean();
  }, 1_800_000);
});
