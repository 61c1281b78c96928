import type { Output, Parsed } from '../../contract/api';
import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import type { DayClose, DayCloseRow, Taking } from '../../contract/closing';
import { AppError } from '../../contract/result';
import { day, instant, today } from './expressions';
import { select, selectOne, selectRow, type Reader } from './select';
import { allOf, sql, type Sql } from './sql';

/** True where the reversal `r` came while a close stood that had counted its payment: the money is missing on the reversal's own day. */
const carried = sql`EXISTS (
    SELECT FROM billing_desktop.day_closes k
    LEFT JOIN billing_desktop.day_reopenings o ON o.close_id = k.id
    WHERE k.clerk = v.issued_by AND k.day = d.paid_on AND k.signed_at <= r.reversed_at
      AND (o.close_id IS NULL OR o.reopened_at > r.reversed_at))`;

/** The same of the refund `k` that the cancellation `x` took back. */
const carriedRefund = sql`EXISTS (
    SELECT FROM billing_desktop.day_closes c
    LEFT JOIN billing_desktop.day_reopenings o ON o.close_id = c.id
    WHERE c.clerk = k.refunded_by AND c.day = k.refunded_on AND c.signed_at <= x.canceled_at
      AND (o.close_id IS NULL OR o.reopened_at > x.canceled_at))`;
const refunds = sql`billing_desktop.refunds k LEFT JOIN billing_desktop.cancellations x ON x.refund_id = k.id`;

const receipts = sql`billing_desktop.payment_details d
  JOIN billing_desktop.receipt_vouchers v ON v.payment_id = d.payment_id
  JOIN public.payments p ON p.id = d.payment_id
  LEFT JOIN billing_desktop.reversals r ON r.payment_id = d.payment_id`;

/**
 * What a clerk took on a day, as rows of currency, method and signed amount: the receipts that the clerk signed for and that
 * stand, less what the clerk paid back, and what the clerk reversed on that day of days that were closed already.
 */
export function takingRows(clerk: string, date: string): Sql {
  return sql`SELECT p.id AS payment_id, p.currency, p.method, p.amount FROM ${receipts}
  WHERE d.paid_on = ${date}::date AND v.issued_by = ${clerk} AND p.amount < 'NaN'
    AND (p.status IN ('succeeded', 'refunded') OR (r.payment_id IS NOT NULL AND ${carried}))
  UNION ALL
  SELECT p.id, p.currency, p.method, -p.amount FROM ${receipts}
  WHERE r.reversed_by = ${clerk} AND r.reversed_at >= billing_desktop.start_of(${date}::date)
    AND r.reversed_at < billing_desktop.start_of(${date}::date + 1) AND p.amount < 'NaN' AND ${carried}
  UNION ALL
  SELECT k.payment_id, k.currency, k.method, -k.amount FROM ${refunds}
  WHERE k.refunded_by = ${clerk} AND k.refunded_on = ${date}::date AND (x.id IS NULL OR ${carriedRefund})
  UNION ALL
  SELECT k.payment_id, k.currency, k.method, k.amount FROM ${refunds}
  WHERE x.canceled_by = ${clerk} AND x.canceled_at >= billing_desktop.start_of(${date}::date)
    AND x.canceled_at < billing_desktop.start_of(${date}::date + 1) AND ${carriedRefund}`;
}

/** A clerk's takings of a day by method and currency. */
export function readTakings(reader: Reader, clerk: string, date: string): Promise<Taking[]> {
  return select<Taking>(
    reader,
    sql`SELECT t.currency, t.method, count(*)::integer AS entries, sum(t.amount)::numeric(20, 2)::text AS expected
FROM (${takingRows(clerk, date)}) t GROUP BY t.currency, t.method ORDER BY t.currency, t.method`,
  );
}

const closeColumns = sql`c.id, c.clerk, ${day(sql`c.day`)} AS day, c.turn, ${instant(sql`c.signed_at`)} AS "signedAt",
  c.signed_by AS "signedBy",
  EXISTS (SELECT FROM billing_desktop.day_close_figures f WHERE f.close_id = c.id AND f.counted <> f.expected) AS differs,
  CASE WHEN o.close_id IS NOT NULL THEN jsonb_build_object('at', ${instant(sql`o.reopened_at`)}, 'by', o.reopened_by,
    'reason', o.reason) END AS reopened`;
const closes = sql`billing_desktop.day_closes c LEFT JOIN billing_desktop.day_reopenings o ON o.close_id = c.id`;

async function closeWhere(reader: Reader, condition: Sql): Promise<DayClose | null> {
  return selectOne<DayClose>(
    reader,
    sql`SELECT ${closeColumns}, c.reason, c.note, (
    SELECT coalesce(jsonb_agg(jsonb_build_object('currency', f.currency, 'method', f.method, 'entries', f.entries,
      'expected', f.expected::text, 'counted', f.counted::text, 'difference', (f.counted - f.expected)::text)
      ORDER BY f.currency, f.method), '[]')
    FROM billing_desktop.day_close_figures f WHERE f.close_id = c.id) AS figures
FROM ${closes} WHERE ${condition}`,
  );
}

/** One close with its frozen figures. Throws `not_found`. */
export async function getDayClose(reader: Reader, { id }: Parsed<'closing', 'get'>): Promise<DayClose> {
  const found = await closeWhere(reader, sql`c.id = ${id}`);
  if (!found) throw new AppError('not_found', { entity: 'day_close' });
  return found;
}

const longestHistory = 400;

/** Closes, the newest day first; all of them where `most` is null. */
export function listDayCloses(
  reader: Reader,
  asked: Parsed<'closing', 'history'>,
  most: number | null = longestHistory,
): Promise<DayCloseRow[]> {
  return select<DayCloseRow>(
    reader,
    sql`SELECT ${closeColumns} FROM ${closes} WHERE ${closesAsked(asked)} ORDER BY c.day DESC, c.clerk, c.turn DESC
LIMIT ${most}::integer`,
  );
}

function closesAsked({ clerk, from, to }: Parsed<'closing', 'history'>): Sql {
  const conditions: Sql[] = [];
  if (clerk !== null) conditions.push(sql`c.clerk = ${clerk}`);
  if (from !== null) conditions.push(sql`c.day >= ${from}::date`);
  if (to !== null) conditions.push(sql`c.day <= ${to}::date`);
  return allOf(conditions);
}

/** The signed figures of closes, each with the close that it belongs to. */
export function listDayCloseFigures(
  reader: Reader,
  asked: Parsed<'closing', 'history'>,
): Promise<(DayClose['figures'][number] & { readonly closeId: string })[]> {
  return select(
    reader,
    sql`SELECT f.close_id AS "closeId", f.currency, f.method, f.entries, f.expected::text AS expected, f.counted::text AS counted,
  (f.counted - f.expected)::text AS difference
FROM ${closes} JOIN billing_desktop.day_close_figures f ON f.close_id = c.id WHERE ${closesAsked(asked)}
ORDER BY f.currency, f.method`,
  );
}

const lookBack = 90;
const openLookBack = 14;

/** The days of the last two weeks on which a clerk signed for a receipt and that no close covers, newest first. */
async function openDaysOf(reader: Reader, clerk: string, before: string): Promise<CalendarDate[]> {
  const rows = await select<{ day: string }>(
    reader,
    sql`SELECT DISTINCT ${day(sql`d.paid_on`)} AS day
FROM billing_desktop.payment_details d JOIN billing_desktop.receipt_vouchers v ON v.payment_id = d.payment_id
JOIN public.payments p ON p.id = d.payment_id
WHERE d.paid_on >= ${today} - ${openLookBack}::integer AND d.paid_on < ${before}::date AND v.issued_by = ${clerk}
  AND p.status IN ('succeeded', 'refunded') AND NOT EXISTS (
  SELECT FROM ${closes} WHERE c.clerk = ${clerk} AND c.day = d.paid_on AND o.close_id IS NULL)
ORDER BY 1 DESC`,
  );
  return rows.map((row) => calendarDateSchema.parse(row.day));
}

/** A clerk's day: what was taken, whether it is closed, and which earlier days wait to be. */
export async function readDay(reader: Reader, asked: Parsed<'closing', 'day'>): Promise<Output<'closing', 'day'>> {
  const head = await selectRow<{ today: CalendarDate; me: string }>(
    reader,
    sql`SELECT ${day(today)} AS today, session_user::text AS me`,
  );
  const clerk = asked.clerk ?? head.me;
  const date = asked.day ?? head.today;
  const [takings, close, clerks, openDays] = await Promise.all([
    readTakings(reader, clerk, date),
    closeWhere(reader, sql`c.clerk = ${clerk} AND c.day = ${date}::date AND o.close_id IS NULL`),
    select<{ clerk: string }>(
      reader,
      sql`SELECT DISTINCT x.clerk FROM (
  SELECT v.issued_by AS clerk FROM billing_desktop.payment_details d
  JOIN billing_desktop.receipt_vouchers v ON v.payment_id = d.payment_id WHERE d.paid_on >= ${today} - ${lookBack}::integer
  UNION SELECT c.clerk FROM billing_desktop.day_closes c WHERE c.day >= ${today} - ${lookBack}::integer
) x ORDER BY 1 LIMIT 200`,
    ),
    openDaysOf(reader, clerk, head.today),
  ]);
  const others = clerks.map((row) => row.clerk).filter((name) => name !== head.me);
  return { clerk, day: date, today: head.today, takings, close, clerks: [head.me, ...others], openDays };
}

/** The lock date in force, how it moved, and the exceptions; the newest of each, or all where `most` is null. */
export async function readPeriodLock(
  reader: Reader,
  most: number | null = 100,
): Promise<Output<'closing', 'periodLock'>> {
  const [head, history, exceptions] = await Promise.all([
    selectRow<{ today: CalendarDate }>(reader, sql`SELECT ${day(today)} AS today`),
    select<Output<'closing', 'periodLock'>['history'][number]>(
      reader,
      sql`SELECT ${day(sql`l.lock_date`)} AS "lockDate", l.reason, ${instant(sql`l.set_at`)} AS "setAt", l.set_by AS "setBy"
FROM billing_desktop.period_locks l ORDER BY l.id DESC LIMIT ${most}::integer`,
    ),
    select<Output<'closing', 'periodLock'>['exceptions'][number]>(
      reader,
      sql`SELECT e.id::text AS id, e.clerk, ${day(sql`e.first_day`)} AS "firstDay", ${day(sql`e.last_day`)} AS "lastDay",
  e.reason, ${instant(sql`e.until`)} AS until, ${instant(sql`e.granted_at`)} AS "grantedAt", e.granted_by AS "grantedBy",
  e.until > now() AS stands
FROM billing_desktop.period_exceptions e ORDER BY e.id DESC LIMIT ${most}::integer`,
    ),
  ]);
  return { lockDate: history[0]?.lockDate ?? null, today: head.today, history, exceptions };
}
