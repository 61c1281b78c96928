import type { BillingDocument, DocumentByKind } from '../../electron/contract/document';
import { documentSchema } from '../../electron/contract/document';
import { multiplyToAmount } from '../../electron/contract/amount';
import { fullSeller, longNames } from './full-seller';
import { creditNote, dayClose, paymentVoucher, reminder, statement } from './report-samples';
import { runSummary } from './run-sample';

const million = '1234567.50';

/**
 * A sample with changes, from a seller with accounts, wallet and stamp, to a customer with long names where asked. The contract's
 * schema has the last word.
 */
function full(document: BillingDocument, changes: object = {}, named = false): BillingDocument {
  const { snapshot } = document;
  const tenant = 'tenant' in snapshot && named ? { tenant: { ...snapshot.tenant, ...longNames } } : {};
  return documentSchema.parse({ ...document, ...changes, snapshot: { ...snapshot, seller: fullSeller, ...tenant } });
}

function creditNotes(): Record<string, BillingDocument> {
  const [line] = creditNote().lines;
  const lines = Array.from({ length: 40 }, (_, place) => ({
    place,
    description: `Satellite analyses over the limit, field ${place + 1}`,
    descriptionAr: `تحليلات أقمار صناعية فوق الحد، الحقل ${place + 1}`,
    amount: '12.50',
    basis: place % 9 === 4 ? '17 of 31 days, 22.7941 rounded to 22.79' : null,
    basisAr: place % 9 === 4 ? '17 من 31 يوماً، قُرّب 22.7941 إلى 22.79' : null,
  }));
  const sums = { subtotal: '500.00', discount: '0.00', tax: '25.00', total: '525.00', freed: '0.00' };
  const rials = { subtotal: million, discount: '0.00', taxRate: '0', tax: '0.00', total: million, freed: million };
  return {
    'credit-note-40-lines': full(creditNote(), { lines, ...sums }),
    'credit-note-rials-copy': full(
      creditNote(),
      { currency: 'YER', lines: [{ ...line, amount: million }], ...rials, copy: 2 },
      true,
    ),
  };
}

function vouchers(): Record<string, BillingDocument> {
  const fromCredit = {
    currency: 'YER',
    amount: million,
    method: 'mobile_money',
    payeeNumber: '+967 777 123 456',
    receiptNumber: null,
    lines: [{ invoiceNumber: null, fromCredit: true, amount: million }],
    copy: 1,
  };
  return {
    'payment-voucher-canceled': full(paymentVoucher(), { cancelReason: 'صُرف مرتين' }),
    'payment-voucher-rials-copy': full(paymentVoucher(), fromCredit, true),
  };
}

/** In rials at 535 to the dollar. */
function inRials(document: DocumentByKind['statement']): object {
  const larger = (amount: string): string => multiplyToAmount(amount, '535');
  const { opening, debits, credits, closing, movements } = document;
  return {
    currency: 'YER',
    opening: larger(opening),
    debits: larger(debits),
    credits: larger(credits),
    closing: larger(closing),
    movements: movements.map((movement) => ({
      ...movement,
      debit: larger(movement.debit),
      credit: larger(movement.credit),
      balance: larger(movement.balance),
    })),
  };
}

function statements(): Record<string, BillingDocument> {
  const still = { debits: '0.00', credits: '0.00', movements: [], opening: '-120.00', closing: '-120.00' };
  return {
    'statement-300-movements': full(statement(300)),
    'statement-nothing-moved': full(statement(0), still),
    'statement-rials-long-names': full(statement(14), inRials(statement(14)), true),
  };
}

function closes(): Record<string, BillingDocument> {
  const exact = { reason: null, figures: dayClose().figures.slice(1), note: 'سُلّم النقد إلى أمين الصندوق الرئيس' };
  return {
    'day-close-exact': full(dayClose(), exact),
    'day-close-reopened': full(dayClose(), { turn: 2, reopened: 'قيد نُسي تسجيله قبل الإقفال' }),
    'day-close-nothing-taken': full(dayClose(), { reason: null, figures: [] }),
  };
}

function letters(): Record<string, BillingDocument> {
  return {
    'reminder-second-accounts': full(reminder(2, 2), { copy: 1 }),
    'reminder-last-long-names': full(reminder(6, 3), {}, true),
  };
}

function runs(): Record<string, BillingDocument> {
  const nothing = { totals: [], plans: [], voided: 0 };
  return {
    'run-summary': full(runSummary(4)),
    'run-summary-60-left-out-unfinished': full(runSummary(60), { state: 'stopped', examined: 300, notListed: 12 }),
    'run-summary-nothing-billed': full(runSummary(0), nothing),
  };
}

/** What is seldom: long, empty, canceled, opened again, in rials, to long names, from a seller with all there is. */
export function seldomAccounts(): Record<string, BillingDocument> {
  return { ...creditNotes(), ...vouchers(), ...statements(), ...closes(), ...letters(), ...runs() };
}
