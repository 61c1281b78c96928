import { exceedsAmount } from '../../contract/amount';
import type { Statements } from '../command';
import { readSubject } from '../changes/read-subject';
import { billsOf, inOrder, type RunOutcome, type RunTerms } from '../rules/run-bills';
import type { Billable } from '../rules/run-charges';
import { dueOf, type RunDue } from '../rules/run-due';
import type { RunPlan } from '../rules/run-plan';
import { usageSpans, type PlansInUse } from '../rules/run-usage';
import { differenceBills } from '../rules/upgrade-differences';
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
    // What was used is billed with the first period of the present calendar.
    const due = parts.find(({ movesOn }) => movesOn) ?? parts[0];
    return due === undefined ? [] : [{ facts: each, due, parts }];
  });
  const wanted = dues.flatMap(({ facts: each, due, parts }): WantedUsage[] =>
    usageSpans(due, inUse(each, parts, plans), each.usageBilled, terms.asOf).map((span) => ({
      ...span,
      subscriptionId: each.id,
    })),
  );
  const overages = await readOverages(statements, wanted);
  const differences = await readDifferences(statements, facts, terms);
  return dues.map(({ facts: each, due, parts }) => {
    const outcomes = parts.map((part, place) =>
      outcomeOf(() => {
        const billable: Billable = {
          subscription: each,
          due: part,
          plans,
          overages: part === due ? (overages.get(each.id) ?? []) : [],
          // What waits goes onto the first bill.
          pending: place === 0 ? each.pending : [],
        };
        return billsOf(billable, terms);
      }),
    );
    const difference = differences.get(each.id);
    const outcome = inOrder(difference === undefined ? outcomes : [difference, ...outcomes]);
    return { facts: each, due, plan: plans.get(due.planId), outcome };
  });
}

/** A coming plan that takes effect with these bills holds from its day on. */
function inUse(
  { planId, cycle, earlier, comingOn }: SubscriptionFacts,
  parts: readonly RunDue[],
  plans: ReadonlyMap<string, RunPlan>,
): PlansInUse {
  const coming = parts.find(({ changes }) => changes);
  const until = comingOn ?? coming?.periods[0]?.start ?? null;
  if (coming === undefined || until === null) return { plans, earlier, planId };
  return { plans, earlier: [...earlier, { until, planId, cycle }], planId: coming.planId };
}

/** What voided upgrades have given back. They are few: each subscription is read by itself. */
async function readDifferences(
  statements: Statements,
  facts: readonly SubscriptionFacts[],
  terms: RunTerms,
): Promise<ReadonlyMap<string, RunOutcome>> {
  const found = new Map<string, RunOutcome>();
  for (const { id, hasVoidedUpgrade, latestChange } of facts) {
    if (!hasVoidedUpgrade) continue;
    const subject = await readSubject(statements, id);
    found.set(
      id,
      outcomeOf(() => differenceBills(subject, terms, latestChange)),
    );
  }
  return found;
}

/** An amount that numeric(12,2) cannot hold is nobody's bill: the subscription is left out with that reason. */
function outcomeOf(reckoned: () => RunOutcome): RunOutcome {
  try {
    return reckoned();
  } catch (error) {
    if (exceedsAmount(error)) return { bills: [], leftOut: 'too_large', after: null };
    throw error;
  }
}
