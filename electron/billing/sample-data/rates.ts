import { addDays, addMonthsFromAnchor, compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { Chance } from './chance';

export interface SampleRate {
  readonly date: CalendarDate;
  /** YER for one USD. */
  readonly rate: string;
}

/** A rate for the start of each month of the last fifteen, and one of last week: it wanders a little. */
export function makeRates(today: CalendarDate, chance: Chance): SampleRate[] {
  let rate = 1540;
  const monthStart = addMonthsFromAnchor(addDays(today, 1 - Number(today.slice(8))), -15);
  const rates = Array.from({ length: 16 }, (_, month): SampleRate => {
    rate += chance.between(-12, 18);
    return { date: addMonthsFromAnchor(monthStart, month), rate: `${rate}.${chance.pick(['00', '50'])}` };
  });
  const lastWeek = addDays(today, -6);
  return [...rates, { date: lastWeek, rate: `${rate + 4}.25` }].toSorted((left, right) =>
    compareDates(left.date, right.date),
  );
}

/** The rate in force on a date. */
export function rateAt(rates: readonly SampleRate[], date: CalendarDate): string {
  const inForce = rates.findLast((rate) => compareDates(rate.date, date) <= 0);
  if (!inForce) throw new RangeError(`no sample rate for ${date}`);
  return inForce.rate;
}
