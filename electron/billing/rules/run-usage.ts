import { calendarDateSchema, compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { Period } from './periods';
import type { RunDue } from './run-due';
import type { RunPlan } from './run-plan';
import { pricedMetrics } from './run-price';

/** For which days the usage of a metric above its limit is still to be billed. */
export interface UsageSpan {
  readonly metric: string;
  readonly limit: number;
  readonly span: Period;
}

function monthStart(date: CalendarDate): CalendarDate {
  return calendarDateSchema.parse(`${date.slice(0, 7)}-01`);
}

/**
 * For which days usage above the limits is to be billed with what is due: since it was billed last, or else since the period
 * before began; up to the last whole month or day before the date of the run. Limits by the month count calendar months
 * (domain.md, Usage).
 */
export function usageSpans(
  due: RunDue,
  plan: RunPlan | undefined,
  billedUntil: ReadonlyMap<string, CalendarDate>,
  asOf: CalendarDate,
): UsageSpan[] {
  const { previous } = due;
  if (!plan || previous === null || due.leftOut !== null) return [];
  return pricedMetrics(plan.prices).flatMap((metric) => {
    const limit = plan.limits.get(metric);
    if (limit === undefined || limit < 0) return [];
    const byMonth = metric.endsWith('_per_month');
    const start = billedUntil.get(metric) ?? (byMonth ? monthStart(previous.start) : previous.start);
    const end = byMonth ? monthStart(asOf) : metric.endsWith('_per_day') ? asOf : previous.end;
    return compareDates(start, end) < 0 ? [{ metric, limit, span: { start, end } }] : [];
  });
}
