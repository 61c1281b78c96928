import { z } from 'zod';
import { calendarDateSchema } from '../../contract/calendar-date';
import type { BillingRunId } from '../../contract/ids';
import { runSummaryDocumentSchema } from '../../contract/run-summary';
import { day, joinPlan, planNames, today } from './expressions';
import { selectRow, type Reader } from './select';
import { sql } from './sql';
import { joinTenant, tenantColumns } from './tenant-names';

/** So many of those who were left out are listed; a longer list is no summary. */
const listed = 200;

const { totals, plans, leftOut } = runSummaryDocumentSchema.shape;
const sumsSchema = z.object({
  printedOn: calendarDateSchema,
  startedOn: calendarDateSchema,
  lastOn: calendarDateSchema,
  seller: z.unknown(),
  totals,
  plans,
  leftOut,
  notListed: z.int(),
});

// A free plan is left out of every run as it should be: it is counted, not listed.
const wanting = sql`l.reason <> 'free'`;

const invoices = sql`billing_desktop.billing_run_invoices x JOIN public.invoices i ON i.id = x.invoice_id`;

/** What a run's invoices and left-out subscriptions come to, as they were made: what was voided since is among them. */
export async function readRunSums(reader: Reader, id: BillingRunId): Promise<z.infer<typeof sumsSchema>> {
  const row = await selectRow<Record<string, unknown>>(
    reader,
    sql`SELECT ${day(today)} AS "printedOn", ${day(sql`billing_desktop.date_of(r.started_at)`)} AS "startedOn",
  ${day(sql`billing_desktop.date_of(coalesce((SELECT max(k.at) FROM billing_desktop.billing_run_chunks k WHERE k.run_id = r.id), r.started_at))`)} AS "lastOn",
  (SELECT g.value -> 'seller' FROM billing_desktop.settings g WHERE g.key = 'business') AS seller,
  coalesce((SELECT jsonb_agg(to_jsonb(a) ORDER BY a.currency) FROM (
    SELECT i.currency, count(*)::integer AS invoices, count(DISTINCT i.subscription_id)::integer AS subscriptions,
      (array_agg(i.invoice_number ORDER BY length(i.invoice_number), i.invoice_number))[1] AS first,
      (array_agg(i.invoice_number ORDER BY length(i.invoice_number) DESC, i.invoice_number DESC))[1] AS last,
      sum(i.subtotal)::text AS subtotal, sum(i.tax_amount)::text AS tax, sum(i.total)::text AS total
    FROM ${invoices} WHERE x.run_id = r.id GROUP BY i.currency) a), '[]') AS totals,
  coalesce((SELECT jsonb_agg(to_jsonb(a) ORDER BY a.currency, a."planName") FROM (
    SELECT i.currency, coalesce(nullif(p.name, ''), d.plan_id, s.plan_id) AS "planName",
      coalesce(nullif(p.name_ar, ''), nullif(p.name, ''), d.plan_id, s.plan_id) AS "planNameAr", count(*)::integer AS invoices,
      sum(i.total)::text AS total
    FROM ${invoices} JOIN public.subscriptions s ON s.id = i.subscription_id
    LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
    LEFT JOIN public.plans p ON p.plan_id = coalesce(d.plan_id, s.plan_id)
    WHERE x.run_id = r.id GROUP BY 1, 2, 3) a), '[]') AS plans,
  coalesce((SELECT jsonb_agg(to_jsonb(a) ORDER BY a.reason, a."tenantId") FROM (
    SELECT l.reason, ${tenantColumns(sql`l`)}, ${planNames}, l.details ->> 'since' AS since
    FROM billing_desktop.billing_run_left_out l
    JOIN public.subscriptions s ON s.id = l.subscription_id ${joinPlan} ${joinTenant(sql`l`)}
    WHERE l.run_id = r.id AND ${wanting} ORDER BY l.reason, l.subscription_id LIMIT ${listed}) a), '[]') AS "leftOut",
  (SELECT greatest(count(*) - ${listed}::integer, 0)::integer FROM billing_desktop.billing_run_left_out l
    WHERE l.run_id = r.id AND ${wanting}) AS "notListed"
FROM billing_desktop.billing_runs r WHERE r.id = ${id}`,
  );
  return sumsSchema.parse(row);
}
