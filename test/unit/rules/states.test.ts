import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../electron/billing/command';
import {
  checkAllocations,
  checkReference,
  fitAllocations,
  type LockedInvoice,
} from '../../../electron/billing/rules/receipt';
import { daysOverdue, standingOf } from '../../../electron/billing/rules/standing';
import {
  afterReactivation,
  requireNotClosed,
  requireSuspendable,
  statusAfterResume,
  type Canceled,
} from '../../../electron/billing/rules/subscription-states';
import { amountSchema, compareAmounts, sumAmounts } from '../../../electron/contract/amount';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import { invoiceIdSchema } from '../../../electron/contract/ids';
import { AppError, type Failure } from '../../../electron/contract/result';
import { invoiceStatusSchema, paymentMethodSchema } from '../../../electron/contract/status';
import { runs } from './runs';

const day = (text: string) => calendarDateSchema.parse(text);
const amount = (text: string) => amountSchema.parse(text);
const uuid = (n: number) => invoiceIdSchema.parse(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);

function refused(work: () => unknown): Failure['code'] | 'none' {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'none';
}

describe('standing', () => {
  it.each([
    ['draft', '0.00', '10.00', '2025-01-01', 'draft', 0],
    ['pending', '0.00', '10.00', '2026-01-10', 'pending', 0],
    ['pending', '0.00', '10.00', '2026-01-09', 'overdue', 1],
    ['pending', '5.00', '5.00', '2026-01-10', 'partly_paid', 0],
    ['pending', '5.00', '5.00', '2025-12-31', 'overdue', 10],
    ['overdue', '0.00', '10.00', '2026-01-10', 'pending', 0],
    ['overdue', '0.00', '10.00', '2026-01-01', 'overdue', 9],
    ['paid', '10.00', '0.00', '2025-01-01', 'paid', 0],
    ['canceled', '0.00', '10.00', '2025-01-01', 'canceled', 0],
    ['refunded', '0.00', '0.00', '2025-01-01', 'refunded', 0],
  ] as const)('%s, paid %s, due %s on %s', (status, amountPaid, amountDue, dueDate, standing, days) => {
    const invoice = { status, amountPaid, amountDue, dueDate: day(dueDate) };
    expect(standingOf(invoice, day('2026-01-10'))).toBe(standing);
    expect(daysOverdue(invoice, day('2026-01-10'))).toBe(days);
  });
});

describe('references', () => {
  it.each(paymentMethodSchema.options)('%s takes what it needs', (method) => {
    expect(refused(() => checkReference({ method, reference: 'R', payerNumber: '77' }))).toBe('none');
    expect(refused(() => checkReference({ method, reference: null, payerNumber: null }))).toBe(
      method === 'cash' ? 'none' : 'reference_required',
    );
  });
});

const invoices = fc.array(
  fc.record({
    status: fc.constantFrom(...invoiceStatusSchema.options),
    due: fc.integer({ min: 0, max: 50_000 }),
  }),
  { minLength: 1, maxLength: 8 },
);

function locked(rows: readonly { status: LockedInvoice['status']; due: number }[]): Map<string, LockedInvoice> {
  return new Map(
    rows.map(({ status, due }, n) => [
      uuid(n),
      {
        id: uuid(n),
        number: `SAH-2026-${n}`,
        tenantId: 'farm',
        currency: 'USD',
        status,
        amountDue: amount((due / 100).toFixed(2)),
      },
    ]),
  );
}

describe('allocations', () => {
  it('of a confirmed payment never exceed what is due or what was paid, and always pass the check', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        invoices,
        fc.array(fc.record({ n: fc.nat({ max: 9 }), part: fc.integer({ min: 1, max: 60_000 }) }), { maxLength: 10 }),
        (paid, rows, wanted) => {
          const available = amount((paid / 100).toFixed(2));
          const map = locked(rows);
          const intended = wanted.map(({ n, part }) => ({
            invoiceId: uuid(n),
            amount: amount((part / 100).toFixed(2)),
          }));
          const { allocations, credit } = fitAllocations(available, intended, map);
          expect(sumAmounts([...allocations.map((given) => given.amount), credit])).toBe(available);
          const checked = checkAllocations({ tenantId: 'farm', currency: 'USD', available }, allocations, map);
          expect(checked.credit).toBe(credit);
        },
      ),
      runs,
    );
  });

  it('that pass the check never exceed a due or the payment', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        invoices,
        fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 8 }),
        (paid, rows, parts) => {
          const available = amount((paid / 100).toFixed(2));
          const map = locked(rows);
          const asked = parts.map((part, n) => ({ invoiceId: uuid(n), amount: amount((part / 100).toFixed(2)) }));
          const fits =
            asked.every(({ invoiceId, amount: part }) => {
              const invoice = map.get(invoiceId);
              return (
                invoice &&
                (invoice.status === 'pending' || invoice.status === 'overdue') &&
                compareAmounts(part, invoice.amountDue) <= 0
              );
            }) && parts.reduce((sum, part) => sum + part, 0) <= paid;
          const code = refused(() => checkAllocations({ tenantId: 'farm', currency: 'USD', available }, asked, map));
          expect(code === 'none').toBe(fits);
        },
      ),
      runs,
    );
  });

  it('of ten thousand million and more are refused, not an overflow', () => {
    const map = locked([
      { status: 'pending', due: 0 },
      { status: 'pending', due: 0 },
    ]);
    for (const [id, invoice] of map) map.set(id, { ...invoice, amountDue: amount('9999999999.99') });
    const asked = [uuid(0), uuid(1)].map((invoiceId) => ({ invoiceId, amount: amount('9999999999.99') }));
    expect(
      refused(() => checkAllocations({ tenantId: 'farm', currency: 'USD', available: amount('1.00') }, asked, map)),
    ).toBe('allocation_exceeds_payment');
  });
});

describe('subscription states', () => {
  it('what is over does not move', () => {
    expect(refused(() => requireNotClosed('canceled'))).toBe('subscription_closed');
    expect(refused(() => requireNotClosed('expired'))).toBe('subscription_closed');
    expect(refused(() => requireSuspendable('suspended'))).toBe('conflict');
    expect(refused(() => requireSuspendable('past_due'))).toBe('none');
  });

  it('resumes into its trial while that lasts', () => {
    const suspended = { status: 'suspended', trialEndDate: day('2026-02-01') } as const;
    expect(statusAfterResume(suspended, day('2026-01-31'))).toBe('trial');
    expect(statusAfterResume(suspended, day('2026-02-01'))).toBe('active');
    expect(refused(() => statusAfterResume({ ...suspended, status: 'active' }, day('2026-02-01')))).toBe('conflict');
  });

  const canceled: Canceled = {
    status: 'canceled',
    cycle: 'monthly',
    startDate: day('2026-01-31'),
    trialEndDate: null,
    anchorDate: null,
    endDate: day('2026-02-10'),
    canceledOn: day('2026-02-10'),
  };
  it('comes back while the paid period lasts, and not on its last day', () => {
    expect(afterReactivation(canceled, day('2026-02-27'))).toEqual({ status: 'active', endDate: '2026-02-28' });
    expect(refused(() => afterReactivation(canceled, day('2026-02-28')))).toBe('subscription_closed');
    expect(refused(() => afterReactivation({ ...canceled, canceledOn: null }, day('2026-02-11')))).toBe('conflict');
    const planned: Canceled = { ...canceled, status: 'past_due', endDate: day('2026-02-28') };
    expect(afterReactivation(planned, day('2026-03-20'))).toEqual({ status: 'past_due', endDate: '2026-02-28' });
  });
});

describe('a command’s content', () => {
  it('is the same text whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (content) => {
        const turned = Object.fromEntries(Object.entries(content).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(content));
        expect(JSON.parse(canonicalJson(content))).toEqual(JSON.parse(JSON.stringify(content)));
      }),
      runs,
    );
  });
});
