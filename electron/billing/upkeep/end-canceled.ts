import { z } from 'zod';
import { calendarDateSchema, compareDates } from '../../contract/calendar-date';
import { billingCycleSchema } from '../../contract/status';
import { paidUntil } from '../rules/periods';
import { batchSize, type UpkeepRule } from './rule';

const rowSchema = z.object({
  id: z.string(),
  cycle: billingCycleSchema,
  startDate: calendarDateSchema,
  trialEndDate: calendarDateSchema.nullable(),
  anchorDate: calendarDateSchema.nullable(),
  canceledOn: calendarDateSchema,
  endDate: calendarDateSchema,
  planned: z.boolean(),
  today: calendarDateSchema,
});

/**
 * What was canceled for its period's end is over once that has come: expired, with its end written down. The desktop keeps
 * that end with the cancellation; of one by the service it is the end of the anchored period that it was canceled in.
 */
export const endCanceled: UpkeepRule = {
  name: 'ended',
  action: 'expired',
  async run(statements) {
    const rows = await statements.rows(
      `SELECT s.id, s.billing_cycle AS cycle, s.start_date AS "startDate", s.trial_end_date AS "trialEndDate",
  t.anchor_date AS "anchorDate", billing_desktop.date_of(s.canceled_at) AS "canceledOn", s.end_date AS "endDate",
  coalesce(t.cancel_at_period_end, false) AS planned, billing_desktop.today() AS today
FROM public.subscriptions s LEFT JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id
WHERE s.canceled_at IS NOT NULL AND s.status IN ('active', 'trial', 'past_due', 'suspended')
  AND (NOT coalesce(t.cancel_at_period_end, false) OR s.end_date <= billing_desktop.today())
ORDER BY s.id FOR NO KEY UPDATE OF s SKIP LOCKED`,
    );
    const over = rows
      .map((row) => rowSchema.parse(row))
      .map((row) => ({ ...row, until: row.planned ? row.endDate : paidUntil(row, row.canceledOn) }))
      .filter(({ until, today }) => compareDates(until, today) <= 0)
      .slice(0, batchSize);
    if (over.length === 0) return 0;
    await statements.rows(
      `UPDATE public.subscriptions s SET status = 'expired', end_date = e.until, updated_at = now()
FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, until date) WHERE s.id = e.id`,
      [JSON.stringify(over.map(({ id, until }) => ({ id, until })))],
    );
    return over.length;
  },
};
