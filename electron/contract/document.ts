import { z } from 'zod';
import { amountSchema, decimalSchema, positiveAmountSchema, sumSchema } from './amount';
import { sellerSchema } from './business';
import { calendarDateSchema } from './calendar-date';
import { creditNoteLineSchema } from './credit-notes';
import { currencySchema } from './currency';
import { documentCalendarSchema, documentLanguageSchema, paperSchema } from './document-layout';
import { lineSchema } from './invoices';
import { digitsSchema } from './preferences';
import { dayCloseDocumentSchema, statementDocument } from './report-documents';
import { runSummaryDocumentSchema } from './run-summary';
import { billingCycleSchema, invoiceStandingSchema, paymentMethodSchema } from './status';

/*
 * The data of each printed document. What is fixed when the document is issued lies under `snapshot` and is stored with
 * it, so that a reprint years later is the same document; the rest (standing, paid, due, copies) is as of `printedOn`.
 */

/**
 * How a document is laid out: in one language or both side by side; in which digits. Codes (numbers of documents, accounts,
 * telephones) print as they are stored, whatever the digits.
 */
export const documentOptionsSchema = z.object({
  language: documentLanguageSchema,
  digits: digitsSchema.default('latn'),
  calendar: documentCalendarSchema.default('gregorian_hijri'),
  paper: paperSchema.default('A4'),
});
export type DocumentOptions = z.infer<typeof documentOptionsSchema>;
/** The same with its defaults left out. */
export type DocumentChoice = z.input<typeof documentOptionsSchema>;

/** Whom a document is for. A tenant without a record of its own has its id as both names. */
export const tenantSnapshotSchema = z.object({
  tenantId: z.string(),
  name: z.string(),
  nameAr: z.string(),
  taxId: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  city: z.string().nullable(),
  governorate: z.string().nullable(),
});
export type TenantSnapshot = z.infer<typeof tenantSnapshotSchema>;

/** How many YER one USD was on a day. */
export const rateSnapshotSchema = z.object({ yerPerUsd: decimalSchema, date: calendarDateSchema });

/** What an invoice keeps from the moment it is issued, beside its lines and amounts, which never change either. */
export const invoiceSnapshotSchema = z.object({
  templateVersion: z.int().positive(),
  seller: sellerSchema,
  tenant: tenantSnapshotSchema,
  plan: z.object({ name: z.string(), nameAr: z.string(), cycle: billingCycleSchema }).nullable(),
  /** Half-open: `end` is the first day of the next period; printed as the day before it. */
  period: z.object({ start: calendarDateSchema, end: calendarDateSchema }).nullable(),
  /** The rate in force on the issue date; null where none is known. */
  rate: rateSnapshotSchema.nullable(),
});
export type InvoiceSnapshot = z.infer<typeof invoiceSnapshotSchema>;

export const invoiceDocumentSchema = z.object({
  kind: z.literal('invoice'),
  snapshot: invoiceSnapshotSchema,
  /** Null while it is a draft. */
  number: z.string().max(60).nullable(),
  standing: invoiceStandingSchema,
  issueDate: calendarDateSchema,
  dueDate: calendarDateSchema,
  /** The currency of every amount below. */
  currency: currencySchema,
  lines: z.array(lineSchema),
  subtotal: amountSchema,
  discount: amountSchema,
  /** Per cent, such as `5.00`. */
  taxRate: z.string(),
  tax: amountSchema,
  total: amountSchema,
  paid: amountSchema,
  credited: amountSchema,
  due: amountSchema,
  notes: z.string().nullable(),
  notesAr: z.string().nullable(),
  voidReason: z.string().nullable(),
  /** 0 for the original; 1 for the first reprint, which is marked as copy 1. */
  copy: z.int().nonnegative(),
  /** The day for which standing, paid and due hold. */
  printedOn: calendarDateSchema,
});
export type InvoiceDocument = z.infer<typeof invoiceDocumentSchema>;

export const receiptSnapshotSchema = z.object({
  templateVersion: z.int().positive(),
  seller: sellerSchema,
  tenant: tenantSnapshotSchema,
});
export type ReceiptSnapshot = z.infer<typeof receiptSnapshotSchema>;

/** A receipt voucher (سند قبض): one for each payment that succeeded. */
export const receiptDocumentSchema = z.object({
  kind: z.literal('receipt'),
  snapshot: receiptSnapshotSchema,
  number: z.string().max(60),
  date: calendarDateSchema,
  amount: positiveAmountSchema,
  /** The currency of every amount here. */
  currency: currencySchema,
  method: paymentMethodSchema,
  reference: z.string().nullable(),
  payerNumber: z.string().nullable(),
  allocations: z.array(
    z.object({
      invoiceNumber: z.string(),
      /** What of this payment went to the invoice. */
      amount: amountSchema,
      /** What the invoice still asks for after it. */
      dueAfter: amountSchema.nullable(),
    }),
  ),
  /** What is left over: the tenant's credit. */
  credit: amountSchema,
  receivedBy: z.string().nullable(),
  note: z.string().nullable(),
  /** Why the entry was reversed; null while it stands. */
  reversalReason: z.string().nullable(),
  copy: z.int().nonnegative(),
  printedOn: calendarDateSchema,
});
export type ReceiptDocument = z.infer<typeof receiptDocumentSchema>;

/** What a credit note keeps from the moment it is issued, beside its lines and amounts, which never change either. */
export const creditNoteSnapshotSchema = receiptSnapshotSchema.extend({
  invoice: z.object({ number: z.string(), issueDate: calendarDateSchema, total: amountSchema }),
  /** The invoice's own rate; null where none is known. */
  rate: rateSnapshotSchema.nullable(),
});

/** A credit note (إشعار دائن): what was taken off an issued invoice. */
export const creditNoteDocumentSchema = z.object({
  kind: z.literal('credit_note'),
  snapshot: creditNoteSnapshotSchema,
  number: z.string().max(60),
  issueDate: calendarDateSchema,
  /** The currency of every amount here, the invoice's. */
  currency: currencySchema,
  lines: z.array(creditNoteLineSchema),
  subtotal: amountSchema,
  /** The share of the invoice's discount. */
  discount: amountSchema,
  taxRate: z.string(),
  tax: amountSchema,
  total: positiveAmountSchema,
  /** What of the total had been paid already and became the tenant's credit; the rest came off what was due. */
  freed: amountSchema,
  reason: z.string(),
  reasonAr: z.string(),
  /** Why it was canceled; null while it counts. */
  cancelReason: z.string().nullable(),
  copy: z.int().nonnegative(),
  printedOn: calendarDateSchema,
});
export type CreditNoteDocument = z.infer<typeof creditNoteDocumentSchema>;

/** A payment voucher (سند صرف): one for each refund. */
export const paymentVoucherDocumentSchema = z.object({
  kind: z.literal('payment_voucher'),
  snapshot: receiptSnapshotSchema,
  number: z.string().max(60),
  date: calendarDateSchema,
  amount: positiveAmountSchema,
  currency: currencySchema,
  method: paymentMethodSchema,
  reference: z.string().nullable(),
  payeeNumber: z.string().nullable(),
  /** The receipt voucher of the payment that it gives back; null for one that the service received. */
  receiptNumber: z.string().nullable(),
  /** Off which invoices; null where it came out of the tenant's credit. */
  lines: z.array(z.object({ invoiceNumber: z.string().nullable(), fromCredit: z.boolean(), amount: amountSchema })),
  reason: z.string(),
  paidBy: z.string(),
  cancelReason: z.string().nullable(),
  copy: z.int().nonnegative(),
  printedOn: calendarDateSchema,
});
export type PaymentVoucherDocument = z.infer<typeof paymentVoucherDocumentSchema>;

export const statementDocumentSchema = statementDocument(tenantSnapshotSchema);
export type StatementDocument = z.infer<typeof statementDocumentSchema>;
/** What a reminder letter asks for, kept as it was made: every open invoice by currency. */
export const reminderSnapshotSchema = receiptSnapshotSchema.extend({
  groups: z
    .array(
      z.object({
        currency: currencySchema,
        due: sumSchema,
        overdue: sumSchema,
        invoices: z.array(
          z.object({
            number: z.string(),
            issueDate: calendarDateSchema,
            dueDate: calendarDateSchema,
            daysOverdue: z.int().nonnegative(),
            total: amountSchema,
            amountDue: amountSchema,
          }),
        ),
      }),
    )
    .min(1),
});

/** A reminder letter (خطاب تذكير), the n-th to its customer; its level says how firmly it asks. */
export const reminderDocumentSchema = z.object({
  kind: z.literal('reminder'),
  snapshot: reminderSnapshotSchema,
  number: z.string().max(60),
  level: z.int().min(1).max(3),
  date: calendarDateSchema,
  copy: z.int().nonnegative(),
  printedOn: calendarDateSchema,
});
export type ReminderDocument = z.infer<typeof reminderDocumentSchema>;

/** Every kind of document there is. A new kind joins here and where electron/documents/README.md says. */
export const documentSchema = z.discriminatedUnion('kind', [
  invoiceDocumentSchema,
  receiptDocumentSchema,
  creditNoteDocumentSchema,
  paymentVoucherDocumentSchema,
  statementDocumentSchema,
  dayCloseDocumentSchema,
  reminderDocumentSchema,
  runSummaryDocumentSchema,
]);
export type BillingDocument = z.infer<typeof documentSchema>;
export type DocumentKind = BillingDocument['kind'];
/** The data of each kind by its name. */
export type DocumentByKind = { [K in DocumentKind]: Extract<BillingDocument, { kind: K }> };
