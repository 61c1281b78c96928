import { compareAmounts, percentOf, sumAmounts, zeroAmount, type Amount } from '../../contract/amount';
import type { LeftOutReason } from '../../contract/billing';
import { compareDates } from '../../contract/calendar-date';
import type { BilledDifference, BilledPeriod, ChangeSubject, ListedPlan, UpgradeStep } from './change-subject';
import type { Period } from './periods';
import { proratedLine } from './prorated-line';
import { cyclePrice } from './pricing';
import type { Bill, RunOutcome, RunTerms } from './run-bills';
import type { RunLine } from './run-lines';

/** Days of a billed period on which a dearer plan held, while only the price before it is billed. */
export interface DueDifference {
  readonly step: UpgradeStep;
  /** The plan whose price is billed on these days. */
  readonly before: ListedPlan;
  readonly billed: Amount;
  readonly days: Period;
}

const sameDays = (left: Period, right: Period): boolean => left.start === right.start && left.end === right.end;

const isWithin = (inner: Period, outer: Period): boolean =>
  compareDates(outer.start, inner.start) <= 0 && compareDates(inner.end, outer.end) <= 0;

/**
 * What voided invoices of upgrades have given back of a period whose own bill stands: the days since each of them, until the
 * next one, cost what the plan of those days does (domain.md, Changing a subscription). Days are billed at the price of the
 * bill and of each live upgrade before them, and of what a run has billed of a voided one since.
 */
export function differencesDue(
  { period, whole, bills, knows }: BilledPeriod,
  upgrades: readonly UpgradeStep[],
  rebilled: readonly BilledDifference[],
): DueDifference[] {
  const steps = upgrades
    .filter((step) => step.id > knows && sameDays(step.whole, whole))
    .toSorted((left, right) => left.id - right.id);
  const again = rebilled.filter((difference) => sameDays(difference.whole, whole));
  const [first] = bills;
  if (first === undefined) return [];
  // As the newest live upgrade left it: what a run billed of the ones before it is in its price.
  let standing: { readonly billed: Amount; readonly plan: ListedPlan | undefined; readonly since: number } = {
    billed: first.price.to,
    plan: steps[0]?.from,
    since: knows,
  };
  return steps.flatMap((step, place): DueDifference[] => {
    if (!step.voided) {
      standing = { billed: step.price.to, plan: step.to, since: step.id };
      return [];
    }
    const days = {
      start: compareDates(step.on, period.start) > 0 ? step.on : period.start,
      end: steps[place + 1]?.on ?? period.end,
    };
    const over = again
      .filter(({ change, days: those }) => change > standing.since && isWithin(days, those))
      .toSorted((left, right) => left.change - right.change);
    const newest = over.at(-1);
    if (compareDates(days.start, days.end) >= 0 || newest?.change === step.id) return [];
    const before = upgrades.find(({ id }) => id === newest?.change)?.to ?? standing.plan;
    return before === undefined ? [] : [{ step, before, billed: newest?.price.to ?? standing.billed, days }];
  });
}

/** The two lines of a difference: what was billed of the days comes off, what their plan costs comes on. */
function linesOf(
  subject: Pick<ChangeSubject, 'currency'>,
  { step, before, billed, days }: DueDifference,
  { rate, asOf }: RunTerms,
  after: number,
): { readonly lines: readonly RunLine[]; readonly converted: boolean } | LeftOutReason {
  const { whole, cycle, to, number } = step;
  const price = cyclePrice(to.pricing, cycle, subject.currency, rate);
  if (typeof price === 'string') return price;
  const of = { cycle, currency: subject.currency };
  const part = { period: whole, from: days.start, to: days.end };
  const isPast = compareDates(days.end, asOf) <= 0;
  const unused = proratedLine(of, before, 'unused', { ...part, price: billed }, null);
  const held = proratedLine(of, to, isPast ? 'used' : 'remaining', { ...part, price: price.amount }, price);
  const lines = [unused, held].map((line) => ({
    ...line,
    quantity: '1',
    unitPrice: line.amount,
    isUsageBased: false,
    basis: `Invoice ${number} of the upgrade is void. ${line.basis}`,
    basisAr: `فاتورة الترقية ${number} ملغاة. ${line.basisAr}`,
  }));
  const difference = { change: step.id, from: days.start, until: days.end, instead: billed };
  const plan = { price: price.amount, ...whole, after, difference };
  return {
    lines: lines.map((line, place) => (place === 1 ? { ...line, plan } : line)),
    converted: price.converted !== null,
  };
}

/**
 * The invoices of what voided upgrades gave back, one for each period; they cover no days of their own, as an upgrade's do
 * not. Where the list has come down so far that nothing is left to charge, there is none.
 */
export function differenceBills(subject: ChangeSubject, terms: RunTerms, latestChange: number): RunOutcome {
  const bills: Bill[] = [];
  for (const billed of subject.billed) {
    const due = differencesDue(billed, subject.upgrades, subject.rebilled).filter(
      ({ days }) => compareDates(days.start, terms.asOf) <= 0,
    );
    const [first] = due;
    const last = due.at(-1);
    if (first === undefined || last === undefined) continue;
    // What has ended as it was agreed owes what it used until then.
    if (subject.status === 'suspended' || subject.status === 'canceled') {
      return { bills: [], leftOut: subject.status, after: null };
    }
    const found = due.map((difference) => linesOf(subject, difference, terms, latestChange));
    const missing = found.find((each) => typeof each === 'string');
    if (missing !== undefined) return { bills: [], leftOut: missing, after: null };
    const parts = found.filter((each) => typeof each !== 'string');
    const lines = parts.flatMap((part) => part.lines);
    const subtotal = sumAmounts(lines.map(({ amount }) => amount));
    if (compareAmounts(subtotal, zeroAmount) <= 0) continue;
    const tax = percentOf(subtotal, terms.taxRate);
    bills.push({
      period: { start: first.days.start, end: last.days.end },
      planId: last.step.to.planId,
      cycle: last.step.cycle,
      lines,
      subtotal,
      tax,
      total: sumAmounts([subtotal, tax]),
      converted: parts.some(({ converted }) => converted),
      covers: false,
      pendingLineIds: [],
      usage: [],
    });
  }
  return { bills, leftOut: null, after: null };
}
