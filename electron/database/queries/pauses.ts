import { z } from 'zod';
import { calendarDateSchema } from '../../contract/calendar-date';
import { Sql } from './sql';

/** When a subscription was suspended and runs again, earliest first. */
export const pausesSchema = z.array(z.object({ from: calendarDateSchema, to: calendarDateSchema }));

/** The same of the subscription `s`, from its history, which nobody changes: what the desktop did. */
const byDesktop = `coalesce((SELECT jsonb_agg(jsonb_build_object('from', stop.effective_on, 'to', c.effective_on) ORDER BY c.id)
    FROM billing_desktop.subscription_changes c
    CROSS JOIN LATERAL (SELECT p.effective_on FROM billing_desktop.subscription_changes p
      WHERE p.subscription_id = c.subscription_id AND p.kind = 'suspended' AND p.id < c.id ORDER BY p.id DESC LIMIT 1) stop
    WHERE c.subscription_id = s.id AND c.kind = 'resumed'), '[]')`;

/**
 * Of those subscriptions among `ids`, an array of texts, that another program suspended or resumed: id, pauses and suspended_on,
 * the day of the last suspension. Who did which does not matter: the audit has them all, since the triggers watch.
 */
function byAudit(ids: string): string {
  return `SELECT w.entity_id::uuid AS id,
    coalesce(jsonb_agg(jsonb_build_object('from', billing_desktop.date_of(w.since), 'to', billing_desktop.date_of(w.at)) ORDER BY w.place)
      FILTER (WHERE w.was = 'suspended' AND w.became IN ('active', 'trial', 'past_due') AND w.since IS NOT NULL), '[]') AS pauses,
    billing_desktop.date_of(max(w.at) FILTER (WHERE w.became = 'suspended')) AS suspended_on
  FROM (
    SELECT a.entity_id, a.id AS place, a.at, a.before ->> 'status' AS was, a.after ->> 'status' AS became,
      lag(a.at) OVER (PARTITION BY a.entity_id ORDER BY a.id) AS since
    FROM billing_desktop.changed_elsewhere('subscription', ${ids}) a WHERE a.before ->> 'status' IS NOT NULL
  ) w GROUP BY w.entity_id`;
}

const ofOne = byAudit('ARRAY[s.id::text]');

/** The pauses of one subscription `s`; for many, `pausesOfMany` asks once. */
export const pausesText = `coalesce((SELECT e.pauses FROM (${ofOne}) e), ${byDesktop})`;

/** The day on which `s`, with its terms `t`, was suspended last; null where nobody saw it. */
export const suspendedOnText = `coalesce((SELECT e.suspended_on FROM (${ofOne}) e), billing_desktop.date_of(t.suspended_at))`;

/** The same for the subscriptions `s` whose ids are in the uuid array: a join, and the expression that needs it. */
export const pausesOfMany = {
  join: (ids: string): string =>
    `LEFT JOIN (${byAudit(`ARRAY(SELECT unnest(${ids})::text)`)}) elsewhere ON elsewhere.id = s.id`,
  pauses: `coalesce(elsewhere.pauses, ${byDesktop})`,
};

export const pauses = new Sql([pausesText], []);
export const suspendedOn = new Sql([suspendedOnText], []);
