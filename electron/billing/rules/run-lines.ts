import Big from 'big.js';
import type { Amount } from '../../contract/amount';
import { addDays, daysBetween, type CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import { metricInLine } from '../../contract/metric-names';
import type { BillingCycle } from '../../contract/status';
import type { Period } from './periods';
import type { DuePeriod } from './due-periods';
import { prorate, unroundedShare, type Proration } from './proration';
import { amountOf, listedPrice, type Price } from './run-price';

/** What a period of a plan cost when it was billed: of a change within it, that is what is gone by. */
export interface PlanPrice extends Period {
  readonly price: Amount;
  /** The newest change of the subscription that it reckoned with; 0 where there was none, missing on older invoices. */
  readonly after?: number;
  /** Where it bills an upgrade of days that another invoice billed: which one, the days, and the price billed before. */
  readonly difference?: {
    readonly change: number;
    readonly from: CalendarDate;
    readonly until: CalendarDate;
    readonly instead: Amount;
  };
}

/** A line of a run's invoice: both languages, and in both how its amount came about. */
export interface RunLine {
  readonly description: string;
  readonly descriptionAr: string;
  readonly quantity: string;
  readonly unitPrice: Amount;
  readonly amount: Amount;
  readonly isUsageBased: boolean;
  readonly basis: string;
  readonly basisAr: string;
  /** On the line of the plan's price: that price, and the whole period that it is for. */
  readonly plan?: PlanPrice;
}

interface PlanNames {
  readonly name: string;
  readonly nameAr: string;
}

const cycleWords: Readonly<Record<BillingCycle, readonly [en: string, ar: string]>> = {
  monthly: ['monthly', 'شهري'],
  quarterly: ['quarterly', 'ربع سنوي'],
  yearly: ['yearly', 'سنوي'],
};

/** Words, not codes: a code beside numbers reorders them in an Arabic line. */
const currencyAr: Readonly<Record<Currency, string>> = { USD: 'دولار أمريكي', YER: 'ريال يمني' };

function dayCount(days: number): readonly [en: string, ar: string] {
  const en = days === 1 ? '1 day' : `${days} days`;
  const rest = days % 100;
  if (days === 1) return [en, 'يوم واحد'];
  if (days === 2) return [en, 'يومان'];
  if (rest >= 3 && rest <= 10) return [en, `${days} أيام`];
  return [en, rest >= 11 ? `${days} يوماً` : `${days} يوم`];
}

/** Both days are in it. */
function span({ start, end }: Period): readonly [en: string, ar: string] {
  const last = addDays(end, -1);
  return start === last ? [start, start] : [`${start} to ${last}`, `من ${start} إلى ${last}`];
}

const plain = (decimal: string): string => new Big(decimal).toFixed();

/** How a price became an amount in its currency. */
function reckoning(price: Price, amount: Amount, currency: Currency): readonly [en: string, ar: string] {
  const { converted } = price;
  if (converted === null)
    return [`list price ${plain(price.exact)} ${currency}`, `سعر الخطة ${plain(price.exact)} ${currencyAr[currency]}`];
  const { usd, rate } = converted;
  const byRate = plain(rate.yerPerUsd);
  const rounded = new Big(price.exact).eq(amount) ? '' : ', rounded half-up to 2 places';
  const roundedAr = rounded === '' ? '' : '، مقرّباً إلى منزلتين';
  return [
    `${plain(usd)} USD × ${byRate} = ${amount} ${currency}, rate of ${rate.date}${rounded}`,
    `${plain(usd)} ${currencyAr.USD} × ${byRate} = ${amount} ${currencyAr[currency]}، بسعر صرف ${rate.date}${roundedAr}`,
  ];
}

/**
 * A plan's price for the days of a period, which is paid in advance: for all of them, or for those that are to be billed. `held` says
 * where the plan held on some of the billed days only; on the last of these stands what the period costs from now on.
 */
export function planLine(
  plan: PlanNames,
  cycle: BillingCycle,
  { whole, ...period }: DuePeriod,
  price: Price,
  currency: Currency,
  held: { readonly inPart: boolean; readonly last: boolean; readonly after: number },
): RunLine {
  const full = amountOf(price, '1');
  const [en, ar] = span(period);
  const [how, howAr] = reckoning(price, full, currency);
  const share = prorate(full, whole, period.start, period.end);
  const [basis, basisAr] = share.days === share.periodDays ? wholeBasis(whole) : partBasis(share);
  const [why, whyAr] = held.inPart ? ['In force on these days; ', 'الخطة السارية في هذه الأيام؛ '] : ['', ''];
  return {
    description: `${plan.name}, ${cycleWords[cycle][0]}: ${en}`,
    descriptionAr: `${plan.nameAr}، ${cycleWords[cycle][1]}: ${ar}`,
    quantity: '1',
    unitPrice: share.amount,
    amount: share.amount,
    isUsageBased: false,
    basis: `${why}${basis}; ${how}`,
    basisAr: `${whyAr}${basisAr}؛ ${howAr}`,
    ...(held.last ? { plan: { price: full, ...whole, after: held.after } } : {}),
  };
}

function wholeBasis({ start, end }: Period): readonly [en: string, ar: string] {
  const [days, daysAr] = dayCount(daysBetween(start, end));
  return [`Whole period of ${days}`, `فترة كاملة من ${daysAr}`];
}

function partBasis(share: Proration): readonly [en: string, ar: string] {
  const { price, days, periodDays, period, amount } = share;
  const [en, ar] = span(period);
  const exact = unroundedShare(share);
  const formula = `${price} × ${days} ÷ ${periodDays} = ${exact === amount ? amount : `${exact} ≈ ${amount}`}`;
  return [
    `${days} of ${periodDays} days of the period ${en}: ${formula}`,
    `عدد الأيام ${days} من ${periodDays} في الفترة ${ar}: ${formula}`,
  ];
}

/** The set-up fee of a plan, on a subscription's first invoice. */
export function setupLine(plan: PlanNames, price: Price, currency: Currency): RunLine {
  const amount = amountOf(price, '1');
  const [how, howAr] = reckoning(price, amount, currency);
  return {
    description: `Set-up fee: ${plan.name}`,
    descriptionAr: `رسوم التأسيس: ${plan.nameAr}`,
    quantity: '1',
    unitPrice: amount,
    amount,
    isUsageBased: false,
    basis: `Once, on the first invoice; ${how}`,
    basisAr: `مرة واحدة على الفاتورة الأولى؛ ${howAr}`,
  };
}

/** Usage of one metric above its limit. */
export interface Overage {
  /** As the plan limits it: `satellite_analyses_per_month`. */
  readonly metric: string;
  /** By whose limit and price it counts. */
  readonly planId: string;
  readonly limit: number;
  /** The days it was counted on. */
  readonly span: Period;
  /** What was used in each window in which the limit was passed: a month, a day, or the latest value. */
  readonly windows: readonly { readonly start: CalendarDate; readonly used: number }[];
}

/** How many units lie above the limit in all windows together. */
export function unitsOver({ limit, windows }: Overage): number {
  return windows.reduce((sum, { used }) => (used > limit ? sum + used - limit : sum), 0);
}

function windowWords({ metric, limit, windows }: Overage): readonly [en: string, ar: string] {
  const used = windows.map((window) => window.used);
  const count = windows.length;
  if (metric.endsWith('_per_month')) {
    const months = windows.map(({ start, used: n }) => `${start.slice(0, 7)}: ${n} - ${limit}`);
    return [`used less limit by month (${months.join(', ')})`, `المستخدم ناقص الحد لكل شهر (${months.join('، ')})`];
  }
  if (metric.endsWith('_per_day')) {
    const sum = used.reduce((total, n) => total + n, 0);
    return [
      `${sum} used on ${count} days above the limit of ${limit} a day`,
      `استُخدم ${sum} في أيام تجاوزت الحد وعددها ${count}، والحد اليومي ${limit}`,
    ];
  }
  return [`${used[0] ?? 0} - ${limit}, the latest value`, `${used[0] ?? 0} - ${limit}، آخر قيمة`];
}

/** Usage above the plan's limit, where the plan prices it (domain.md, Billing run). */
export function usageLine(overage: Overage, price: Price, currency: Currency): RunLine {
  const over = String(unitsOver(overage));
  const amount = amountOf(price, over);
  const unit = listedPrice(price);
  const name = metricInLine(overage.metric);
  const [en, ar] = span(overage.span);
  const [used, usedAr] = windowWords(overage);
  const { converted } = price;
  const [unitPrice, rate] = converted
    ? [plain(converted.usd), ` × ${plain(converted.rate.yerPerUsd)}`]
    : [plain(price.exact), ''];
  const priced = converted ? 'USD' : currency;
  return {
    description: `${name.en} above the limit: ${en}`,
    descriptionAr: `${name.ar} فوق الحد: ${ar}`,
    // A unit price that two places cannot hold is multiplied first and rounded once.
    quantity: unit === null ? '1' : over,
    unitPrice: unit ?? amount,
    amount,
    isUsageBased: true,
    basis: `${used}; ${over} × ${unitPrice} ${priced}${rate} = ${amount} ${currency}`,
    basisAr: `${usedAr}؛ ${over} × ${unitPrice} ${currencyAr[priced]}${rate} = ${amount} ${currencyAr[currency]}`,
  };
}
