import { multiplyToAmount, negateAmount, percentOf, subtractAmounts, sumAmounts } from '../../electron/contract/amount';
import { calendarDateSchema } from '../../electron/contract/calendar-date';
import {
  invoiceDocumentSchema,
  receiptDocumentSchema,
  type InvoiceDocument,
  type ReceiptDocument,
} from '../../electron/contract/document';
import type { Seller } from '../../electron/contract/business';
import type { Line } from '../../electron/contract/invoices';

export const day = (text: string): ReturnType<typeof calendarDateSchema.parse> => calendarDateSchema.parse(text);

export const seller: Seller = {
  name: 'SAHOOL Agricultural Platform',
  nameAr: 'منصة سهول الزراعية',
  address: "Al-Siteen St., Sana'a, Republic of Yemen",
  addressAr: 'شارع الستين، صنعاء، الجمهورية اليمنية',
  taxId: '100234567',
  phone: '+967 1 234 567',
  email: 'billing@sahool.example',
  payTo: 'Tadhamon Bank, USD account 1002-334455-001\nCAC Bank, YER account 77-100200-300\nTharwatt 778812',
  payToAr:
    'بنك التضامن، حساب الدولار 1002-334455-001\nبنك التسليف التعاوني والزراعي، حساب الريال 77-100200-300\nثروات 778812',
  footer: 'Thank you for choosing SAHOOL.',
  footerAr: 'شكراً لاختياركم منصة سهول الزراعية',
  logo: null,
  accounts: [],
  stamp: null,
};

const kinds = [
  ['خطة المؤسسات، اشتراك سنوي', 'Enterprise plan, yearly', '1', '4990.00'],
  ['تحليلات أقمار صناعية إضافية (47 فوق الحد)', 'Satellite analyses over the limit (47)', '47', '0.50'],
  ['رسوم تهيئة لمرة واحدة', 'One-time set-up fee', '1', '150.00'],
  ['تخزين إضافي، 25 جيجابايت', 'Extra storage, 25 GB', '25', '0.2'],
  ['نداءات واجهة برمجية خلال 2026-01-01 – 2026-01-31', 'API calls in 2026-01-01 – 2026-01-31', '12500', '0.0125'],
] as const;

/** Lines as billing makes them, the same for each count; every seventh says how its amount came about. */
export function lines(count: number): Line[] {
  return Array.from({ length: count }, (_, index) => {
    const [descriptionAr, description, quantity, unitPrice] = kinds[index % kinds.length] ?? kinds[0];
    const hasBasis = index % 7 === 1;
    return {
      description,
      descriptionAr,
      quantity,
      unitPrice,
      amount: multiplyToAmount(quantity, unitPrice),
      isUsageBased: index % kinds.length === 1,
      basis: hasBasis ? '17 of 31 days, 99.00 a month, 54.2903 rounded to 54.29' : null,
      basisAr: hasBasis ? '17 من 31 يوماً، 99.00 شهرياً، قُرّب 54.2903 إلى 54.29' : null,
    };
  });
}

/** An invoice whose sums are right for its lines; `changes` stand over what is made here. */
export function invoice(count: number, changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const items = changes.lines ?? lines(count);
  const subtotal = sumAmounts(items.map(({ amount }) => amount));
  const discount = changes.discount ?? percentOf(subtotal, '9.5');
  const tax = percentOf(subtractAmounts(subtotal, discount), '5.00');
  const total = sumAmounts([subtotal, negateAmount(discount), tax]);
  const paid = changes.paid ?? percentOf(total, '21');
  return invoiceDocumentSchema.parse({
    kind: 'invoice',
    number: 'SAH-2026-0005',
    standing: 'overdue',
    issueDate: '2026-01-01',
    dueDate: '2026-01-08',
    currency: 'USD',
    lines: items,
    subtotal,
    discount,
    taxRate: '5.00',
    tax,
    total,
    paid,
    credited: '0.00',
    due: subtractAmounts(total, paid),
    notes: 'Payment within 7 days. Quote the invoice number with the transfer.',
    notesAr: 'السداد خلال 7 أيام. يرجى ذكر رقم الفاتورة SAH-2026-0005 في التحويل.',
    voidReason: null,
    copy: 0,
    printedOn: '2026-02-08',
    ...changes,
    snapshot: {
      templateVersion: 1,
      seller,
      tenant: {
        tenantId: 'tenant-aljawf-01',
        name: 'Al-Jawf Model Farm',
        nameAr: 'مزرعة الجوف النموذجية',
        taxId: '200987654',
        phone: '+967 777 123 456',
        email: 'farm@aljawf.example',
        address: 'شارع الوحدة',
        city: 'الحزم',
        governorate: 'محافظة الجوف',
      },
      plan: { name: 'Enterprise', nameAr: 'المؤسسات', cycle: 'yearly' },
      period: { start: '2026-01-01', end: '2027-01-01' },
      rate: { yerPerUsd: '535.00', date: '2026-01-01' },
      ...changes.snapshot,
    },
  });
}

export function receipt(changes: Partial<ReceiptDocument> = {}): ReceiptDocument {
  return receiptDocumentSchema.parse({
    kind: 'receipt',
    number: 'RCV-2026-0012',
    date: '2026-01-21',
    amount: '1000.50',
    currency: 'USD',
    method: 'tharwatt',
    reference: 'TH-778812',
    payerNumber: null,
    allocations: [{ invoiceNumber: 'SAH-2026-0005', amount: '900.50', dueAfter: '3861.89' }],
    credit: '100.00',
    receivedBy: 'أمل الحداد',
    note: null,
    reversalReason: null,
    copy: 0,
    printedOn: '2026-01-21',
    ...changes,
    snapshot: { templateVersion: 1, seller, tenant: invoice(1).snapshot.tenant, ...changes.snapshot },
  });
}
