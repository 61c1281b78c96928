import { calendarDateSchema, type CalendarDate } from '../../contract/calendar-date';
import { AppError } from '../../contract/result';
import type { Work } from '../command';

interface Answer {
  readonly problem: 'period_locked' | 'day_closed' | null;
  readonly lock_date: string | null;
}

async function check(work: Work, date: CalendarDate, clerkToo: boolean): Promise<void> {
  const { problem, lock_date: lockDate } = await work.row<Answer>(
    `SELECT c.problem, to_char(c.lock_date, 'YYYY-MM-DD') AS lock_date FROM billing_desktop.check_open_date($1::date, $2) c`,
    [date, clerkToo],
  );
  if (problem === 'period_locked') throw new AppError('period_locked', { date, lockDate: lockDate ?? '' });
  if (problem === 'day_closed') throw new AppError('day_closed', { date });
}

/**
 * The day on which a command posts must be open: throws `period_locked` before the lock date unless an administrator's
 * exception stands, and `day_closed` where the clerk's own day is closed. Whoever closes the day or moves the lock date
 * waits until the command is done, and it for them. Call it before any row is locked where the date is known by then.
 */
export function requireOpenDate(work: Work, date: CalendarDate): Promise<void> {
  return check(work, date, true);
}

/**
 * A past entry that is undone lies in a period that is still open: its figures would change. Throws `period_locked`. The
 * command itself posts today: requireOpenDate.
 */
export function requireOpenPeriod(work: Work, date: CalendarDate): Promise<void> {
  return check(work, date, false);
}

const whoseDay = {
  payment: `SELECT v.issued_by AS clerk,
  to_char(coalesce(d.paid_on, billing_desktop.date_of(coalesce(p.paid_at, p.created_at))), 'YYYY-MM-DD') AS date
FROM public.payments p LEFT JOIN billing_desktop.payment_details d ON d.payment_id = p.id
LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id WHERE p.id = $1::uuid`,
  refund: `SELECT k.refunded_by AS clerk, to_char(k.refunded_on, 'YYYY-MM-DD') AS date
FROM billing_desktop.refunds k WHERE k.id = $1::uuid`,
} as const;

/**
 * Before a payment is reversed or a refund canceled: its day must lie in a period that is open, and nobody may be counting
 * that day meanwhile. What undoes it bears the clock of a later moment, so that it is after a close that it waited for. Throws
 * `period_locked`.
 */
export async function requireOpenTaking(work: Work, what: keyof typeof whoseDay, id: string): Promise<void> {
  const { clerk, date } = await work.row<{ clerk: string | null; date: string }>(whoseDay[what], [id]);
  if (clerk !== null) {
    await work.rows(
      `SELECT pg_advisory_xact_lock_shared(hashtextextended('sahool_day:' || $1::text || ':' || $2::text, 0))`,
      [clerk, date],
    );
  }
  await requireOpenPeriod(work, calendarDateSchema.parse(date));
}
