import { subtractAmounts, sumAmounts } from '../../electron/contract/amount';
import { addDays } from '../../electron/contract/calendar-date';
import {
  creditNoteDocumentSchema,
  paymentVoucherDocumentSchema,
  reminderDocumentSchema,
  statementDocumentSchema,
  type CreditNoteDocument,
  type PaymentVoucherDocument,
  type ReminderDocument,
  type StatementDocument,
} from '../../electron/contract/document';
import { dayCloseDocumentSchema, type DayCloseDocument } from '../../electron/contract/report-documents';
import { day, invoice, seller } from './samples';

const { tenant } = invoice(1).snapshot;

/** An account of so many movements, whose running balance is right: invoices, payments of them, a credit note now and then. */
export function statement(count: number): StatementDocument {
  let balance = '1250.00';
  const movements = Array.from({ length: count }, (_, index) => {
    const kinds = ['invoice', 'payment', 'invoice', 'credit_note', 'refund'] as const;
    const kind = kinds[index % kinds.length] ?? 'invoice';
    const amount = `${index % 3 === 0 ? 12 : 1}${String(index % 10)}99.50`;
    const owesMore = kind === 'invoice' || kind === 'refund';
    balance = owesMore ? sumAmounts([balance, amount]) : subtractAmounts(balance, amount);
    const n = String(index + 1).padStart(4, '0');
    return {
      date: addDays(day('2026-01-01'), index * 2),
      kind,
      entity: kind === 'payment' ? 'payment' : 'invoice',
      id: `0b6f7d3e-7a54-4a5e-9d1f-${String(index).padStart(12, '0')}`,
      number: kind === 'invoice' ? `SAH-2026-${n}` : `${kind === 'payment' ? 'RV' : 'CN'}-2026-${n}`,
      about: kind === 'credit_note' || kind === 'refund' ? `SAH-2026-${n}` : '',
      method: kind === 'payment' || kind === 'refund' ? 'bank_transfer' : null,
      debit: owesMore ? amount : '0.00',
      credit: owesMore ? '0.00' : amount,
      balance,
    };
  });
  return statementDocumentSchema.parse({
    kind: 'statement',
    snapshot: { templateVersion: 1, seller, tenant },
    currency: 'USD',
    from: '2026-01-01',
    to: '2026-12-31',
    opening: '1250.00',
    debits: sumAmounts(movements.map(({ debit }) => debit)),
    credits: sumAmounts(movements.map(({ credit }) => credit)),
    closing: balance,
    movements,
    number: null,
    copy: 0,
    printedOn: '2026-12-31',
  });
}

/** A day with a difference in the drawer, in both currencies. */
export function dayClose(): DayCloseDocument {
  const figure = (currency: string, method: string, entries: number, expected: string, counted: string) => ({
    currency,
    method,
    entries,
    expected,
    counted,
    difference: subtractAmounts(counted, expected),
  });
  return dayCloseDocumentSchema.parse({
    kind: 'day_close',
    snapshot: { templateVersion: 1, seller },
    clerk: 'amal',
    day: '2026-02-08',
    turn: 1,
    signedBy: 'amal',
    signedAt: '2026-02-08T14:05:00.000Z',
    signedOn: '2026-02-08',
    reason: 'ورقة نقدية مزورة استُبعدت من العد',
    note: null,
    reopened: null,
    figures: [
      figure('USD', 'cash', 7, '1840.00', '1820.00'),
      figure('USD', 'bank_transfer', 2, '990.00', '990.00'),
      figure('YER', 'cash', 11, '1234567.50', '1234567.50'),
    ],
    number: null,
    copy: 0,
    printedOn: '2026-02-08',
  });
}

export function creditNote(changes: Partial<CreditNoteDocument> = {}): CreditNoteDocument {
  const base = invoice(2);
  return creditNoteDocumentSchema.parse({
    kind: 'credit_note',
    snapshot: {
      templateVersion: 1,
      seller,
      tenant,
      invoice: { number: 'SAH-2026-0005', issueDate: '2026-01-01', total: base.total },
      rate: null,
    },
    number: 'CN-2026-0003',
    issueDate: '2026-02-01',
    currency: 'USD',
    lines: [
      {
        place: 0,
        description: 'Enterprise plan, yearly',
        descriptionAr: 'خطة المؤسسات، اشتراك سنوي',
        amount: '499.00',
        basis: null,
        basisAr: null,
      },
    ],
    subtotal: '499.00',
    discount: '47.41',
    taxRate: '5.00',
    tax: '22.58',
    total: '474.17',
    freed: '74.17',
    reason: 'Service was down for a month',
    reasonAr: 'توقفت الخدمة شهراً',
    cancelReason: null,
    copy: 0,
    printedOn: '2026-02-01',
    ...changes,
  });
}

export function paymentVoucher(): PaymentVoucherDocument {
  return paymentVoucherDocumentSchema.parse({
    kind: 'payment_voucher',
    snapshot: { templateVersion: 1, seller, tenant },
    number: 'PV-2026-0002',
    date: '2026-02-03',
    amount: '574.17',
    currency: 'USD',
    method: 'bank_transfer',
    reference: 'TRF-7788121',
    payeeNumber: null,
    receiptNumber: 'RV-2026-0012',
    lines: [
      { invoiceNumber: 'SAH-2026-0005', fromCredit: false, amount: '500.00' },
      { invoiceNumber: null, fromCredit: true, amount: '74.17' },
    ],
    reason: 'بيعت المزرعة، رُدّ المبلغ',
    paidBy: 'amal',
    cancelReason: null,
    copy: 0,
    printedOn: '2026-02-03',
  });
}

/** A letter that asks for so many invoices in each of the two currencies, half of them past their date. */
export function reminder(count: number, level: 1 | 2 | 3): ReminderDocument {
  const group = (currency: string, first: number, amount: string) => {
    const invoices = Array.from({ length: count }, (_, index) => ({
      number: `SAH-2026-${String(first + index).padStart(4, '0')}`,
      issueDate: addDays(day('2026-01-01'), index),
      dueDate: addDays(day('2026-01-15'), index),
      daysOverdue: index % 2 === 0 ? 40 + index : 0,
      total: amount,
      amountDue: amount,
    }));
    return {
      currency,
      due: sumAmounts(invoices.map(({ amountDue }) => amountDue)),
      overdue: sumAmounts(invoices.filter(({ daysOverdue }) => daysOverdue > 0).map(({ amountDue }) => amountDue)),
      invoices,
    };
  };
  return reminderDocumentSchema.parse({
    kind: 'reminder',
    snapshot: {
      templateVersion: 1,
      seller,
      tenant,
      groups: [group('USD', 11, '134.50'), group('YER', 111, '248556.00')],
    },
    number: 'R-4',
    level,
    date: '2026-02-24',
    copy: 0,
    printedOn: '2026-02-24',
  });
}
