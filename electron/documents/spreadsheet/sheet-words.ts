import type { ExportSource, ReportSource } from '../../contract/exports';
import { knownLimits, knownMetrics, metricName } from '../../contract/metric-names';
import type { PaymentStatus, SubscriptionStatus } from '../../contract/status';
import type { Vocabulary } from '../../database/exports/sheet';
import type { TextLanguage } from '../isolate';
import { auditFieldLabels } from './audit-field-words';
import { auditActionLabels, auditEntityLabels } from './audit-words';
import { cycleLabels, methodLabels, standingLabels, type Label } from '../labels';

function label(ar: string, en: string): Label {
  return { ar, en };
}

/** What the file and its sheet are called. */
export const sheetTitles: Readonly<Record<ExportSource['list'], Label>> = {
  invoices: label('الفواتير', 'Invoices'),
  payments: label('الدفعات', 'Payments'),
  subscriptions: label('الاشتراكات', 'Subscriptions'),
  tenants: label('العملاء', 'Customers'),
  usage: label('الاستخدام', 'Usage'),
  creditNotes: label('الإشعارات الدائنة', 'Credit notes'),
  refunds: label('الاستردادات', 'Refunds'),
  receivables: label('متابعة التحصيل', 'Follow-up'),
  bank: label('سطور كشوف البنك', 'Bank statement lines'),
  audit: label('سجل التدقيق', 'Audit'),
};

export const reportTitles: Readonly<Record<ReportSource['report'], Label>> = {
  statement: label('كشف حساب', 'Statement of account'),
  aging: label('أعمار الديون', 'Aging of receivables'),
  revenue: label('الإيرادات', 'Revenue'),
  mrr: label('الإيراد الشهري المتكرر', 'Monthly recurring revenue'),
  churn: label('العملاء الجدد والمغادرون', 'New and lost customers'),
  collections: label('المقبوضات', 'Collections'),
  rows: label('تفاصيل التقرير', 'Rows of a report'),
  day: label('إقفال اليوم', 'Day close'),
  dayCloses: label('الأيام المقفلة', 'Closed days'),
  periodLock: label('قفل الفترة', 'Period lock'),
  plans: label('الخطط', 'Plans'),
  limits: label('حدود أوشكت على النفاد', 'Limits nearly used up'),
  billingRuns: label('دورات الفوترة', 'Billing runs'),
  billingDue: label('المستحق فوترته', 'Due to be billed'),
  billingLeftOut: label('المستبعدون من الفوترة', 'Left out of billing'),
};

/** The heading of each column by its id. */
const headings: Readonly<Record<string, Label>> = {
  invoiceNumber: label('رقم الفاتورة', 'Invoice no.'),
  voucherNumber: label('رقم السند', 'Voucher no.'),
  tenantId: label('رمز العميل', 'Customer ID'),
  tenantNameAr: label('اسم العميل بالعربية', 'Name in Arabic'),
  tenantName: label('اسم العميل بالإنجليزية', 'Name in English'),
  status: label('الحالة', 'Status'),
  issueDate: label('تاريخ الإصدار', 'Issue date'),
  dueDate: label('تاريخ الاستحقاق', 'Due date'),
  daysOverdue: label('أيام التأخير', 'Days overdue'),
  paidDate: label('تاريخ السداد', 'Paid on'),
  currency: label('العملة', 'Currency'),
  subtotal: label('المجموع الفرعي', 'Subtotal'),
  discount: label('الخصم', 'Discount'),
  tax: label('الضريبة', 'Tax'),
  total: label('الإجمالي', 'Total'),
  paid: label('المدفوع', 'Paid'),
  due: label('المستحق', 'Due'),
  amount: label('المبلغ', 'Amount'),
  method: label('طريقة الدفع', 'Method'),
  reference: label('رقم المرجع', 'Reference'),
  receivedAt: label('تاريخ القبض', 'Received'),
  enteredAt: label('تاريخ التسجيل', 'Recorded'),
  recordedBy: label('سجّلها', 'Recorded by'),
  plan: label('رمز الخطة', 'Plan ID'),
  planNameAr: label('الخطة بالعربية', 'Plan in Arabic'),
  planName: label('الخطة بالإنجليزية', 'Plan in English'),
  cycle: label('دورية الفوترة', 'Billing cycle'),
  startDate: label('تاريخ البدء', 'Start'),
  endDate: label('تاريخ الانتهاء', 'End'),
  trialEndDate: label('نهاية الفترة التجريبية', 'Trial ends'),
  nextBillingDate: label('الفوترة التالية', 'Next billing'),
  lastBillingDate: label('آخر فوترة', 'Last billed'),
  phone: label('الهاتف', 'Phone'),
  email: label('البريد الإلكتروني', 'Email'),
  city: label('المدينة', 'City'),
  governorate: label('المحافظة', 'Governorate'),
  dueUSD: label('المستحق بالدولار', 'Due in USD'),
  creditUSD: label('رصيد العميل بالدولار', 'Credit in USD'),
  dueYER: label('المستحق بالريال', 'Due in YER'),
  creditYER: label('رصيد العميل بالريال', 'Credit in YER'),
  metric: label('المقياس', 'Metric'),
  metricKey: label('مفتاح المقياس', 'Metric key'),
  used: label('المستخدم', 'Used'),
  limit: label('الحد', 'Limit'),
  usedShare: label('المستخدم ٪', 'Used %'),
  quantity: label('الكمية', 'Quantity'),
  recordedAt: label('وقت التسجيل', 'Recorded'),
  note: label('ملاحظة', 'Note'),
  date: label('التاريخ', 'Date'),
  movement: label('البيان', 'Movement'),
  document: label('رقم المستند', 'Document no.'),
  about: label('يخص', 'For'),
  debit: label('مدين', 'Debit'),
  creditSide: label('دائن', 'Credit'),
  balance: label('الرصيد', 'Balance'),
  invoices: label('عدد الفواتير', 'Invoices'),
  not_due: label('لم يستحق بعد', 'Not due yet'),
  days_30: label('من 1 إلى 30 يوماً', '1–30 days'),
  days_60: label('من 31 إلى 60 يوماً', '31–60 days'),
  days_90: label('من 61 إلى 90 يوماً', '61–90 days'),
  over_90: label('أكثر من 90 يوماً', 'Over 90 days'),
  month: label('الشهر', 'Month'),
  net: label('الصافي', 'Net'),
  subscriptions: label('عدد الاشتراكات', 'Subscriptions'),
  cyclePrice: label('سعر الفترة', 'Price of a cycle'),
  mrr: label('في الشهر', 'Per month'),
  atStart: label('أول الشهر', 'Start of month'),
  started: label('جدد', 'New'),
  ended: label('مغادرون', 'Lost'),
  atEnd: label('آخر الشهر', 'End of month'),
  churnRate: label('نسبة المغادرة ٪', 'Churn %'),
  day: label('اليوم', 'Day'),
  payments: label('عدد الدفعات', 'Payments'),
  received: label('المقبوض', 'Received'),
  refunded: label('المسترد', 'Refunded'),
  creditNoteNumber: label('رقم الإشعار', 'Credit note no.'),
  receiptNumber: label('رقم سند القبض', 'Receipt no.'),
  kind: label('النوع', 'Kind'),
  reason: label('السبب', 'Reason'),
  reasonAr: label('السبب بالعربية', 'Reason in Arabic'),
  issuedBy: label('أصدره', 'Issued by'),
  refundedOn: label('تاريخ الاسترداد', 'Refunded on'),
  refundedBy: label('الصارف', 'Refunded by'),
  oldestDue: label('أقدم استحقاق', 'Oldest due date'),
  lastContact: label('آخر تواصل', 'Last contact'),
  promisedFor: label('تاريخ الوعد', 'Promised for'),
  promised: label('المبلغ الموعود', 'Promised'),
  bookedOn: label('تاريخ القيد في الكشف', 'Booked on'),
  account: label('الحساب بالإنجليزية', 'Account'),
  accountAr: label('الحساب', 'Account in Arabic'),
  description: label('البيان', 'Description'),
  payerNumber: label('رقم الدافع', "Payer's number"),
  at: label('الوقت', 'When'),
  actor: label('حساب الدخول', 'Login'),
  claimedBy: label('الاسم المذكور', 'Name given'),
  machine: label('الجهاز', 'Computer'),
  action: label('ماذا حدث', 'What happened'),
  entity: label('نوع السجل', 'Kind of record'),
  record: label('السجل', 'Record'),
  recordAr: label('السجل بالعربية', 'Record in Arabic'),
  changes: label('ما تغيّر', 'What changed'),
  clerk: label('الموظف', 'Clerk'),
  entries: label('عدد القيود', 'Entries'),
  expected: label('المتوقع', 'Expected'),
  counted: label('المعدود', 'Counted'),
  difference: label('الفرق', 'Difference'),
  signedBy: label('وقّعه', 'Signed by'),
  signedAt: label('وقت التوقيع', 'Signed at'),
  reopenReason: label('سبب إعادة الفتح', 'Reason for reopening'),
  reopenedBy: label('أعاد فتحه', 'Reopened by'),
  reopenedAt: label('وقت إعادة الفتح', 'Reopened at'),
  firstDay: label('من يوم', 'From day'),
  lastDay: label('إلى يوم', 'To day'),
  forWhom: label('لمن', 'For whom'),
  changedBy: label('غيّره', 'Changed by'),
  changedAt: label('وقت التغيير', 'Changed at'),
  until: label('حتى', 'Until'),
  tier: label('الفئة', 'Tier'),
  monthlyUsd: label('شهري بالدولار', 'Monthly, USD'),
  quarterlyUsd: label('ربع سنوي بالدولار', 'Quarterly, USD'),
  yearlyUsd: label('سنوي بالدولار', 'Yearly, USD'),
  setupFeeUsd: label('رسم التأسيس بالدولار', 'Set-up fee, USD'),
  monthlyYer: label('شهري بالريال', 'Monthly, YER'),
  quarterlyYer: label('ربع سنوي بالريال', 'Quarterly, YER'),
  yearlyYer: label('سنوي بالريال', 'Yearly, YER'),
  setupFeeYer: label('رسم التأسيس بالريال', 'Set-up fee, YER'),
  trialDays: label('أيام التجربة', 'Trial days'),
  runDate: label('تاريخ الدورة', 'Billed up to'),
  totalUSD: label('الإجمالي بالدولار', 'Total in USD'),
  totalYER: label('الإجمالي بالريال', 'Total in YER'),
  leftOut: label('المستبعدون', 'Left out'),
  startedBy: label('بدأها', 'Started by'),
  startedAt: label('وقت البدء', 'Started'),
  periods: label('عدد الفترات', 'Periods'),
  periodFrom: label('من', 'From'),
  periodTo: label('إلى', 'To'),
  since: label('منذ', 'Since'),
  commandKey: label('رقم العملية', 'Operation key'),
};

export const totalWord = label('الإجمالي', 'Total');

const paymentStatusLabels: Readonly<Record<PaymentStatus | 'reversed', Label>> = {
  pending: label('بانتظار التأكيد', 'Pending'),
  processing: label('قيد المعالجة', 'Processing'),
  succeeded: label('مقبوضة', 'Received'),
  failed: label('لم تنجح', 'Failed'),
  refunded: label('مستردة', 'Refunded'),
  reversed: label('معكوسة القيد', 'Reversed'),
};

const subscriptionStatusLabels: Readonly<Record<SubscriptionStatus, Label>> = {
  active: label('نشط', 'Active'),
  trial: label('فترة تجريبية', 'Trial'),
  past_due: label('متأخر السداد', 'Past due'),
  canceled: label('ملغى', 'Canceled'),
  suspended: label('موقوف', 'Suspended'),
  expired: label('منتهٍ', 'Expired'),
};

export const activityLabels = { active: label('نشط', 'Active'), inactive: label('غير نشط', 'Inactive') } as const;

const metricLabels = Object.fromEntries(
  [...knownMetrics, ...knownLimits].map((metric) => [
    metric,
    label(metricName(metric, 'ar'), metricName(metric, 'en')),
  ]),
);

const sets = {
  standing: standingLabels,
  payment: paymentStatusLabels,
  subscription: subscriptionStatusLabels,
  method: methodLabels,
  cycle: cycleLabels,
  metric: metricLabels,
  activity: activityLabels,
  creditNote: {
    full: label('كامل', 'Full'),
    partial: label('جزئي', 'Partial'),
    canceled: label('ملغى', 'Canceled'),
  },
  refund: { paid: label('مسترد', 'Refunded'), canceled: label('ملغى', 'Canceled') },
  bankLine: {
    waiting: label('في الانتظار', 'Waiting'),
    confirmed: label('مؤكد', 'Confirmed'),
    set_aside: label('مستبعد', 'Set aside'),
  },
  auditAction: auditActionLabels,
  auditEntity: auditEntityLabels,
  auditField: auditFieldLabels,
} as const satisfies Readonly<Record<string, Readonly<Record<string, Label>>>>;

/** The stored words of every set in one language. */
export function vocabularyIn(language: TextLanguage): Vocabulary {
  return Object.fromEntries(
    Object.entries(sets).map(([name, words]) => [
      name,
      Object.fromEntries(Object.entries<Label>(words).map(([stored, word]) => [stored, word[language]])),
    ]),
  );
}

/** A column's heading. Throws for a column that has none: a test goes through all of them. */
export function headingOf(id: string, language: TextLanguage): string {
  const heading = headings[id];
  if (!heading) throw new Error(`the column ${id} has no heading`);
  return heading[language];
}
