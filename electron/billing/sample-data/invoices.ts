import {
  decimalSchema,
  multiplyToAmount,
  nonNegativeAmountSchema,
  percentOf,
  type Amount,
} from '../../contract/amount';
import { addDays, compareDates, yearOf, type CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import type { LineInput } from '../../contract/invoices';
import { priceDraft, type PricedDraft } from '../rules/draft';
import { periodAt, type Period } from '../rules/periods';
import { sampleId, type Chance } from './chance';
import { rateAt, type SampleRate } from './rates';
import type { SampleSubscription } from './subscriptions';

export interface SampleInvoice extends PricedDraft {
  readonly id: string;
  readonly subscription: SampleSubscription;
  readonly state: 'issued' | 'void' | 'draft';
  /** Of the year's numbers, from 0; null for a draft. */
  readonly place: number | null;
  readonly year: number;
  readonly issueDate: CalendarDate;
  readonly dueDate: CalendarDate;
  readonly currency: Currency;
  readonly discountAmount: Amount;
  readonly taxRate: string;
  readonly period: Period | null;
  readonly voidReason: string | null;
  readonly notes: string | null;
  readonly notesAr: string | null;
}

const prices = {
  free: { monthly: '0.00', quarterly: '0.00', yearly: '0.00' },
  starter: { monthly: '29.00', quarterly: '79.00', yearly: '290.00' },
  professional: { monthly: '99.00', quarterly: '269.00', yearly: '990.00' },
  enterprise: { monthly: '499.00', quarterly: '1349.00', yearly: '4990.00' },
} as const;

const planNames = {
  free: ['Free', 'المجانية'],
  starter: ['Starter', 'المبتدئ'],
  professional: ['Professional', 'الاحترافي'],
  enterprise: ['Enterprise', 'المؤسسات'],
} as const;

const cycleNames = {
  monthly: ['monthly', 'شهري'],
  quarterly: ['quarterly', 'ربع سنوي'],
  yearly: ['yearly', 'سنوي'],
} as const;

function line(description: string, descriptionAr: string, quantity: string, unitPrice: string): LineInput {
  return {
    description,
    descriptionAr,
    quantity: decimalSchema.parse(quantity),
    unitPrice: nonNegativeAmountSchema.parse(unitPrice),
    isUsageBased: false,
  };
}

type Convert = (usd: string) => string;

function converter(currency: Currency, rates: readonly SampleRate[], date: CalendarDate): Convert {
  return currency === 'USD' ? (usd) => usd : (usd) => multiplyToAmount(usd, rateAt(rates, date));
}

function planLine({ planId, cycle }: SampleSubscription, { start, end }: Period, inCurrency: Convert): LineInput {
  const [name, nameAr] = planNames[planId];
  const [cycleName, cycleNameAr] = cycleNames[cycle];
  const last = addDays(end, -1);
  return line(
    `${name} plan, ${cycleName}, ${start} to ${last}`,
    `خطة ${nameAr}، ${cycleNameAr}، من ${start} إلى ${last}`,
    '1',
    inCurrency(prices[planId][cycle]),
  );
}

function usageLine(analyses: number, inCurrency: Convert): LineInput {
  return {
    ...line(
      `Satellite analyses above the plan's limit`,
      'تحليلات أقمار صناعية فوق حد الخطة',
      String(analyses),
      inCurrency('0.45'),
    ),
    isUsageBased: true,
  };
}

type Unnumbered = Omit<SampleInvoice, 'place'>;

function makeInvoice(
  id: string,
  subscription: SampleSubscription,
  period: Period,
  rates: readonly SampleRate[],
  chance: Chance,
): Unnumbered {
  const { currency, planId, cycle } = subscription;
  const issueDate = period.start;
  const dueDate = addDays(issueDate, 7);
  const inCurrency = converter(currency, rates, issueDate);
  const first = planLine(subscription, period, inCurrency);
  const metered = planId !== 'starter' && cycle === 'monthly' && chance.happens(25);
  const lines = metered ? [first, usageLine(chance.between(4, 60), inCurrency)] : [first];
  const discounted = cycle === 'yearly' || chance.happens(6);
  const discountAmount = discounted ? percentOf(first.unitPrice, '5') : nonNegativeAmountSchema.parse('0.00');
  const taxRate = decimalSchema.parse(planId === 'enterprise' ? '5' : '0');
  const priced = priceDraft({ lines, discountAmount, taxRate, issueDate, dueDate });
  const noted = chance.happens(5);
  return {
    ...priced,
    id,
    subscription,
    state: 'issued',
    year: yearOf(issueDate),
    issueDate,
    dueDate,
    currency,
    discountAmount,
    taxRate,
    period,
    voidReason: null,
    notes: noted ? 'Please quote the invoice number with your transfer.' : null,
    notesAr: noted ? 'يرجى ذكر رقم الفاتورة عند التحويل.' : null,
  };
}

function periodsBilled({ anchorDate, cycle, billsUntil }: SampleSubscription): Period[] {
  const periods: Period[] = [];
  for (let n = 0; ; n += 1) {
    const period = periodAt(anchorDate, cycle, n);
    if (compareDates(period.start, billsUntil) > 0) return periods;
    periods.push(period);
  }
}

const voidReasons = ['Wrong discount; issued anew', 'Issued twice by mistake', 'Billed to the wrong plan'] as const;

/** Some were voided and issued anew on the next day; the new one covers the period. */
function withReissued(invoices: readonly Unnumbered[], today: CalendarDate): Unnumbered[] {
  const candidates = invoices.filter(({ issueDate }) => compareDates(addDays(issueDate, 20), today) < 0);
  const chosen = new Set([9, 40, 77].map((place) => candidates[place]?.id));
  let voided = 0;
  return invoices.flatMap((invoice) => {
    if (!chosen.has(invoice.id)) return [invoice];
    voided += 1;
    const issueDate = addDays(invoice.issueDate, 1);
    const anew = {
      ...invoice,
      id: sampleId('anew', voided),
      issueDate,
      dueDate: addDays(issueDate, 7),
      year: yearOf(issueDate),
    };
    return [{ ...invoice, state: 'void' as const, voidReason: voidReasons[voided - 1] ?? null }, anew];
  });
}

const draftLines: readonly (readonly [string, string, string, string])[] = [
  ['Field survey by drone, hectares', 'مسح الحقول بالطائرة المسيّرة، هكتار', '42.5', '3.20'],
  ['Training day for the cooperative', 'يوم تدريبي للتعاونية', '2', '180.00'],
  ['Soil moisture sensors', 'مجسات رطوبة التربة', '12', '64.75'],
  ['Printed season report', 'تقرير موسمي مطبوع', '5', '8.50'],
  ['Historical imagery, seasons', 'صور أرشيفية، مواسم', '3', '75.00'],
];

function makeDrafts(
  subscriptions: readonly SampleSubscription[],
  rates: readonly SampleRate[],
  today: CalendarDate,
): Unnumbered[] {
  const running = subscriptions.filter(({ status }) => status === 'active');
  return draftLines.map(([description, descriptionAr, quantity, usd], n) => {
    const subscription = running[n * 5] ?? running[0];
    if (!subscription) throw new RangeError('no running sample subscription');
    const inCurrency = converter(subscription.currency, rates, today);
    const dates = { issueDate: today, dueDate: addDays(today, 7) };
    const amounts = { discountAmount: nonNegativeAmountSchema.parse('0.00'), taxRate: decimalSchema.parse('0') };
    const lines = [line(description, descriptionAr, quantity, inCurrency(usd))];
    return {
      ...priceDraft({ lines, ...amounts, ...dates }),
      ...amounts,
      ...dates,
      id: sampleId('draft', n),
      subscription,
      state: 'draft' as const,
      year: yearOf(today),
      currency: subscription.currency,
      period: null,
      voidReason: null,
      notes: null,
      notesAr: null,
    };
  });
}

/** Every period that the subscriptions were billed for, numbered in the order of issue within each year, and some drafts. */
export function makeInvoices(
  subscriptions: readonly SampleSubscription[],
  rates: readonly SampleRate[],
  today: CalendarDate,
  chance: Chance,
): SampleInvoice[] {
  const billed = subscriptions
    .filter(({ planId, status }) => planId !== 'free' && status !== 'trial')
    .flatMap((subscription, place) =>
      periodsBilled(subscription).map((period, n) =>
        makeInvoice(sampleId(`invoice ${place}`, n), subscription, period, rates, chance),
      ),
    );
  const issued = withReissued(billed, today).toSorted((left, right) => compareDates(left.issueDate, right.issueDate));
  const taken = new Map<number, number>();
  const numbered = issued.map((invoice): SampleInvoice => {
    const place = taken.get(invoice.year) ?? 0;
    taken.set(invoice.year, place + 1);
    return { ...invoice, place };
  });
  return [...numbered, ...makeDrafts(subscriptions, rates, today).map((draft) => ({ ...draft, place: null }))];
}
