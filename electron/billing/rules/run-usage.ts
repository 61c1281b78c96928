import {
  addDays,
  addMonthsFromAnchor,
  calendarDateSchema,
  compareDates,
  type CalendarDate,
} from '../../contract/calendar-date';
import { overlaps } from './due-periods';
import type { Period } from './periods';
import { daysByPlan, type EarlierTerms } from './plans-held';
import type { RunDue } from './run-due';
import type { RunPlan } from './run-plan';
import { pricedMetrics } from './run-price';

/** For which days the usage of a metric above the limit of a plan is still to be billed. */
export interface UsageSpan {
  readonly metric: string;
  readonly planId: string;
  readonly limit: number;
  readonly span: Period;
}

/** Days of which an invoice billed the usage of a metric. */
export interface UsageBilled extends Period {
  readonly metric: string;
  /** False where the invoice is void. */
  readonly live: boolean;
}

/** By which plans usage counts: those that held before, and the one that holds now. */
export interface PlansInUse {
  readonly plans: ReadonlyMap<string, RunPlan>;
  readonly earlier: readonly EarlierTerms[];
  readonly planId: string;
}

function monthStart(date: CalendarDate): CalendarDate {
  return calendarDateSchema.parse(`${date.slice(0, 7)}-01`);
}

const first = (left: CalendarDate, right: CalendarDate): CalendarDate =>
  compareDates(left, right) <= 0 ? left : right;

/**
 * The days of a metric that are to be billed: since it was billed last, or else since the period before began; up to the last
 * whole month or day before the date of the run. What a voided invoice gave back goes first, up to what is billed after it, so
 * that an invoice bills one stretch.
 */
function daysDue(
  metric: string,
  previous: Period | null,
  billed: readonly UsageBilled[],
  asOf: CalendarDate,
): Period | null {
  const live = billed.filter((each) => each.live && each.metric === metric);
  const given = billed.filter(
    (each) => !each.live && each.metric === metric && !live.some((other) => overlaps(each, other)),
  );
  const byMonth = metric.endsWith('_per_month');
  const [until] = live.map(({ end }) => end).toSorted((left, right) => compareDates(right, left));
  const present = previous && {
    start: until ?? (byMonth ? monthStart(previous.start) : previous.start),
    end: byMonth ? monthStart(asOf) : metric.endsWith('_per_day') ? asOf : previous.end,
  };
  const due = [...given, ...(present === null ? [] : [present])]
    .filter(({ start, end }) => compareDates(start, end) < 0)
    .toSorted((left, right) => compareDates(left.start, right.start));
  const [start] = due.map((days) => days.start);
  const [end] = due.map((days) => days.end).toSorted((left, right) => compareDates(right, left));
  if (start === undefined || end === undefined) return null;
  return {
    start,
    end: live.reduce((stop, next) => (compareDates(next.start, start) > 0 ? first(stop, next.start) : stop), end),
  };
}

/** The windows that a limit counts in: calendar months or days; the latest value counts on the last day. */
function windowsOf(metric: string, { start, end }: Period): Period[] {
  if (!/_per_(?:month|day)$/.test(metric)) return [{ start, end }];
  const windows: Period[] = [];
  for (let from = start; compareDates(from, end) < 0;) {
    const to = first(metric.endsWith('_per_day') ? addDays(from, 1) : addMonthsFromAnchor(monthStart(from), 1), end);
    windows.push({ start: from, end: to });
    from = to;
  }
  return windows;
}

/** Nothing is above a limit that is not set, or of -1. */
function limitOf(plan: RunPlan | undefined, metric: string): number {
  const limit = plan?.limits.get(metric) ?? -1;
  return limit < 0 ? Number.POSITIVE_INFINITY : limit;
}

/** Of the plans that held in a window the one that allows most: nobody pays for what one of them included. */
function planOfWindow({ plans, earlier, planId }: PlansInUse, metric: string, window: Period): string {
  const counted = /_per_(?:month|day)$/.test(metric) ? window : { start: addDays(window.end, -1), end: window.end };
  return daysByPlan(counted, earlier, planId)
    .map((held) => held.planId)
    .reduce((best, next) => (limitOf(plans.get(next), metric) >= limitOf(plans.get(best), metric) ? next : best));
}

/**
 * For which days usage above the limits is to be billed with what is due, each by the plan that held then. Limits by the month
 * count calendar months (domain.md, Usage).
 */
export function usageSpans(
  due: RunDue,
  inUse: PlansInUse,
  billed: readonly UsageBilled[],
  asOf: CalendarDate,
): UsageSpan[] {
  if (due.leftOut !== null || due.periods.length === 0) return [];
  const held = new Set([...inUse.earlier.map(({ planId }) => planId), inUse.planId]);
  const metrics = new Set([...held].flatMap((planId) => pricedMetrics(inUse.plans.get(planId)?.prices)));
  return [...metrics].toSorted().flatMap((metric) => {
    const days = daysDue(metric, due.previous, billed, asOf);
    if (days === null) return [];
    const spans: UsageSpan[] = [];
    for (const window of windowsOf(metric, days)) {
      const planId = planOfWindow(inUse, metric, window);
      const limit = limitOf(inUse.plans.get(planId), metric);
      const last = spans.at(-1);
      if (last?.planId === planId && last.span.end === window.start) {
        spans[spans.length - 1] = { ...last, span: { start: last.span.start, end: window.end } };
      } else if (Number.isFinite(limit)) spans.push({ metric, planId, limit, span: window });
    }
    return spans;
  });
}
