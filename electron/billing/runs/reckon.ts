import { z } from 'zod';
import type { CalendarDate } from '../../contract/calendar-date';
import type { Statements } from '../command';
import {
  billsOf,
  inOrder,
  usageSpans,
  type Billable,
  type RunOutcome,
  type RunPlan,
  type RunTerms,
} from '../rules/run-bills';
import { dueOf, type RunDue } from '../rules/run-due';
import { readFacts, type SubscriptionFacts } from './facts';
import { readOverages, type WantedUsage } from './overages';

export interface Reckoned {
  readonly facts: SubscriptionFacts;
  readonly due: RunDue;
  readonly plan: RunPlan | undefined;
  readonly outcome: RunOutcome;
}

/**
 * What a run on the date makes of subscriptions: the preview and the run go through here. Those that have no part in it are
 * left out of the answer, which keeps the order of the ids.
 */
export async function reckon(
  statements: Statements,
  ids: readonly string[],
  plans: ReadonlyMap<string, RunPlan>,
  terms: RunTerms,
): Promise<Reckoned[]> {
  const facts = await readFacts(statements, ids);
  const dues = facts.flatMap((each) => {
    const parts = dueOf(each, terms.asOf);
    const [due] = parts;
    return due === undefined ? [] : [{ facts: each, due, parts }];
  });
  const wanted = dues.flatMap(({ facts: { id, planId, usageBilledUntil }, due }): WantedUsage[] => {
    const until = new Map<string, CalendarDate>(Object.entries(usageBilledUntil));
    return usageSpans(due, plans.get(planId), until, terms.asOf).map((span) => ({ ...span, subscriptionId: id }));
  });
  const overages = await readOverages(statements, wanted);
  return dues.map(({ facts: each, due, parts }) => {
    const outcomes = parts.map((part, place) =>
      outcomeOf(
        {
          subscription: each,
          due: part,
          plan: plans.get(part.planId),
          usedPlan: plans.get(each.planId),
          // What was used, and what waits, goes onto the first bill.
          overages: place === 0 ? (overages.get(each.id) ?? []) : [],
          pending: place === 0 ? each.pending : [],
        },
        terms,
      ),
    );
    return { facts: each, due, plan: plans.get(due.planId), outcome: inOrder(outcomes) };
  });
}

/** An amount that numeric(12,2) cannot hold is nobody's bill: the subscription is left out with that reason. */
function outcomeOf(billable: Billable, terms: RunTerms): RunOutcome {
  try {
    return billsOf(billable, terms);
  } catch (error) {
    if (error instanceof z.ZodError) return { bills: [], leftOut: 'too_large', after: null };
    throw error;
  }
}
