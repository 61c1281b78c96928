import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import {
  leftOutReasonSchema,
  leftOutRowSchema,
  runDetailSchema,
  runProgressSchema,
  runRowSchema,
  type RunDetail,
  type RunRow,
} from '../../contract/billing';
import type { BillingRunId } from '../../contract/ids';
import { AppError } from '../../contract/result';
import { day, instant, joinPlan, planNames } from './expressions';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';
import { joinTenant, tenantColumns } from './tenant-names';

const columns = sql`r.id, ${day(sql`r.as_of`)} AS "asOf", r.state, ${instant(sql`r.started_at`)} AS "startedAt",
  r.started_by AS "startedBy", r.machine, r.candidates, c.chunks, coalesce(c.examined, 0) AS examined,
  ${instant(sql`coalesce(c.at, r.started_at)`)} AS "lastAt",
  (SELECT count(*)::integer FROM billing_desktop.billing_run_left_out l WHERE l.run_id = r.id) AS "leftOut",
  coalesce((SELECT jsonb_agg(jsonb_build_object('currency', a.currency, 'invoices', a.invoices, 'total', a.total::text) ORDER BY a.currency)
    FROM (SELECT x.currency, sum(x.invoices)::integer AS invoices, sum(x.total) AS total
      FROM billing_desktop.billing_run_amounts x WHERE x.run_id = r.id GROUP BY x.currency) a), '[]') AS amounts`;

function runs(condition: Sql): Sql {
  return sql`SELECT ${columns} FROM billing_desktop.billing_runs r
LEFT JOIN LATERAL (SELECT count(*)::integer AS chunks, sum(k.examined)::integer AS examined, max(k.at) AS at
  FROM billing_desktop.billing_run_chunks k WHERE k.run_id = r.id) c ON true
${condition}`;
}

/** What a run is besides whether this program is at it, which only the program knows. */
const storedRunSchema = runRowSchema.omit({ active: true });
type StoredRun = Omit<RunRow, 'active'>;

/** The latest billing runs, newest first; all of them where `most` is null. */
export async function listRuns(reader: Reader, most: number | null = 200): Promise<StoredRun[]> {
  return z
    .array(storedRunSchema)
    .parse(await select(reader, runs(sql`ORDER BY r.started_at DESC, r.id DESC LIMIT ${most}::integer`)));
}

const progressSchema = runProgressSchema.omit({ active: true, failure: true }).extend({ chunks: z.int() });

/** How far a run is. Throws `not_found`. */
export async function readRunProgress(reader: Reader, id: BillingRunId): Promise<z.infer<typeof progressSchema>> {
  const row = await selectOne(reader, runs(sql`WHERE r.id = ${id}`));
  if (!row) throw new AppError('not_found', { entity: 'billing_run' });
  return progressSchema.parse(row);
}

/** A run with whom it left out. Throws `not_found`. */
export async function getRun(reader: Reader, { id }: Parsed<'billing', 'get'>): Promise<Omit<RunDetail, 'active'>> {
  const row = await selectOne(reader, runs(sql`WHERE r.id = ${id}`));
  if (!row) throw new AppError('not_found', { entity: 'billing_run' });
  const leftOutReasons = await select(
    reader,
    sql`SELECT l.reason, count(*)::integer AS count FROM billing_desktop.billing_run_left_out l
WHERE l.run_id = ${id} GROUP BY l.reason ORDER BY count(*) DESC, l.reason`,
  );
  const { voided } = z.object({ voided: z.int() }).parse(
    await selectOne(
      reader,
      sql`SELECT count(*)::integer AS voided FROM billing_desktop.billing_run_invoices x
JOIN public.invoices i ON i.id = x.invoice_id WHERE x.run_id = ${id} AND i.status = 'canceled'`,
    ),
  );
  return runDetailSchema.omit({ active: true }).parse({ ...row, leftOutReasons, voided });
}

/** Whom a run left out for a reason, so many at a time. */
export async function listLeftOut(
  reader: Reader,
  { id, reason, after, limit }: Parsed<'billing', 'leftOut'>,
): Promise<Output<'billing', 'leftOut'>> {
  const found = z.array(leftOutRowSchema).parse(
    await select(
      reader,
      sql`SELECT l.subscription_id AS "subscriptionId", ${tenantColumns(sql`l`)}, s.plan_id AS "planId", ${planNames},
  s.billing_cycle AS cycle, s.currency, s.status, l.reason, l.details ->> 'since' AS since
FROM billing_desktop.billing_run_left_out l
JOIN public.subscriptions s ON s.id = l.subscription_id ${joinPlan} ${joinTenant(sql`l`)}
WHERE l.run_id = ${id} AND l.reason = ${leftOutReasonSchema.parse(reason)}
  AND (${after}::uuid IS NULL OR l.subscription_id > ${after}::uuid)
ORDER BY l.subscription_id LIMIT ${limit + 1}`,
    ),
  );
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.subscriptionId ?? null) : null };
}
