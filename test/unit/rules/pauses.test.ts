import { describe, expect, it } from 'vitest';
import type { Pause } from '../../../electron/billing/rules/pauses';
import type { Period } from '../../../electron/billing/rules/periods';
import { billsOf } from '../../../electron/billing/rules/run-bills';
import { dueOf, type RunSubscription } from '../../../electron/billing/rules/run-due';
import { priceList } from '../../../electron/billing/rules/run-price';
import { calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';

const day = (text: string): CalendarDate => calendarDateSchema.parse(text);
const spans = (text: string): Period[] =>
  text.split(', ').flatMap((span) => {
    const [start = '', end = ''] = span.split(' ');
    return start === '' ? [] : [{ start: day(start), end: day(end) }];
  });
const pauses = (text: string): Pause[] => spans(text).map(({ start, end }) => ({ from: start, to: end }));

function subscription(changes: Partial<RunSubscription> = {}): RunSubscription {
  const start = day('2026-01-31');
  return {
    status: 'active',
    planId: 'starter',
    cycle: 'monthly',
    startDate: start,
    endDate: day('2026-02-28'),
    trialEndDate: null,
    canceledOn: null,
    nextBillingDate: start,
    anchorDate: start,
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
    earlier: [],
    ...changes,
  };
}

function told(of: RunSubscription, asOf: string) {
  const parts = dueOf(of, day(asOf));
  return {
    due: parts.flatMap(({ periods }) => periods.map(({ start, end }) => `${start} ${end}`)).join(', '),
    next: parts.at(-1)?.next,
    ended: parts.at(-1)?.ended,
  };
}

/*
 * By hand. Anchored on 31 January 2026 the months begin on 31 Jan, 28 Feb, 31 Mar, 30 Apr, 31 May and 30 Jun. What had begun
 * before a suspension is owed in whole; what would have begun during it is not billed; after it the calendar goes on.
 */
const both = '2026-01-31 2026-02-28, 2026-02-28 2026-03-31';

describe('suspended days', () => {
  it.each<[what: string, stops: string, billed: string, asOf: string, due: string, next: string]>([
    // The period of 28 Feb had begun by 10 March; that of 31 Mar had not; of that of 30 Apr 10 to 30 May are left.
    [
      'are not billed, and what was due before is',
      '2026-03-10 2026-05-10',
      '',
      '2026-05-10',
      `${both}, 2026-05-10 2026-05-31`,
      '2026-05-31',
    ],
    // It was suspended on the very day on which the period of 31 Mar would have begun.
    [
      'from the day on which a period begins',
      '2026-03-31 2026-05-10',
      '',
      '2026-05-10',
      `${both}, 2026-05-10 2026-05-31`,
      '2026-05-31',
    ],
    [
      'to the day on which a period begins',
      '2026-03-10 2026-04-30',
      '',
      '2026-04-30',
      `${both}, 2026-04-30 2026-05-31`,
      '2026-05-31',
    ],
    ['within a period that was due change nothing', '2026-03-10 2026-03-20', '', '2026-03-20', both, '2026-03-31'],
    [
      'twice',
      '2026-03-10 2026-04-10, 2026-04-20 2026-05-20',
      '',
      '2026-05-20',
      `${both}, 2026-04-10 2026-04-30, 2026-05-20 2026-05-31`,
      '2026-05-31',
    ],
    [
      'that were billed already stay billed',
      '2026-03-10 2026-04-10',
      `${both}, 2026-03-31 2026-04-30`,
      '2026-04-30',
      '2026-04-30 2026-05-31',
      '2026-05-31',
    ],
    [
      'are not looked at by a run of before',
      '2026-03-10 2026-05-10',
      '',
      '2026-02-15',
      '2026-01-31 2026-02-28',
      '2026-02-28',
    ],
    ['are left out by a run of a day among them', '2026-03-10 2026-05-10', '', '2026-04-15', both, '2026-05-10'],
    [
      'stay out once the rest is billed',
      '2026-03-10 2026-05-10',
      `${both}, 2026-05-10 2026-05-31`,
      '2026-05-31',
      '2026-05-31 2026-06-30',
      '2026-06-30',
    ],
    [
      'stay out where a bill after them is voided',
      '2026-03-10 2026-05-10',
      both,
      '2026-05-30',
      '2026-05-10 2026-05-31',
      '2026-05-31',
    ],
    ['before the anchor are nothing', '2026-01-10 2026-01-20', '', '2026-01-31', '2026-01-31 2026-02-28', '2026-02-28'],
  ])('%s', (_what, stops, billed, asOf, due, next) => {
    expect(told(subscription({ pauses: pauses(stops), covered: spans(billed) }), asOf)).toEqual({
      due,
      next,
      ended: false,
    });
  });

  it('end with what was canceled for a period’s end', () => {
    const canceled = subscription({
      pauses: pauses('2026-03-10 2026-05-10'),
      cancelAtPeriodEnd: true,
      endDate: day('2026-05-31'),
    });
    expect(told(canceled, '2026-06-15')).toEqual({
      due: `${both}, 2026-05-10 2026-05-31`,
      next: '2026-05-31',
      ended: true,
    });
  });

  it('are followed by a plan that was agreed for before them', () => {
    const parts = dueOf(
      subscription({
        planId: 'professional',
        comingPlanId: 'starter',
        comingOn: day('2026-02-28'),
        pauses: pauses('2026-03-10 2026-05-10'),
      }),
      day('2026-05-10'),
    );
    expect(parts.map(({ planId, periods }) => [planId, periods.map(({ start }) => start)])).toEqual([
      ['professional', ['2026-01-31']],
      ['starter', ['2026-02-28']],
      ['starter', ['2026-05-10']],
    ]);
  });

  it('leave a period that is billed by its days', () => {
    const of = {
      ...subscription({ covered: spans(both), pauses: pauses('2026-03-10 2026-05-10') }),
      currency: 'USD',
      latestChange: 0,
    } as const;
    const [due] = dueOf(of, day('2026-05-10'));
    if (due === undefined) throw new Error('nothing is due');
    const plan = {
      planId: 'starter',
      name: 'Starter',
      nameAr: 'المبتدئ',
      prices: priceList({ monthly_usd: '29' }),
      limits: new Map<string, number>(),
    };
    const { bills } = billsOf(
      { subscription: of, due, plans: new Map([['starter', plan]]), overages: [], pending: [] },
      { asOf: day('2026-05-10'), rate: null, taxRate: '0' },
    );
    // 10 to 30 May are 21 of the 31 days from 30 April to 30 May: 29 x 21 / 31 = 19.645161... = 19.65.
    expect(bills).toMatchObject([
      {
        period: { start: '2026-05-10', end: '2026-05-31' },
        total: '19.65',
        lines: [
          {
            amount: '19.65',
            quantity: '1',
            basis:
              '21 of 31 days of the period 2026-04-30 to 2026-05-30: 29.00 × 21 ÷ 31 = 19.645161… ≈ 19.65; list price 29 USD',
            plan: { price: '29.00', start: '2026-04-30', end: '2026-05-31', after: 0 },
          },
        ],
      },
    ]);
  });
});
