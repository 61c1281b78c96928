import {
  CalendarDate as PickerDate,
  GregorianCalendar,
  IslamicUmalquraCalendar,
  toCalendar,
} from '@internationalized/date';
import { calendarDateSchema, type CalendarDate } from '@contract/calendar-date';
import { latinDigits } from './parse-number';

export type DateProblem = 'date_empty' | 'date_unreadable' | 'date_impossible' | 'date_year';
export type ParsedDate =
  { readonly ok: true; readonly value: CalendarDate } | { readonly ok: false; readonly problem: DateProblem };

const gregorian = new GregorianCalendar();
const hijri = new IslamicUmalquraCalendar();
/** The years that the Umm al-Qura tables hold; a typed year in them can only be Hijri. */
const hijriYears = { first: 1318, last: 1500 } as const;

/**
 * Reads a typed date in either digit set: year first (`2026/1/8`, `2026-01-08`) or year last (`8/1/2026`), with `/`, `-`,
 * `.` or a space. A year between 1318 and 1500 is Hijri (Umm al-Qura) and is turned into its Gregorian date.
 */
export function parseDate(text: string): ParsedDate {
  const plain = latinDigits(text.replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')).trim();
  if (plain === '') return { ok: false, problem: 'date_empty' };
  const cleaned = plain.replace(/\s*(?:هـ|ه|م|AH|CE)$/iu, '').replace(/\s*[/.\-\u060d]\s*|\s+/g, '-');
  const match = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})-(\d{1,2})-(\d{4}))$/.exec(cleaned);
  if (!match) return { ok: false, problem: 'date_unreadable' };
  const [year, month, day] = [match[1] ?? match[6], match[2] ?? match[5], match[3] ?? match[4]].map(Number);
  if (year === undefined || month === undefined || day === undefined) return { ok: false, problem: 'date_unreadable' };
  if (year >= hijriYears.first && year <= hijriYears.last) return fromHijri(year, month, day);
  if (year < 1900 || year > 2200) return { ok: false, problem: 'date_year' };
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const date = calendarDateSchema.safeParse(written);
  return date.success ? { ok: true, value: date.data } : { ok: false, problem: 'date_impossible' };
}

function fromHijri(year: number, month: number, day: number): ParsedDate {
  const probe = new PickerDate(hijri, year, 1, 1);
  if (month < 1 || month > 12 || day < 1 || day > hijri.getDaysInMonth(probe.set({ month }))) {
    return { ok: false, problem: 'date_impossible' };
  }
  const converted = toCalendar(new PickerDate(hijri, year, month, day), gregorian);
  return { ok: true, value: calendarDateSchema.parse(converted.toString()) };
}
