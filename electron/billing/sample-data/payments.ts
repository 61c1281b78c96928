import { amountSchema, multiplyToAmount, subtractAmounts, sumAmounts, type Amount } from '../../contract/amount';
import { addDays, compareDates, daysBetween, yearOf, type CalendarDate } from '../../contract/calendar-date';
import type { PaymentMethod } from '../../contract/status';
import { sampleId, type Chance } from './chance';
import type { SampleInvoice } from './invoices';

export interface SampleAllocation {
  readonly invoiceId: string;
  readonly amount: Amount;
}

export interface SamplePayment {
  readonly id: string;
  readonly tenantId: string;
  readonly currency: SampleInvoice['currency'];
  readonly state: 'succeeded' | 'pending' | 'failed' | 'reversed';
  readonly method: PaymentMethod;
  readonly reference: string | null;
  readonly payerNumber: string | null;
  readonly note: string | null;
  readonly paidOn: CalendarDate;
  readonly year: number;
  /** Of the year's vouchers, from 0; null where there is none. */
  readonly place: number | null;
  readonly amount: Amount;
  /** What a pending or failed one was meant for, and what another has given. */
  readonly allocations: readonly SampleAllocation[];
  readonly reason: string | null;
}

type Unnumbered = Omit<SamplePayment, 'place' | 'id'>;

function makeReference(method: PaymentMethod, chance: Chance): Pick<SamplePayment, 'reference' | 'payerNumber'> {
  const digits = (length: number): string => Array.from({ length }, () => chance.between(0, 9)).join('');
  switch (method) {
    case 'cash':
      return { reference: null, payerNumber: null };
    case 'bank_transfer':
      return { reference: `TRF-${digits(7)}`, payerNumber: null };
    case 'mobile_money':
      return { reference: digits(9), payerNumber: `77${digits(7)}` };
    case 'tharwatt':
      return { reference: `TH-${digits(6)}`, payerNumber: null };
    case 'credit_card':
      return { reference: `AUTH-${digits(6)}`, payerNumber: null };
  }
}

const methods = [
  'cash',
  'cash',
  'bank_transfer',
  'bank_transfer',
  'mobile_money',
  'mobile_money',
  'tharwatt',
  'credit_card',
] as const;

function makePayment(
  invoice: SampleInvoice,
  amount: Amount,
  paidOn: CalendarDate,
  chance: Chance,
  more: Partial<Unnumbered> = {},
): Unnumbered {
  const method = more.method ?? chance.pick(methods);
  return {
    tenantId: invoice.subscription.tenantId,
    currency: invoice.currency,
    state: 'succeeded',
    method,
    ...makeReference(method, chance),
    note: null,
    paidOn,
    year: yearOf(paidOn),
    amount,
    allocations: [{ invoiceId: invoice.id, amount }],
    reason: null,
    ...more,
  };
}

/** How likely an invoice is paid whole, and paid in part, by the days since it was due. */
function likelihood(invoice: SampleInvoice, today: CalendarDate): readonly [whole: number, part: number] {
  const { status } = invoice.subscription;
  const daysPastDue = daysBetween(invoice.dueDate, today);
  if ((status === 'past_due' || status === 'suspended') && daysPastDue < 60) return [0, 30];
  if (daysPastDue > 45) return [94, 97];
  if (daysPastDue > 7) return [72, 84];
  return daysPastDue > 0 ? [40, 55] : [25, 32];
}

function ordinary(
  invoices: readonly SampleInvoice[],
  today: CalendarDate,
  chance: Chance,
): { payments: Unnumbered[]; open: SampleInvoice[] } {
  const payments: Unnumbered[] = [];
  const open: SampleInvoice[] = [];
  // Chance has its way but for one: whatever the day, something that is not due yet is paid in part.
  const begun = invoices.find((invoice) => compareDates(invoice.dueDate, today) >= 0);
  for (const invoice of invoices) {
    const [whole, part] = likelihood(invoice, today);
    const drawn = chance.between(1, 100);
    const fate = invoice === begun ? part : drawn;
    const late = addDays(invoice.issueDate, chance.between(0, 14));
    const paidOn = compareDates(late, today) > 0 ? today : late;
    if (fate <= whole) payments.push(makePayment(invoice, invoice.total, paidOn, chance));
    else if (fate <= part)
      payments.push(
        makePayment(invoice, multiplyToAmount(invoice.total, chance.pick(['0.25', '0.5', '0.4'])), paidOn, chance),
      );
    else open.push(invoice);
  }
  return { payments, open };
}

/** The cases that a clerk meets now and then: more than due, two invoices at once, pending, failed, reversed. */
function special(open: readonly SampleInvoice[], today: CalendarDate, chance: Chance): Unnumbered[] {
  const yesterday = addDays(today, -1);
  const at = (place: number): SampleInvoice[] => open.slice(place, place + 1);
  const more = (invoice: SampleInvoice): Amount =>
    amountSchema.parse(invoice.currency === 'USD' ? '15.00' : '20000.00');
  const overpaid = [...at(0), ...at(1)].map((invoice) => ({
    ...makePayment(invoice, sumAmounts([invoice.total, more(invoice)]), yesterday, chance),
    allocations: [{ invoiceId: invoice.id, amount: invoice.total }],
    note: 'Paid ahead for next month / سداد مقدم للشهر القادم',
  }));
  const pending = [...at(2), ...at(3), ...at(4), ...at(5)].map((invoice, n) =>
    makePayment(invoice, invoice.total, addDays(today, -n), chance, {
      state: 'pending',
      method: n % 2 ? 'bank_transfer' : 'tharwatt',
    }),
  );
  const reasons = [
    'Insufficient balance in the wallet',
    'The bank returned the transfer: account name differs',
    'Card declined',
  ];
  const failed = [...at(6), ...at(7), ...at(8)].map((invoice, n) =>
    makePayment(invoice, invoice.total, addDays(today, -2 - n), chance, {
      state: 'failed',
      method: (['mobile_money', 'bank_transfer', 'credit_card'] as const)[n] ?? 'cash',
      reason: reasons[n] ?? null,
    }),
  );
  const reversed = at(9).map((invoice) =>
    makePayment(invoice, invoice.total, addDays(today, -3), chance, {
      state: 'reversed',
      method: 'cash',
      reason: 'Entered for the wrong customer',
    }),
  );
  return [...overpaid, ...pending, ...failed, ...reversed];
}

/** Two receipts that each settle the first two payments' invoices of one tenant together. */
function together(payments: readonly Unnumbered[]): Unnumbered[] {
  const joined: Unnumbered[] = [];
  const rest: Unnumbered[] = [];
  for (const payment of payments) {
    const partner = rest.findIndex(
      (earlier) => earlier.tenantId === payment.tenantId && daysBetween(earlier.paidOn, payment.paidOn) < 45,
    );
    const earlier = rest[partner];
    if (joined.length >= 2 || !earlier) {
      rest.push(payment);
      continue;
    }
    rest.splice(partner, 1);
    const allocations = [...earlier.allocations, ...payment.allocations];
    joined.push({ ...payment, amount: sumAmounts(allocations.map(({ amount }) => amount)), allocations });
  }
  return [...rest, ...joined];
}

/** Payments by every method and in every state; vouchers are numbered by the day of arrival within each year. */
export function makePayments(invoices: readonly SampleInvoice[], today: CalendarDate, chance: Chance): SamplePayment[] {
  const { payments, open } = ordinary(
    invoices.filter(({ state }) => state === 'issued'),
    today,
    chance,
  );
  const all = [...together(payments), ...special(open, today, chance)].toSorted((left, right) =>
    compareDates(left.paidOn, right.paidOn),
  );
  const taken = new Map<number, number>();
  return all.map((payment, n) => {
    const id = sampleId('payment', n);
    if (payment.state === 'pending' || payment.state === 'failed') return { ...payment, id, place: null };
    const place = taken.get(payment.year) ?? 0;
    taken.set(payment.year, place + 1);
    return { ...payment, id, place };
  });
}

/** What of a payment was not given to an invoice. */
export function creditOf({ amount, allocations }: SamplePayment): Amount {
  return subtractAmounts(amount, sumAmounts(allocations.map((allocation) => allocation.amount)));
}
