import { z } from 'zod';

/** A calendar date `YYYY-MM-DD`, without a time or a zone. Never a JavaScript Date. */
export type CalendarDate = string & z.$brand<'CalendarDate'>;

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The number of days of a month (1 to 12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function parts(text: string): Parts | null {
  const match = datePattern.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return { year, month, day };
}

export const calendarDateSchema = z
  .string()
  .refine((text) => parts(text) !== null, { message: 'date' })
  .brand<'CalendarDate'>();

function knownParts(date: CalendarDate): Parts {
  const known = parts(date);
  if (!known) throw new RangeError(`not a calendar date: ${date}`);
  return known;
}

function build(year: number, month: number, day: number): CalendarDate {
  const pad = (value: number, width: number): string => String(value).padStart(width, '0');
  return calendarDateSchema.parse(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

/** Days since 1970-01-01 of a proleptic Gregorian date; the inverse of fromDayNumber. */
function toDayNumber({ year, month, day }: Parts): number {
  return Math.floor(Date.UTC(year, month - 1, day) / 86_400_000);
}

function fromDayNumber(days: number): CalendarDate {
  return calendarDateSchema.parse(new Date(days * 86_400_000).toISOString().slice(0, 10));
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(knownParts(date)) + days);
}

/** How many days lie from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(knownParts(to)) - toDayNumber(knownParts(from));
}

/**
 * `anchor` moved by whole months, on min(anchor day, last day of that month): domain.md, Periods. Always call it with
 * the anchor, never with an earlier result, or 31 January drifts to the 28th for good.
 */
export function addMonthsFromAnchor(anchor: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = knownParts(anchor);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = (index % 12) + 1;
  return build(targetYear, targetMonth, Math.min(day, daysInMonth(targetYear, targetMonth)));
}

export function compareDates(left: CalendarDate, right: CalendarDate): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function yearOf(date: CalendarDate): number {
  return knownParts(date).year;
}

/** An instant as ISO 8601 with a zone, as the database gives timestamptz. */
export const instantSchema = z.iso.datetime({ offset: true }).brand<'Instant'>();
export type Instant = z.infer<typeof instantSchema>;
