import { CalendarDate as Day, IslamicUmalquraCalendar, toCalendar } from '@internationalized/date';
import type { CalendarDate } from '../contract/calendar-date';
import type { Digits } from '../contract/preferences';
import type { TextLanguage } from './isolate';
import { toDigits } from './numbers';

/** The months of the Hijri year. Written out, so that a reprint does not change with the platform's own names. */
const hijriMonths: Readonly<Record<TextLanguage, readonly string[]>> = {
  ar: [
    'محرم',
    'صفر',
    'ربيع الأول',
    'ربيع الآخر',
    'جمادى الأولى',
    'جمادى الآخرة',
    'رجب',
    'شعبان',
    'رمضان',
    'شوال',
    'ذو القعدة',
    'ذو الحجة',
  ],
  en: [
    'Muharram',
    'Safar',
    'Rabi I',
    'Rabi II',
    'Jumada I',
    'Jumada II',
    'Rajab',
    'Shaban',
    'Ramadan',
    'Shawwal',
    'Dhu al-Qadah',
    'Dhu al-Hijjah',
  ],
};

/** 2026-01-01, or ٢٠٢٦/٠١/٠١: year first in both, so that no one takes the day for the month. */
export function formatDate(date: CalendarDate, digits: Digits): string {
  return digits === 'latn' ? date : toDigits(date.replaceAll('-', '/'), digits);
}

/** The date in the Umm al-Qura calendar: ١٢ رجب ١٤٤٧ هـ, or 12 Rajab 1447 AH. */
export function formatHijri(date: CalendarDate, language: TextLanguage, digits: Digits): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const hijri = toCalendar(new Day(year, month, day), new IslamicUmalquraCalendar());
  const era = language === 'ar' ? 'هـ' : 'AH';
  const name = hijriMonths[language][hijri.month - 1] ?? '';
  return `${toDigits(String(hijri.day), digits)} ${name} ${toDigits(String(hijri.year), digits)} ${era}`;
}
