import { describe, expect, it } from 'vitest';
import { freedBefore } from '../../../electron/billing/rules/freed-periods';
import { daysByPlan, type EarlierTerms } from '../../../electron/billing/rules/plans-held';
import { billsOf } from '../../../electron/billing/rules/run-bills';
import { dueOf, type RunSubscription } from '../../../electron/billing/rules/run-due';
import { priceList } from '../../../electron/billing/rules/run-price';
import { differencesDue } from '../../../electron/billing/rules/upgrade-differences';
import type { BilledDifference, BilledPeriod, ListedPlan } from '../../../electron/billing/rules/change-subject';
import { pricingFromStored } from '../../../electron/billing/rules/pricing';
import { amountSchema } from '../../../electron/contract/amount';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import { invoiceIdSchema } from '../../../electron/contract/ids';

const day = (text: string) => calendarDateSchema.parse(text);
const span = (start: string, end: string) => ({ start: day(start), end: day(end) });
const amount = (text: string) => amountSchema.parse(text);
const march = span('2026-03-01', '2026-04-01');

/** `starter until 2026-03-11, pro until 2026-03-21` */
const held = (text: string): EarlierTerms[] =>
  text === ''
    ? []
    : text.split(', ').map((each) => {
        const [planId = '', until = ''] = each.split(' until ');
        return { planId, until: day(until), cycle: 'monthly' };
      });

describe('the days of a period by the plan that held on them', () => {
  it.each<[what: string, earlier: string, days: string]>([
    ['one plan', '', '2026-03-01 2026-04-01 now'],
    ['a change within it', 'a until 2026-03-11', '2026-03-01 2026-03-11 a, 2026-03-11 2026-04-01 now'],
    ['a change on its first day', 'a until 2026-03-01', '2026-03-01 2026-04-01 now'],
    ['a change before it', 'a until 2026-02-11', '2026-03-01 2026-04-01 now'],
    ['a change after it', 'a until 2026-04-11', '2026-03-01 2026-04-01 a'],
    ['two on one day', 'a until 2026-03-11, b until 2026-03-11', '2026-03-01 2026-03-11 a, 2026-03-11 2026-04-01 now'],
    [
      'there and back',
      'now until 2026-03-11, b until 2026-03-13',
      '2026-03-01 2026-03-11 now, 2026-03-11 2026-03-13 b, 2026-03-13 2026-04-01 now',
    ],
    ['there and back on one day', 'now until 2026-03-11, b until 2026-03-11', '2026-03-01 2026-04-01 now'],
  ])('%s', (_what, earlier, days) => {
    const told = daysByPlan(march, held(earlier), 'now').map(({ start, end, planId }) => `${start} ${end} ${planId}`);
    expect(told.join(', ')).toBe(days);
  });
});

const planOf = (planId: string, monthly: string) => ({
  planId,
  name: planId === 'starter' ? 'Starter' : 'Professional',
  nameAr: planId === 'starter' ? 'المبتدئ' : 'الاحترافي',
  prices: priceList({ monthly_usd: monthly }),
  limits: new Map<string, number>(),
});

describe('a run', () => {
  it('bills a period in which the plan changed by the days of each, and says why', () => {
    const subscription: RunSubscription & { currency: 'USD'; latestChange: number } = {
      status: 'active',
      planId: 'professional',
      cycle: 'monthly',
      startDate: march.start,
      endDate: march.end,
      trialEndDate: null,
      canceledOn: null,
      nextBillingDate: march.end,
      anchorDate: march.start,
      freeThrough: null,
      cancelAtPeriodEnd: false,
      comingPlanId: null,
      comingCycle: null,
      comingOn: null,
      covered: [],
      coveredOn: [],
      setupFeeFreed: false,
      freed: [],
      pauses: [],
      earlier: held('starter until 2026-03-11'),
      currency: 'USD',
      latestChange: 7,
    };
    const [due] = dueOf(subscription, day('2026-03-15'));
    if (due === undefined) throw new Error('nothing is due');
    const plans = new Map([planOf('starter', '29'), planOf('professional', '99')].map((plan) => [plan.planId, plan]));
    const { bills } = billsOf(
      { subscription, due, plans, overages: [], pending: [] },
      { asOf: day('2026-03-15'), rate: null, taxRate: '5' },
    );
    // 29.00 × 10 ÷ 31 = 9.3548… ≈ 9.35; 99.00 × 21 ÷ 31 = 67.0645… ≈ 67.06; sum 76.41; tax 5 % = 3.8205 ≈ 3.82; total 80.23
    expect(bills).toMatchObject([
      {
        planId: 'professional',
        subtotal: '76.41',
        tax: '3.82',
        total: '80.23',
        lines: [
          {
            description: 'Starter, monthly: 2026-03-01 to 2026-03-10',
            descriptionAr: 'المبتدئ، شهري: من 2026-03-01 إلى 2026-03-10',
            amount: '9.35',
            basis:
              'In force on these days; 10 of 31 days of the period 2026-03-01 to 2026-03-31: 29.00 × 10 ÷ 31 = 9.354838… ≈ 9.35; list price 29 USD',
            basisAr:
              'الخطة السارية في هذه الأيام؛ عدد الأيام 10 من 31 في الفترة من 2026-03-01 إلى 2026-03-31: 29.00 × 10 ÷ 31 = 9.354838… ≈ 9.35؛ سعر الخطة 29 دولار أمريكي',
          },
          {
            description: 'Professional, monthly: 2026-03-11 to 2026-03-31',
            amount: '67.06',
            plan: { price: '99.00', ...march, after: 7 },
          },
        ],
      },
    ]);
    // What one who reads it back takes for the price of the period is on the plan that holds from now on alone.
    expect(bills[0]?.lines[0]?.plan).toBeUndefined();
  });
});

describe('a period that a voided invoice gave back before the present anchor', () => {
  const freed = (text: string) =>
    text.split(', ').map((each) => {
      const [start = '', end = ''] = each.split(' ');
      return { ...span(start, end), whole: span(start, end) };
    });
  it.each<[what: string, given: string, covered: string | null, due: string]>([
    ['is due', '2026-03-01 2026-04-01', null, '2026-03-01'],
    ['is not where it is billed by now', '2026-03-01 2026-04-01', '2026-03-01 2026-04-01', ''],
    ['is due once, however often it was voided', '2026-03-01 2026-04-01, 2026-03-01 2026-04-01', null, '2026-03-01'],
    ['of two the longer one', '2026-03-11 2026-04-01, 2026-03-01 2026-04-01', null, '2026-03-01'],
    ['after the anchor the calendar knows it', '2026-05-01 2026-06-01', null, ''],
  ])('%s', (_what, given, covered, due) => {
    const found = freedBefore(day('2026-05-01'), {
      freed: freed(given),
      covered: covered === null ? [] : freed(covered),
      coveredOn: [],
    });
    expect(found.map(({ start }) => start).join(', ')).toBe(due);
  });
});

describe('what voided upgrades give back of a billed period', () => {
  const listed = (planId: string): ListedPlan => ({
    planId,
    name: planId,
    nameAr: planId,
    pricing: pricingFromStored({}),
    isActive: true,
  });
  const invoiceId = invoiceIdSchema.parse('00000000-0000-4000-8000-000000000001');
  const bill: BilledPeriod = {
    period: march,
    whole: march,
    bills: [{ invoiceId, number: 'SAH-2026-0001', price: { from: amount('0.00'), to: amount('29.00') }, place: 0 }],
    knows: 0,
  };
  const step = (id: number, on: string, from: string, to: string, voided: boolean) => ({
    id,
    on: day(on),
    whole: march,
    cycle: 'monthly' as const,
    from: listed(`at ${from}`),
    to: listed(`at ${to}`),
    price: { from: amount(from), to: amount(to) },
    number: `SAH-2026-000${id}`,
    voided,
  });
  const again = (change: number, from: string, until: string, instead: string, to: string): BilledDifference => ({
    change,
    whole: march,
    days: span(from, until),
    price: { from: amount(instead), to: amount(to) },
  });
  const first = (voided: boolean) => step(1, '2026-03-11', '29.00', '99.00', voided);

  it.each<[what: string, steps: ReturnType<typeof step>[], rebilled: BilledDifference[], due: string[]]>([
    ['nothing where none is void', [first(false)], [], []],
    ['the days since it', [first(true)], [], ['2026-03-11 2026-04-01 29.00 at 99.00']],
    ['nothing once a run has billed it', [first(true)], [again(1, '2026-03-11', '2026-04-01', '29.00', '99.00')], []],
    [
      'of the second of two, on the price of the first',
      [first(false), step(2, '2026-03-21', '99.00', '499.00', true)],
      [],
      ['2026-03-21 2026-04-01 99.00 at 499.00'],
    ],
    [
      'of both, each its days',
      [first(true), step(2, '2026-03-21', '99.00', '499.00', true)],
      [],
      ['2026-03-11 2026-03-21 29.00 at 99.00', '2026-03-21 2026-04-01 29.00 at 499.00'],
    ],
    [
      'of one before another was made: until that one, which credited what was billed by then',
      [first(true), step(2, '2026-03-21', '29.00', '499.00', false)],
      [],
      ['2026-03-11 2026-03-21 29.00 at 99.00'],
    ],
    [
      'of one that was made on what a run had billed of the first',
      [first(true), step(2, '2026-03-21', '99.00', '499.00', true)],
      [again(1, '2026-03-11', '2026-04-01', '29.00', '99.00')],
      ['2026-03-21 2026-04-01 99.00 at 499.00'],
    ],
    ['nothing of days that there are none of', [first(true), step(2, '2026-03-11', '29.00', '499.00', false)], [], []],
  ])('%s', (_what, steps, rebilled, due) => {
    const told = differencesDue(bill, steps, rebilled).map(
      ({ days, billed, step: { to } }) => `${days.start} ${days.end} ${billed} ${to.planId}`,
    );
    expect(told).toEqual(due);
  });

  it('nothing where the bill was made with it in mind', () => {
    expect(differencesDue({ ...bill, knows: 1 }, [first(true)], [])).toEqual([]);
  });
});
