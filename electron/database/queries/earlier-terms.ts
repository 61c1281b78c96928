import { z } from 'zod';
import { calendarDateSchema } from '../../contract/calendar-date';
import { billingCycleSchema } from '../../contract/status';

/** Which plan and cycle a subscription had until when, in the order of its changes. */
export const earlierTermsSchema = z.array(
  z.object({ until: calendarDateSchema, planId: z.string(), cycle: billingCycleSchema }),
);

/**
 * The same of the subscription `s`, from its history, which nobody changes. A change before the first bill left no day that is
 * billed; what another program changed has no day on which it was, and holds from the last change of ours on.
 */
export const earlierTermsText = `coalesce((SELECT jsonb_agg(jsonb_build_object('until', c.effective_on, 'planId', c.from_plan_id,
      'cycle', c.from_cycle) ORDER BY c.id)
    FROM billing_desktop.subscription_changes c
    WHERE c.subscription_id = s.id AND c.kind IN ('upgraded', 'coming_applied')), '[]')`;
