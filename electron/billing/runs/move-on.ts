import type { CalendarDate } from '../../contract/calendar-date';
import type { Work } from '../command';
import type { After } from '../rules/run-bills';
import type { SubscriptionFacts } from './facts';
import type { Reckoned } from './reckon';

interface Moved extends After {
  readonly id: string;
}

/** What the given columns cannot hold: the anchor, up to when nothing was to be paid, and that the coming terms are in force. */
async function keepTerms(work: Work, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  await work.rows(
    `INSERT INTO billing_desktop.subscription_terms AS t (subscription_id, anchor_date, free_through)
SELECT r.id, r.anchor, r."freeThrough" FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, anchor date, "freeThrough" date)
ON CONFLICT (subscription_id) DO UPDATE SET anchor_date = excluded.anchor_date, free_through = excluded.free_through,
  version = t.version + 1`,
    [JSON.stringify(moved)],
  );
  const changed = moved.filter((each) => each.changed).map(({ id }) => id);
  if (changed.length === 0) return;
  await work.rows(
    `UPDATE billing_desktop.subscription_terms SET coming_plan_id = NULL, coming_cycle = NULL, coming_on = NULL WHERE subscription_id = ANY ($1::uuid[])`,
    [changed],
  );
}

/** What was agreed and holds now belongs in the subscription's history. */
async function noteChanges(
  work: Work,
  changed: readonly { readonly facts: SubscriptionFacts; readonly each: Moved }[],
): Promise<void> {
  if (changed.length === 0) return;
  await work.rows(
    `INSERT INTO billing_desktop.subscription_changes (subscription_id, kind, effective_on, from_plan_id, to_plan_id, from_cycle,
  to_cycle, from_status, to_status, currency, command_key)
SELECT r.id, 'coming_applied', r."on", r."fromPlan", r."toPlan", r."fromCycle", r."toCycle", r."fromStatus", r."toStatus", r.currency, $2
FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, "on" date, "fromPlan" text, "toPlan" text,
  "fromCycle" public.billing_cycle_enum, "toCycle" public.billing_cycle_enum, "fromStatus" public.subscription_status_enum,
  "toStatus" public.subscription_status_enum, currency public.currency_enum)`,
    [
      JSON.stringify(
        changed.map(({ facts, each }) => ({
          id: facts.id,
          on: facts.comingOn ?? facts.nextBillingDate,
          fromPlan: facts.planId,
          toPlan: each.planId,
          fromCycle: facts.cycle,
          toCycle: each.cycle,
          fromStatus: facts.status,
          toStatus: each.status,
          currency: facts.currency,
        })),
      ),
      work.key,
    ],
  );
}

/**
 * Moves the dates of the subscriptions of a chunk on, lets coming plans and cycles take effect, and ends what was canceled for
 * the end of its period. The service's subscriptions get their terms here.
 */
export async function moveOn(work: Work, asOf: CalendarDate, reckoned: readonly Reckoned[]): Promise<void> {
  const moved = reckoned.flatMap(({ facts, outcome: { after } }) =>
    after === null ? [] : [{ facts, each: { id: facts.id, ...after } }],
  );
  if (moved.length === 0) return;
  await noteChanges(
    work,
    moved.filter(({ each }) => each.changed),
  );
  await keepTerms(
    work,
    moved
      .filter(
        ({ facts, each }) => facts.anchorDate !== each.anchor || facts.freeThrough !== each.freeThrough || each.changed,
      )
      .map(({ each }) => each),
  );
  await work.rows(
    `UPDATE public.subscriptions s SET status = r.status, plan_id = r."planId", billing_cycle = r.cycle,
  next_billing_date = r."nextBillingDate", end_date = r."endDate",
  last_billing_date = CASE WHEN r.billed THEN $2::date ELSE s.last_billing_date END, updated_at = now()
FROM jsonb_to_recordset($1::jsonb) AS r (id uuid, status public.subscription_status_enum, "planId" text,
  cycle public.billing_cycle_enum, "nextBillingDate" date, "endDate" date, billed boolean)
WHERE s.id = r.id`,
    [JSON.stringify(moved.map(({ each }) => each)), asOf],
  );
}
