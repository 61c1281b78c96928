import type { BillingDocument, DocumentChoice, InvoiceDocument } from '../../electron/contract/document';
import { multiplyToAmount } from '../../electron/contract/amount';
import type { Line } from '../../electron/contract/invoices';
import { fullSeller, longNames } from './full-seller';
import { seldomAccounts } from './gallery-accounts';
import { creditNote, dayClose, paymentVoucher, reminder, statement } from './report-samples';
import { invoice, lines, receipt } from './samples';

/** A document of the gallery: its name, what it is, and how it is laid out. */
export interface Exhibit {
  readonly name: string;
  readonly document: BillingDocument;
  readonly choice: DocumentChoice;
}

function longLines(count: number): Line[] {
  return lines(count).map((line, index) =>
    index % 3 === 0
      ? {
          ...line,
          description: `${line.description}, including the fields of the northern terraces (plots 12–48) and the reservoir at km 7.5`,
          descriptionAr: `${line.descriptionAr}، شاملاً حقول المدرجات الشمالية (القطع 12–48) والخزان عند الكيلومتر 7.5`,
        }
      : line,
  );
}

function of(count: number, changes: Partial<InvoiceDocument> = {}, named = false): InvoiceDocument {
  const { snapshot } = invoice(1);
  const tenant = named ? { ...snapshot.tenant, ...longNames } : snapshot.tenant;
  const items = named ? longLines(count) : lines(count);
  return invoice(count, {
    lines: items,
    ...changes,
    snapshot: { ...snapshot, seller: fullSeller, tenant, ...changes.snapshot },
  });
}

/** Rials in thousands, as invoices in them have. */
function rials(count: number, changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const items = lines(count).map((line) => {
    const amount = multiplyToAmount(line.amount, '535');
    return { ...line, quantity: '1', unitPrice: amount, amount };
  });
  return of(count, { currency: 'YER', lines: items, ...changes });
}

const languages = ['both', 'ar', 'en'] as const;
const standings = ['draft', 'pending', 'partly_paid', 'paid', 'overdue', 'canceled', 'refunded'] as const;

function standing(each: (typeof standings)[number]): Partial<InvoiceDocument> {
  const base = of(4);
  switch (each) {
    case 'draft':
      return { standing: each, number: null };
    case 'pending':
    case 'overdue':
      return { standing: each, paid: '0.00' as InvoiceDocument['paid'], due: base.total };
    case 'paid':
      return { standing: each, paid: base.total, due: '0.00' as InvoiceDocument['due'] };
    case 'refunded':
      return {
        standing: each,
        paid: '0.00' as InvoiceDocument['paid'],
        credited: base.total,
        due: '0.00' as InvoiceDocument['due'],
      };
    case 'canceled':
      return {
        standing: each,
        paid: '0.00' as InvoiceDocument['paid'],
        due: '0.00' as InvoiceDocument['due'],
        voidReason: 'صدرت مرتين للفترة نفسها، والصحيحة SAH-2026-0006',
      };
    case 'partly_paid':
      return { standing: each };
  }
}

function invoices(): Exhibit[] {
  const exhibits: Exhibit[] = [];
  for (const each of standings) {
    for (const language of languages) {
      exhibits.push({ name: `invoice-${each}-${language}`, document: of(4, standing(each)), choice: { language } });
    }
  }
  for (const count of [1, 12, 27, 60, 120, 300]) {
    exhibits.push({ name: `invoice-${count}-lines-both`, document: of(count), choice: { language: 'both' } });
  }
  for (const count of [1, 35, 300]) {
    exhibits.push({
      name: `invoice-${count}-lines-ar`,
      document: of(count),
      choice: { language: 'ar', digits: 'arab' },
    });
    exhibits.push({ name: `invoice-${count}-lines-en`, document: of(count), choice: { language: 'en' } });
  }
  for (const language of languages) {
    exhibits.push({ name: `invoice-long-names-${language}`, document: of(9, {}, true), choice: { language } });
    exhibits.push({
      name: `invoice-rials-${language}`,
      document: rials(6),
      choice: { language, digits: language === 'ar' ? 'arab' : 'latn' },
    });
    exhibits.push({ name: `invoice-a5-${language}`, document: of(5), choice: { language, paper: 'A5' } });
  }
  exhibits.push({
    name: 'invoice-a5-long-names-both',
    document: of(30, {}, true),
    choice: { language: 'both', paper: 'A5' },
  });
  exhibits.push({ name: 'invoice-copy-both', document: of(3, { copy: 2 }), choice: { language: 'both' } });
  exhibits.push({
    name: 'invoice-gregorian-both',
    document: of(3),
    choice: { language: 'both', calendar: 'gregorian' },
  });
  return exhibits;
}

function receipts(): Exhibit[] {
  const { snapshot } = receipt();
  const full = { ...snapshot, seller: fullSeller };
  const many = Array.from({ length: 12 }, (_, index) => ({
    invoiceNumber: `SAH-2026-${String(index + 1).padStart(4, '0')}`,
    amount: '75.00',
    dueAfter: index === 11 ? '12.50' : '0.00',
  }));
  const kinds: readonly (readonly [string, Parameters<typeof receipt>[0]])[] = [
    ['one', { snapshot: full }],
    [
      'many',
      JSON.parse(JSON.stringify({ allocations: many, amount: '900.00', credit: '0.00' })) as Parameters<
        typeof receipt
      >[0],
    ],
    [
      'long-names',
      { snapshot: { ...full, tenant: { ...snapshot.tenant, ...longNames } }, note: 'استُلم المبلغ على دفعتين' },
    ],
    [
      'rials-copy',
      JSON.parse(
        JSON.stringify({
          currency: 'YER',
          amount: '1234567.50',
          allocations: [],
          credit: '1234567.50',
          copy: 1,
          method: 'cash',
          reference: null,
        }),
      ) as Parameters<typeof receipt>[0],
    ],
    ['reversed', { reversalReason: 'أُدخلت مرتين', snapshot: full }],
  ];
  return kinds.flatMap(([name, changes]) =>
    (['A4', 'A5', 'roll'] as const).flatMap((paper) =>
      (paper === 'A4' ? (['both'] as const) : languages).map((language) => ({
        name: `receipt-${name}-${paper.toLowerCase()}-${language}`,
        document: receipt({ snapshot: full, ...changes }),
        choice: { language, paper, digits: language === 'ar' ? ('arab' as const) : ('latn' as const) },
      })),
    ),
  );
}

/** Every other kind: accounts, day closes, credit notes, payment vouchers, letters. */
function accounts(): Exhibit[] {
  const documents = {
    'statement-80-movements': statement(80),
    'statement-3-movements': statement(3),
    'day-close-difference': dayClose(),
    'credit-note': creditNote(),
    'credit-note-canceled': creditNote({ cancelReason: 'صدر لفاتورة أخرى' }),
    'payment-voucher': paymentVoucher(),
    'reminder-first': reminder(2, 1),
    'reminder-last-40-invoices': reminder(20, 3),
    ...seldomAccounts(),
  };
  return Object.entries(documents).flatMap(([name, document]) =>
    languages.map((language) => ({
      name: `${name}-${language}`,
      document,
      choice: { language, digits: language === 'ar' ? ('arab' as const) : ('latn' as const) },
    })),
  );
}

/** Every document of the gallery. A new kind adds its own rows here. */
export function gallery(): readonly Exhibit[] {
  return [...invoices(), ...receipts(), ...accounts()];
}
