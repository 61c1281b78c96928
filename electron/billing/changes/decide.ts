import { createHash } from 'node:crypto';
import { addDays } from '../../contract/calendar-date';
import { percentOf, sumAmounts, type Amount } from '../../contract/amount';
import type { ChangePreview, ChangeRequest } from '../../contract/subscription-changes';
import { canonicalJson, type Statements } from '../command';
import { withinAmounts } from '../rules/amount-limit';
import { billedAfterResume } from '../rules/after-resume';
import type { ChangeSubject, ListedPlan, PlannedChange, PlannedInvoice } from '../rules/change-subject';
import { cycleChange, takeBack } from '../rules/cycle-change';
import { cancellation, reactivation, resumption, suspension } from '../rules/ending-change';
import { planChange } from '../rules/plan-change';
import { cyclePrice } from '../rules/pricing';
import { readPlan, readSubject } from './read-subject';

/** A change as the rules have it, with the sums of its invoice and what stands for all of it. */
export interface DecidedChange {
  readonly subject: ChangeSubject;
  readonly plan: PlannedChange;
  readonly plans: ReadonlyMap<string, ListedPlan>;
  readonly sums: InvoiceSums | null;
  readonly nextRun: ChangePreview['nextRun'];
  readonly expected: string;
}

export interface InvoiceSums {
  readonly issueDate: ChangePreview['effectiveOn'];
  readonly dueDate: ChangePreview['effectiveOn'];
  readonly subtotal: Amount;
  readonly taxRate: string;
  readonly taxAmount: Amount;
  readonly total: Amount;
}

/** Throws `amount_too_large` where a sum does not fit numeric(12,2). */
function sumsOf({ today, dueDays, taxRate }: ChangeSubject, { lines }: PlannedInvoice): InvoiceSums {
  const dates = { issueDate: today, dueDate: addDays(today, dueDays), taxRate };
  return withinAmounts(() => {
    const subtotal = sumAmounts(lines.map(({ amount }) => amount));
    const taxAmount = percentOf(subtotal, taxRate);
    return { ...dates, subtotal, taxAmount, total: sumAmounts([subtotal, taxAmount]) };
  });
}

function plannedBy(
  subject: ChangeSubject,
  request: ChangeRequest,
  plans: ReadonlyMap<string, ListedPlan>,
): PlannedChange {
  const planOf = (planId: string | null): ListedPlan | null => (planId === null ? null : (plans.get(planId) ?? null));
  switch (request.kind) {
    case 'plan':
      return planChange(subject, planOf(request.planId) ?? subject.plan);
    case 'cycle':
      return cycleChange(subject, request.cycle, planOf(subject.coming?.planId ?? null));
    case 'cancel':
      return cancellation(subject, request);
    case 'suspend':
      return suspension(subject);
    case 'resume':
      return resumption(subject);
    case 'reactivate':
      return reactivation(subject);
    case 'take_back':
      return takeBack(subject);
  }
}

/**
 * What a request comes to now. A preview and its command both come from here, so that the command does what was shown:
 * `expected` is a hash of the subscription's version, the plan of the change and the sums. Throws what the rules throw.
 */
export async function decideChange(statements: Statements, id: string, request: ChangeRequest): Promise<DecidedChange> {
  const subject = await readSubject(statements, id);
  const named = [request.kind === 'plan' ? request.planId : null, subject.coming?.planId ?? null];
  const plans = new Map<string, ListedPlan>();
  for (const planId of named) {
    if (planId !== null) plans.set(planId, await readPlan(statements, planId));
  }
  const plan = plannedBy(subject, request, plans);
  const sums = plan.invoice === null ? null : sumsOf(subject, plan.invoice);
  const { kind, effectiveOn, terms, invoice, credits } = plan;
  const nextRun = kind === 'resumed' ? billedAfterResume(subject, plan) : null;
  const content = { version: subject.version, kind, effectiveOn, terms, invoice, credits, sums, nextRun };
  const expected = createHash('sha256').update(canonicalJson(content)).digest('hex');
  return { subject, plan, plans, sums, nextRun, expected };
}

function priceBy(subject: ChangeSubject, plan: ListedPlan, cycle: ChangeSubject['cycle']): Amount | null {
  const price = cyclePrice(plan.pricing, cycle, subject.currency, subject.rate);
  return typeof price === 'string' ? null : price.amount;
}

/** A decided change as the screen shows it. */
export function previewOf({ subject, plan, plans, sums, nextRun, expected }: DecidedChange): ChangePreview {
  const { terms, later, invoice } = plan;
  const nextPlan = later?.plan ?? plans.get(terms.planId) ?? subject.plan;
  const nextCycle = later?.cycle ?? terms.cycle;
  const agreed = (of: ListedPlan, cycle: ChangeSubject['cycle']) => ({
    planId: of.planId,
    planName: of.name,
    planNameAr: of.nameAr,
    cycle,
    price: priceBy(subject, of, cycle),
  });
  return {
    kind: plan.kind,
    effectiveOn: plan.effectiveOn,
    currency: subject.currency,
    before: {
      ...agreed(subject.plan, subject.cycle),
      status: subject.status,
      endDate: subject.endDate,
      nextBillingDate: subject.nextBillingDate,
    },
    after: {
      ...agreed(nextPlan, nextCycle),
      status: terms.status,
      endDate: terms.endDate,
      nextBillingDate: terms.nextBillingDate,
    },
    invoice: invoice === null || sums === null ? null : { ...sums, lines: [...invoice.lines] },
    credits: plan.credits.map(({ invoiceId, invoiceNumber, line }) => ({ invoiceId, invoiceNumber, line })),
    nextRun,
    expected,
  };
}
