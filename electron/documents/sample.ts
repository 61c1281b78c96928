import type { Seller } from '../contract/business';
import { invoiceDocumentSchema, type InvoiceDocument } from '../contract/document';

const line = { isUsageBased: false, basis: null, basisAr: null };

/** A made-up invoice under a seller's head, to look at while the seller's details are typed. */
export function sampleInvoice(seller: Seller): InvoiceDocument {
  return invoiceDocumentSchema.parse({
    kind: 'invoice',
    number: 'SAH-2026-0042',
    standing: 'pending',
    issueDate: '2026-01-01',
    dueDate: '2026-01-08',
    currency: 'USD',
    lines: [
      {
        ...line,
        description: 'Professional plan, monthly',
        descriptionAr: 'الخطة الاحترافية، اشتراك شهري',
        quantity: '1',
        unitPrice: '99.00',
        amount: '99.00',
      },
      {
        ...line,
        description: 'Satellite analyses over the limit',
        descriptionAr: 'تحليلات أقمار صناعية فوق الحد',
        quantity: '12',
        unitPrice: '0.50',
        amount: '6.00',
        isUsageBased: true,
      },
      {
        ...line,
        description: 'One-time set-up fee',
        descriptionAr: 'رسوم تهيئة لمرة واحدة',
        quantity: '1',
        unitPrice: '25.00',
        amount: '25.00',
      },
    ],
    subtotal: '130.00',
    discount: '0.00',
    taxRate: '5.00',
    tax: '6.50',
    total: '136.50',
    paid: '0.00',
    credited: '0.00',
    due: '136.50',
    notes: null,
    notesAr: null,
    voidReason: null,
    copy: 0,
    printedOn: '2026-01-01',
    snapshot: {
      templateVersion: 1,
      seller,
      tenant: {
        tenantId: 'tenant-0007',
        name: 'Wadi Zabid Cooperative',
        nameAr: 'جمعية وادي زبيد التعاونية',
        taxId: null,
        phone: '+967 777 000 111',
        email: null,
        address: null,
        city: 'زبيد',
        governorate: 'محافظة الحديدة',
      },
      plan: { name: 'Professional', nameAr: 'الاحترافي', cycle: 'monthly' },
      period: { start: '2026-01-01', end: '2026-02-01' },
      rate: { yerPerUsd: '535.00', date: '2026-01-01' },
    },
  });
}
