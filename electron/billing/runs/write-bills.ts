import { randomUUID } from 'node:crypto';
import { addDays, yearOf, type CalendarDate } from '../../contract/calendar-date';
import type { BillingRunId } from '../../contract/ids';
import type { Work } from '../command';
import type { TakenNumber } from '../numbers';
import { invoiceSnapshot, rateOn, templateVersions } from '../snapshot';
import type { Bill } from '../rules/run-bills';
import type { Reckoned } from './reckon';
import { takeInvoiceNumbers } from './take-numbers';

/** An invoice of a run, and whose it is. */
export interface NewInvoice {
  readonly id: string;
  readonly reckoned: Reckoned;
  readonly bill: Bill;
}

/** What the invoices of a chunk have in common. */
export interface ChunkTerms {
  readonly runId: BillingRunId;
  readonly n: number;
  readonly asOf: CalendarDate;
  readonly dueDays: number;
  readonly taxRate: string;
}

function invoicesOf(reckoned: readonly Reckoned[]): NewInvoice[] {
  return reckoned.flatMap((each) => each.outcome.bills.map((bill) => ({ id: randomUUID(), reckoned: each, bill })));
}

/** The figures go as text, and become exact JSON numbers in PostgreSQL: no digit passes through JavaScript. */
function rowOf({ id, reckoned: { facts }, bill }: NewInvoice, number: TakenNumber): object {
  return {
    id,
    n: number.n,
    number: number.document_number,
    subscription: facts.id,
    tenant: facts.tenantId,
    currency: facts.currency,
    plan: bill.planId,
    cycle: bill.cycle,
    start: bill.period.start,
    end: bill.period.end,
    covers: bill.covers,
    subtotal: bill.subtotal,
    tax: bill.tax,
    total: bill.total,
    // A YER invoice by fixed prices was made without a rate, and names none.
    rated: bill.converted || facts.currency === 'USD',
    lines: bill.lines,
  };
}

const lineItems = `(SELECT jsonb_agg(jsonb_build_object(
    'description', l.line -> 'description', 'description_ar', l.line -> 'descriptionAr',
    'quantity', to_jsonb((l.line ->> 'quantity')::numeric),
    'unit_price', to_jsonb((l.line ->> 'unitPrice')::numeric(12, 2)),
    'amount', to_jsonb((l.line ->> 'amount')::numeric(12, 2)),
    'is_usage_based', l.line -> 'isUsageBased', 'basis', l.line -> 'basis', 'basis_ar', l.line -> 'basisAr')
    || CASE WHEN l.line ? 'plan' THEN jsonb_build_object('plan', l.line -> 'plan') ELSE '{}' END ORDER BY l.place)
  FROM jsonb_array_elements(r.lines) WITH ORDINALITY AS l (line, place))`;

async function insertInvoices(work: Work, terms: ChunkTerms, rows: readonly object[]): Promise<void> {
  const { runId, n, asOf, dueDays, taxRate } = terms;
  await work.rows(
    `WITH r AS MATERIALIZED (
  SELECT x.*, daterange(x.start, x."end") AS period
  FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, n bigint, number text, subscription uuid, tenant text,
    currency public.currency_enum, plan text, cycle public.billing_cycle_enum, start date, "end" date, subtotal numeric,
    tax numeric, total numeric, rated boolean, covers boolean, lines jsonb)
), rate AS MATERIALIZED (${rateOn('$2::date')}
), invoice AS (
  INSERT INTO public.invoices (id, invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal,
    tax_rate, tax_amount, discount_amount, total, amount_paid, amount_due, line_items, metadata)
  SELECT r.id, r.number, r.tenant, r.subscription, 'pending', r.currency, $2::date, $3::date, r.subtotal, $4::numeric, r.tax, 0,
    r.total, 0, r.total, ${lineItems}, '{}'
  FROM r
), details AS (
  INSERT INTO billing_desktop.invoice_details (invoice_id, period, snapshot, template_version, exchange_rate, issued_at, issued_by, plan_id)
  SELECT r.id, CASE WHEN r.covers THEN r.period END, ${invoiceSnapshot('r.period')}, ${templateVersions.invoice}, rate.rate, now(), session_user, r.plan
  FROM r
  CROSS JOIN LATERAL (SELECT r.tenant AS tenant_id) i
  CROSS JOIN LATERAL (SELECT r.plan AS plan_id, r.cycle AS billing_cycle) s
  LEFT JOIN rate ON r.rated
), period AS (
  INSERT INTO billing_desktop.billed_periods (invoice_id, subscription_id, period)
  SELECT r.id, r.subscription, r.period FROM r WHERE r.covers
), number AS (
  INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, entity_id, command_key)
  SELECT 'invoice', extract(year FROM $2::date), r.n, r.number, 'used', r.id, $5::uuid FROM r
)
INSERT INTO billing_desktop.billing_run_invoices (invoice_id, run_id, n) SELECT r.id, $6::uuid, $7::integer FROM r`,
    [JSON.stringify(rows), asOf, addDays(asOf, dueDays), taxRate, work.key, runId, n],
  );
}

/** The waiting lines that these invoices took, and the usage that they billed. */
async function noteTaken(work: Work, invoices: readonly NewInvoice[]): Promise<void> {
  const lines = invoices.flatMap(({ id, bill }) => bill.pendingLineIds.map((line) => ({ id, line })));
  if (lines.length > 0) {
    await work.rows(
      `UPDATE billing_desktop.pending_lines p SET invoice_id = x.id
FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, line uuid) WHERE p.id = x.line`,
      [JSON.stringify(lines)],
    );
  }
  const usage = invoices.flatMap(({ id, reckoned, bill }) =>
    bill.usage.map(({ metric, span, over }) => ({ id, subscription: reckoned.facts.id, metric, ...span, over })),
  );
  if (usage.length > 0) {
    await work.rows(
      `INSERT INTO billing_desktop.billed_usage (invoice_id, subscription_id, metric, span, over)
SELECT x.id, x.subscription, x.metric, daterange(x.start, x."end"), x.over
FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, subscription uuid, metric text, start date, "end" date, over bigint)`,
      [JSON.stringify(usage)],
    );
  }
}

/**
 * Writes the invoices of a chunk, issued: with their numbers, snapshots and periods, each in one statement for all. The
 * exclusion constraint on the periods refuses what is billed already, whatever was reckoned before.
 */
export async function writeBills(
  work: Work,
  terms: ChunkTerms,
  reckoned: readonly Reckoned[],
): Promise<readonly NewInvoice[]> {
  const invoices = invoicesOf(reckoned);
  if (invoices.length === 0) return invoices;
  await takeInvoiceNumbers(work, yearOf(terms.asOf), invoices.length, async (numbers) => {
    const rows = invoices.map((invoice, place) => {
      const number = numbers[place];
      if (number === undefined) throw new RangeError('fewer numbers than invoices');
      return rowOf(invoice, number);
    });
    await insertInvoices(work, terms, rows);
    await noteTaken(work, invoices);
  });
  return invoices;
}
