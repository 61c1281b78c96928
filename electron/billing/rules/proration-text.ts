import { addDays, type CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import type { BillingCycle } from '../../contract/status';
import type { CurrentPrice } from './pricing';
import { unroundedShare, type Proration } from './proration';

/** A sentence in both languages, as it is stored with a line and printed for good. */
export interface BothLanguages {
  readonly en: string;
  readonly ar: string;
}

const cycles = {
  monthly: { en: 'monthly', ar: 'شهري' },
  quarterly: { en: 'quarterly', ar: 'ربع سنوي' },
  yearly: { en: 'yearly', ar: 'سنوي' },
} as const satisfies Record<BillingCycle, BothLanguages>;

const currencies = {
  USD: { en: 'USD', ar: 'دولار أمريكي' },
  YER: { en: 'YER', ar: 'ريال يمني' },
} as const satisfies Record<Currency, BothLanguages>;

/** Slashes keep a date together among Arabic words; hyphens would turn it round. */
function arabicDate(date: CalendarDate): string {
  return date.replaceAll('-', '/');
}

/** A half-open stretch with its last day, as people write it. */
function stretch({ from, to }: { readonly from: CalendarDate; readonly to: CalendarDate }): BothLanguages {
  const last = addDays(to, -1);
  return { en: `${from} to ${last}`, ar: `من ${arabicDate(from)} إلى ${arabicDate(last)}` };
}

/** What a line is for: `used` and `remaining` days are charged, `unused` ones are credited. */
export type ProratedDays = 'used' | 'remaining' | 'unused';

const daysOf = {
  used: { en: 'days used', ar: 'عن الأيام المستخدمة' },
  remaining: { en: 'remaining days', ar: 'عن الأيام المتبقية' },
  unused: { en: 'credit for unused days', ar: 'رصيد عن الأيام غير المستخدمة' },
} as const satisfies Record<ProratedDays, BothLanguages>;

/** A line's description: the plan, its cycle, which days. */
export function proratedDescription(
  plan: { readonly name: string; readonly nameAr: string },
  cycle: BillingCycle,
  days: ProratedDays,
  part: { readonly from: CalendarDate; readonly to: CalendarDate },
): BothLanguages {
  const dates = stretch(part);
  return {
    en: `${plan.name}, ${cycles[cycle].en}: ${daysOf[days].en}, ${dates.en}`,
    ar: `${plan.nameAr}، ${cycles[cycle].ar}: ${daysOf[days].ar}، ${dates.ar}`,
  };
}

/** Why a line comes to its amount: days, period, the period's price, the figure before rounding and after. */
export function prorationBasis(proration: Proration, currency: Currency, source: CurrentPrice | null): BothLanguages {
  const { price, period, days, periodDays, amount } = proration;
  const whole = stretch({ from: period.start, to: period.end });
  const exact = unroundedShare(proration);
  const rounded = exact === amount ? amount : `${exact} ≈ ${amount}`;
  const formula = `${price} × ${days} ÷ ${periodDays} = ${rounded}`;
  const rate = source === null ? null : rateBasis(source);
  return {
    en: `${days} of ${periodDays} days of the period ${whole.en}, at ${price} ${currencies[currency].en} for the period: ${formula}${rate ? `. ${rate.en}` : ''}`,
    ar: `عدد الأيام ${days} من ${periodDays} في الفترة ${whole.ar}، وسعر الفترة ${price} ${currencies[currency].ar}: ${formula}${rate ? `. ${rate.ar}` : ''}`,
  };
}

/** Where a price in rials came from; null where it is the list's own. */
export function rateBasis({ amount, converted }: CurrentPrice): BothLanguages | null {
  if (converted === null) return null;
  const { usd, rate } = converted;
  return {
    en: `Price: ${usd} USD × ${rate.yerPerUsd} (rate of ${rate.date}) = ${amount} YER`,
    ar: `السعر: ${usd} دولار أمريكي × ${rate.yerPerUsd} (سعر الصرف بتاريخ ${arabicDate(rate.date)}) = ${amount} ريال يمني`,
  };
}
