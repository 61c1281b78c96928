import type { Transaction } from 'sequelize';
import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import Big from 'big.js';
import type { Output, Parsed } from '../../contract/api';
import {
  dueRowSchema,
  leftOutReasons,
  leftOutRowSchema,
  runPreviewSchema,
  type DueRow,
  type LeftOutReason,
  type LeftOutRow,
} from '../../contract/billing';
import { currencies, type Currency } from '../../contract/currency';
import { billingRunIdSchema, type SubscriptionId } from '../../contract/ids';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { inTransaction } from '../../database/transaction';
import { statementsOf, type Statements } from '../command';
import type { Bill, RunTerms } from '../rules/run-bills';
import type { RunPlan } from '../rules/run-plan';
import { readCandidates } from './facts';
import { readPlans, readTerms } from './price-lists';
import { reckon, type Reckoned } from './reckon';

/** Small enough that the program answers in between. */
const chunkSize = 500;

/** One snapshot for the whole of a preview, and no write. */
function looking<T>(database: Database, work: (statements: Statements) => Promise<T>): Promise<T> {
  return inTransaction(database, (transaction: Transaction) => work(statementsOf(database, transaction)), {
    readOnly: true,
    isolation: 'REPEATABLE READ',
    timeouts: { statementMs: 120_000 },
  });
}

interface Scan {
  readonly plans: ReadonlyMap<string, RunPlan>;
  readonly terms: RunTerms;
}

/** Everything that a run on the date would look at, piece by piece; ends where `each` says that it has enough. */
async function scan(
  statements: Statements,
  { plans, terms }: Scan,
  from: SubscriptionId | null,
  each: (reckoned: Reckoned) => boolean,
): Promise<void> {
  for (let after = from; ;) {
    const ids = await readCandidates(statements, terms.asOf, after, chunkSize, false);
    for (const reckoned of await reckon(statements, ids, plans, terms)) if (!each(reckoned)) return;
    if (ids.length < chunkSize) return;
    after = ids.at(-1) ?? after;
  }
}

async function scanOn(statements: Statements, date: CalendarDate): Promise<Scan> {
  return { plans: await readPlans(statements), terms: await readTerms(statements, date) };
}

function totalOf(bills: readonly Bill[]): string {
  return bills.reduce((sum, { total }) => sum.plus(total), new Big(0)).toFixed(2);
}

function who({ facts, due, plan }: Reckoned): object {
  const { id, tenantId, tenantName, tenantNameAr, currency, status } = facts;
  const { planId, cycle } = due;
  const names = { planName: plan?.name ?? planId, planNameAr: plan?.nameAr ?? planId };
  return { subscriptionId: id, tenantId, tenantName, tenantNameAr, planId, ...names, cycle, currency, status };
}

const nowSchema = z.object({ today: calendarDateSchema, unfinishedRun: billingRunIdSchema.nullable() });

/** What a run on the date would bill: how much in each currency, how many are left out and why. Writes nothing. */
export function previewRun(
  database: Database,
  { date }: Parsed<'billing', 'preview'>,
): Promise<Output<'billing', 'preview'>> {
  return looking(database, async (statements) => {
    const scanned = await scanOn(statements, date);
    const sums = new Map<Currency, { invoices: number; total: Big }>();
    const leftOut = new Map<LeftOutReason, number>();
    let subscriptions = 0;
    await scan(statements, scanned, null, ({ facts, outcome }) => {
      if (outcome.leftOut !== null) leftOut.set(outcome.leftOut, (leftOut.get(outcome.leftOut) ?? 0) + 1);
      if (outcome.bills.length === 0) return true;
      subscriptions += 1;
      const sum = sums.get(facts.currency) ?? { invoices: 0, total: new Big(0) };
      sums.set(facts.currency, {
        invoices: sum.invoices + outcome.bills.length,
        total: sum.total.plus(totalOf(outcome.bills)),
      });
      return true;
    });
    const now = nowSchema.parse(
      await statements.row(`SELECT billing_desktop.today() AS today, (SELECT r.id FROM billing_desktop.billing_runs r
  WHERE r.state <> 'done' ORDER BY r.started_at DESC LIMIT 1) AS "unfinishedRun"`),
    );
    return runPreviewSchema.parse({
      date,
      ...now,
      rate: scanned.terms.rate,
      taxRate: scanned.terms.taxRate,
      subscriptions,
      amounts: currencies.flatMap((currency) => {
        const sum = sums.get(currency);
        return sum ? [{ currency, invoices: sum.invoices, total: sum.total.toFixed(2) }] : [];
      }),
      leftOut: leftOutReasons.flatMap((reason) => {
        const count = leftOut.get(reason);
        return count === undefined ? [] : [{ reason, count }];
      }),
    });
  });
}

/** So many rows from the scan, and where to go on after them. */
async function pageOf<Row>(
  statements: Statements,
  date: CalendarDate,
  { after, limit }: { readonly after: SubscriptionId | null; readonly limit: number },
  rowOf: (reckoned: Reckoned) => Row | null,
): Promise<{ rows: Row[]; next: SubscriptionId | null }> {
  const rows: Row[] = [];
  let last: SubscriptionId | null = null;
  let more = false;
  await scan(statements, await scanOn(statements, date), after, (reckoned) => {
    const row = rowOf(reckoned);
    if (row === null) return true;
    if (rows.length === limit) {
      more = true;
      return false;
    }
    rows.push(row);
    last = reckoned.facts.id;
    return true;
  });
  return { rows, next: more ? last : null };
}

/** The subscriptions that a run on the date would bill. */
export function previewDue(
  database: Database,
  { date, ...page }: Parsed<'billing', 'previewDue'>,
): Promise<Output<'billing', 'previewDue'>> {
  return looking(database, (statements) =>
    pageOf(statements, date, page, (reckoned): DueRow | null => {
      const { bills } = reckoned.outcome;
      const [first] = bills;
      if (first === undefined) return null;
      return dueRowSchema.parse({
        ...who(reckoned),
        periods: bills.length,
        from: first.period.start,
        to: bills.at(-1)?.period.end ?? first.period.end,
        total: totalOf(bills),
      });
    }),
  );
}

/** The subscriptions that a run on the date would leave out for a reason. */
export function previewLeftOut(
  database: Database,
  { date, reason, ...page }: Parsed<'billing', 'previewLeftOut'>,
): Promise<Output<'billing', 'previewLeftOut'>> {
  return looking(database, (statements) =>
    pageOf(statements, date, page, (reckoned): LeftOutRow | null =>
      reckoned.outcome.leftOut === reason
        ? leftOutRowSchema.parse({ ...who(reckoned), reason, since: reckoned.due.periods[0]?.start ?? null })
        : null,
    ),
  );
}

/** The invoices that one subscription would get. Throws `not_found` where nothing of it is due. */
export function previewInvoices(
  database: Database,
  { date, subscriptionId }: Parsed<'billing', 'previewInvoices'>,
): Promise<Output<'billing', 'previewInvoices'>> {
  return looking(database, async (statements) => {
    const { plans, terms } = await scanOn(statements, date);
    const [reckoned] = await reckon(statements, [subscriptionId], plans, terms);
    if (reckoned === undefined) throw new AppError('not_found', { entity: 'subscription' });
    return {
      currency: reckoned.facts.currency,
      invoices: reckoned.outcome.bills.map(({ period, lines, subtotal, tax, total }) => ({
        period: { ...period },
        lines: [...lines],
        subtotal,
        taxRate: terms.taxRate,
        tax,
        total,
      })),
    };
  });
}
