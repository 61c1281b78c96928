import type { Currency } from '../contract/currency';
import type { BillingCycle, InvoiceStanding, PaymentMethod } from '../contract/status';
import type { TextLanguage } from './isolate';

/** A text of the document itself, in both languages. */
export type Label = Readonly<Record<TextLanguage, string>>;

function label(ar: string, en: string): Label {
  return { ar, en };
}

/** Every fixed text that documents print. They are part of a template: a change of meaning is a new template version. */
export const labels = {
  invoice: label('فاتورة', 'Invoice'),
  receipt: label('سند قبض', 'Receipt voucher'),
  billTo: label('العميل', 'Bill to'),
  details: label('بيانات الفاتورة', 'Invoice details'),
  paymentDetails: label('بيانات الدفعة', 'Payment details'),
  voucherDetails: label('بيانات السند', 'Voucher details'),
  taxId: label('الرقم الضريبي', 'Tax no.'),
  phone: label('الهاتف', 'Phone'),
  email: label('البريد', 'Email'),
  address: label('العنوان', 'Address'),
  tenantId: label('رقم العميل', 'Client no.'),
  invoiceNumber: label('رقم الفاتورة', 'Invoice no.'),
  creditNote: label('إشعار دائن', 'Credit note'),
  creditNoteDetails: label('بيانات الإشعار', 'Credit note details'),
  creditNoteNumber: label('رقم الإشعار', 'Credit note no.'),
  creditTo: label('العميل', 'Credit to'),
  onInvoice: label('عن الفاتورة', 'For invoice'),
  invoiceDate: label('تاريخ الفاتورة', 'Invoice date'),
  invoiceTotal: label('إجمالي الفاتورة', 'Invoice total'),
  creditReason: label('سبب الإشعار', 'Reason'),
  creditTotal: label('إجمالي الإشعار', 'Credit total'),
  offDue: label('خُصم من المستحق', 'Taken off what was due'),
  toCredit: label('أضيف إلى رصيد العميل', "Added to the customer's credit"),
  canceledDocument: label('ملغى', 'Canceled'),
  cancelReason: label('سبب الإلغاء', 'Reason for canceling'),
  paymentVoucher: label('سند صرف', 'Payment voucher'),
  payoutDetails: label('بيانات الصرف', 'Payout details'),
  paidOutTo: label('صرفنا للسادة', 'Paid to'),
  refundOf: label('رداً لما سُدد عن', 'In refund of what was paid on'),
  refunded: label('المبلغ المردود', 'Amount paid back'),
  receiptNumber: label('عن سند القبض', 'Of receipt voucher'),
  payeeNumber: label('رقم المستلم', "Payee's number"),
  refundReason: label('سبب الاسترداد', 'Reason for the refund'),
  paidOutBy: label('الصارف', 'Paid by'),
  payee: label('المستلم', 'Received by the customer'),
  voucherNumber: label('رقم السند', 'Voucher no.'),
  issueDate: label('تاريخ الإصدار', 'Issue date'),
  dueDate: label('تاريخ الاستحقاق', 'Due date'),
  date: label('التاريخ', 'Date'),
  period: label('الفترة', 'Period'),
  plan: label('الخطة', 'Plan'),
  line: label('م', 'No.'),
  description: label('البيان', 'Description'),
  quantity: label('الكمية', 'Qty'),
  unitPrice: label('سعر الوحدة', 'Unit price'),
  amount: label('المبلغ', 'Amount'),
  noLines: label('لا توجد بنود', 'No lines'),
  subtotal: label('المجموع الفرعي', 'Subtotal'),
  discount: label('الخصم', 'Discount'),
  tax: label('الضريبة', 'Tax'),
  total: label('الإجمالي', 'Total'),
  paidTo: label('المدفوع حتى', 'Paid to'),
  credited: label('إشعارات دائنة', 'Credited'),
  due: label('المستحق', 'Due'),
  totalInWords: label('الإجمالي كتابةً', 'Total in words'),
  rate: label('سعر الصرف', 'Exchange rate'),
  equivalent: label('ما يعادل', 'Equivalent'),
  from: label('من', 'from'),
  to: label('إلى', 'to'),
  scan: label('امسح الرمز للتحقق من الرقم والمبلغ', 'Scan to check number and total'),
  notes: label('ملاحظات', 'Notes'),
  voidReason: label('سبب الإلغاء', 'Reason for voiding'),
  reversalReason: label('سبب عكس القيد', 'Reason for reversal'),
  howToPay: label('طرق السداد', 'How to pay'),
  copy: label('نسخة', 'Copy'),
  reversed: label('معكوس', 'Reversed'),
  receivedFrom: label('استلمنا من السادة', 'Received from'),
  theSum: label('مبلغاً وقدره', 'The sum of'),
  method: label('طريقة الدفع', 'Method'),
  reference: label('رقم المرجع', 'Reference'),
  payerNumber: label('رقم الدافع', "Payer's number"),
  inPaymentOf: label('وذلك سداداً للفواتير', 'In payment of'),
  allocated: label('المسدد بهذا السند', 'Paid by this voucher'),
  dueAfter: label('المتبقي', 'Left to pay'),
  credit: label('رصيد دائن للعميل', "Customer's credit"),
  onAccount: label('دفعة تحت الحساب', 'Payment on account'),
  receivedBy: label('المستلم', 'Received by'),
  accountant: label('المحاسب', 'Accountant'),
  stamp: label('الختم', 'Stamp'),
  accountNumber: label('رقم الحساب', 'Account no.'),
  iban: label('الآيبان', 'IBAN'),
  currency: label('العملة', 'Currency'),
  anyCurrency: label('كل العملات', 'Any'),
  page: label('صفحة', 'Page'),
  of: label('من', 'of'),
} as const;

export const currencyLabels: Readonly<Record<Currency, Label>> = {
  YER: label('ريال يمني', 'YER'),
  USD: label('دولار أمريكي', 'USD'),
};

export const standingLabels: Readonly<Record<InvoiceStanding, Label>> = {
  draft: label('مسودة', 'Draft'),
  pending: label('قيد السداد', 'Pending'),
  partly_paid: label('مسددة جزئياً', 'Partly paid'),
  paid: label('مدفوعة', 'Paid'),
  overdue: label('متأخرة', 'Overdue'),
  canceled: label('ملغاة', 'Void'),
  refunded: label('مستردة', 'Refunded'),
};

export const cycleLabels: Readonly<Record<BillingCycle, Label>> = {
  monthly: label('شهري', 'monthly'),
  quarterly: label('ربع سنوي', 'quarterly'),
  yearly: label('سنوي', 'yearly'),
};

export const methodLabels: Readonly<Record<PaymentMethod, Label>> = {
  cash: label('نقداً', 'Cash'),
  bank_transfer: label('تحويل بنكي', 'Bank transfer'),
  mobile_money: label('محفظة إلكترونية', 'Mobile money'),
  tharwatt: label('ثروات', 'Tharwatt'),
  credit_card: label('بطاقة ائتمان', 'Credit card'),
};
