import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { LeftOutReason } from '../../contract/billing';
import type { BillingCycle, SubscriptionStatus } from '../../contract/status';
import { duePeriods, type DuePeriod, type DuePeriods } from './due-periods';
import { freedBefore } from './freed-periods';
import { stretchesOf, type Pause } from './pauses';
import { anchorOf, paidUntil, type Period } from './periods';
import { cycleOn, type EarlierTerms } from './plans-held';

/** What a billing run knows of a subscription, as it is under its lock. */
export interface RunSubscription {
  readonly status: SubscriptionStatus;
  readonly planId: string;
  readonly cycle: BillingCycle;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly trialEndDate: CalendarDate | null;
  /** The business date of canceled_at; null where nobody canceled. */
  readonly canceledOn: CalendarDate | null;
  readonly nextBillingDate: CalendarDate;
  /** Null where the desktop keeps no terms of it yet: the service wrote it. */
  readonly anchorDate: CalendarDate | null;
  readonly freeThrough: CalendarDate | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly comingPlanId: string | null;
  readonly comingCycle: BillingCycle | null;
  /** The first day on which they hold; null where they were agreed without one: then from the next bill on. */
  readonly comingOn: CalendarDate | null;
  readonly covered: readonly Period[];
  readonly coveredOn: readonly CalendarDate[];
  /** The set-up fee was billed by an invoice that is void, and not since. */
  readonly setupFeeFreed: boolean;
  /** The periods of voided invoices. */
  readonly freed: readonly DuePeriod[];
  /** When it was suspended and runs again, earliest first. */
  readonly pauses: readonly Pause[];
  /** The plans and cycles that held before the present ones. */
  readonly earlier: readonly EarlierTerms[];
}

/** What is to be billed of a subscription, before it is known what it costs. */
export interface RunDue {
  readonly periods: readonly DuePeriod[];
  /** The plan and the cycle of these periods: the coming ones where they take effect now. */
  readonly planId: string;
  readonly cycle: BillingCycle;
  readonly changes: boolean;
  readonly anchor: CalendarDate;
  /** The period before the first of them: what was used in it is billed now. Null where there is none. */
  readonly previous: Period | null;
  /** True where no invoice that stands is the first one: the set-up fee is due. */
  readonly first: boolean;
  readonly next: CalendarDate;
  readonly ended: boolean;
  /** False where its periods lie before the anchor, so that its dates stay as they are. */
  readonly movesOn: boolean;
  /** Why periods that have begun are not billed, whatever they cost; null where nothing stands in the way. */
  readonly leftOut: LeftOutReason | null;
}

const isLive = (status: SubscriptionStatus): boolean =>
  status === 'active' || status === 'trial' || status === 'past_due';

/** It has ended as it was agreed: what it used until its end is owed, though nothing comes after. */
const hasRunOut = ({ status, cancelAtPeriodEnd }: RunSubscription): boolean =>
  status === 'expired' && cancelAtPeriodEnd;

/** A cancellation at once has set the status; one that only left its date runs to the end of its period. */
function endOf(subscription: RunSubscription, anchorDate: CalendarDate): CalendarDate | null {
  const { canceledOn, cancelAtPeriodEnd, endDate, status } = subscription;
  if (hasRunOut(subscription)) return endDate;
  if (!isLive(status) && status !== 'suspended') return null;
  if (canceledOn !== null) return paidUntil({ ...subscription, anchorDate }, canceledOn);
  return cancelAtPeriodEnd ? endDate : null;
}

/** Whoever is stopped or gone is billed nothing; null for the others. */
function stoppedAs(subscription: RunSubscription): LeftOutReason | null {
  const { status } = subscription;
  if (hasRunOut(subscription)) return null;
  return status === 'suspended' || status === 'canceled' || status === 'expired' ? status : null;
}

function standsInTheWay(
  subscription: RunSubscription,
  { due, ended, partlyCovered }: DuePeriods,
): LeftOutReason | null {
  if (due.length > 0) return stoppedAs(subscription);
  if (!isLive(subscription.status)) return null;
  if (ended) return 'canceled';
  return partlyCovered === null ? null : 'partly_billed';
}

/** The last period that was billed before a date, also where a suspension lies between. */
function periodBefore(covered: readonly Period[], start: CalendarDate): Period | null {
  const before = covered.filter(({ end }) => compareDates(end, start) <= 0);
  return before.toSorted((left, right) => compareDates(right.end, left.end))[0] ?? null;
}

interface Segment {
  readonly planId: string;
  readonly cycle: BillingCycle;
  readonly changes: boolean;
  readonly found: DuePeriods;
}

/** Whichever is later; null is the earliest of all. */
function later(left: CalendarDate | null, right: CalendarDate): CalendarDate {
  return left !== null && compareDates(left, right) > 0 ? left : right;
}

/** The earlier of two days; null is none. */
function earlier(left: CalendarDate | null, right: CalendarDate | null): CalendarDate | null {
  if (left === null || right === null) return left ?? right;
  return compareDates(left, right) <= 0 ? left : right;
}

/** The parts of a subscription in the order of their days: before each suspension that took billable days out, and after it. */
function segmentsOf(subscription: RunSubscription, asOf: CalendarDate): Segment[] {
  const { cycle, covered, freeThrough, pauses } = subscription;
  const anchor = anchorOf(subscription);
  const until = endOf(subscription, anchor);
  const stretches = stretchesOf({ anchor, cycle, freeThrough, covered }, pauses);
  const segments: Segment[] = [];
  let holds: RunSubscription = subscription;
  for (const stretch of stretches) {
    const goesOn = stretch.until !== null && compareDates(stretch.until, asOf) <= 0;
    const parts = partsOf({ ...holds, freeThrough: stretch.freeThrough }, earlier(until, stretch.until), asOf);
    if (!goesOn) return [...segments, ...parts];
    // It did not end where it was suspended: only a cancellation ends it.
    segments.push(
      ...parts
        .filter(({ found }) => found.due.length > 0)
        .map((part) => ({ ...part, found: { ...part.found, ended: false } })),
    );
    const last = parts.at(-1);
    if (last?.changes === true) {
      const { planId, cycle: next, found } = last;
      holds = { ...holds, planId, cycle: next, anchorDate: found.anchor, comingPlanId: null, comingCycle: null };
    }
  }
  return segments;
}

/**
 * What is due by the plan and the cycle that hold, and from the day on which others were agreed to hold by these: a coming
 * cycle counts its periods from there (domain.md, Changing a subscription).
 */
function partsOf(subscription: RunSubscription, until: CalendarDate | null, asOf: CalendarDate): Segment[] {
  const { status, planId, cycle, comingPlanId, comingCycle, covered, coveredOn, freeThrough } = subscription;
  const grid = { anchor: anchorOf(subscription), cycle, covered, coveredOn, freeThrough };
  const now: Segment = { planId, cycle, changes: false, found: duePeriods({ ...grid, until }, asOf) };
  const isComing = isLive(status) && (comingPlanId !== null || comingCycle !== null);
  const boundary = isComing ? (subscription.comingOn ?? now.found.due[0]?.start ?? null) : null;
  if (boundary === null || compareDates(asOf, boundary) < 0) return [now];
  if (until !== null && compareDates(until, boundary) <= 0) return [now];

  const before = duePeriods({ ...grid, until: boundary }, asOf);
  const next = comingCycle ?? cycle;
  const after =
    next === cycle
      ? { ...grid, freeThrough: later(freeThrough, boundary), until }
      : {
          anchor: boundary,
          cycle: next,
          covered,
          coveredOn: coveredOn.filter((date) => date >= boundary),
          freeThrough,
          until,
        };
  return [
    ...(before.due.length > 0 ? [{ ...now, found: { ...before, ended: false } }] : []),
    { planId: comingPlanId ?? planId, cycle: next, changes: true, found: duePeriods(after, asOf) },
  ];
}

/**
 * What is due of a subscription on a date, in one part or, where a coming plan or cycle takes effect on the way, in two;
 * nothing where it has no part in a run then: nothing has begun, or its trial still runs.
 */
export function dueOf(subscription: RunSubscription, asOf: CalendarDate): readonly RunDue[] {
  const { status, trialEndDate, covered } = subscription;
  if (status === 'trial' && (trialEndDate === null || compareDates(asOf, trialEndDate) < 0)) return [];
  const freed = freedDue(subscription);
  const present = segmentsOf(subscription, asOf).flatMap(({ planId, cycle, changes, found }, place): RunDue[] => {
    const leftOut = standsInTheWay(subscription, found);
    // Whoever is gone for good and owes nothing stays as it is.
    if (leftOut === null && (status === 'canceled' || status === 'expired') && found.due.length === 0) return [];
    const [start] = found.due.map((period) => period.start);
    return [
      {
        periods: found.due,
        planId,
        cycle,
        changes,
        anchor: found.anchor,
        previous: place > 0 || start === undefined ? null : periodBefore(covered, start),
        first: place === 0 && freed.length === 0 && isFirst(subscription),
        next: found.next,
        ended: found.ended,
        movesOn: true,
        leftOut,
      },
    ];
  });
  return [...freed, ...present];
}

/** Once, on the first invoice; again where that one is void. */
function isFirst({ covered, coveredOn, setupFeeFreed }: RunSubscription): boolean {
  return setupFeeFreed || (covered.length === 0 && coveredOn.length === 0);
}

/** What voided invoices gave back of the time before the present anchor, each by the cycle of its own time. */
function freedDue(subscription: RunSubscription): RunDue[] {
  const { planId, cycle, earlier, nextBillingDate } = subscription;
  const anchor = anchorOf(subscription);
  return freedBefore(anchor, subscription).map((period, place) => ({
    periods: [period],
    planId,
    cycle: cycleOn(period.start, earlier, cycle),
    changes: false,
    anchor,
    previous: null,
    first: place === 0 && isFirst(subscription),
    next: nextBillingDate,
    ended: false,
    movesOn: false,
    leftOut: stoppedAs(subscription),
  }));
}
