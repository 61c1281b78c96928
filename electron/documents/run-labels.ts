import type { LeftOutReason, RunState } from '../contract/billing';
import type { Label } from './labels';

/** The fixed texts of a billing run's summary, apart from those that every document has. */
export const runLabels = {
  title: { ar: 'ملخص دورة الفوترة', en: 'Billing run summary' },
  details: { ar: 'بيانات دورة الفوترة', en: 'Billing run details' },
  asOf: { ar: 'تاريخ الدورة', en: 'Date of the run' },
  started: { ar: 'بدأت في', en: 'Started' },
  finished: { ar: 'آخر تقدم', en: 'Last progress' },
  startedBy: { ar: 'بدأها', en: 'Started by' },
  state: { ar: 'الحالة', en: 'State' },
  examined: { ar: 'الاشتراكات المفحوصة', en: 'Subscriptions examined' },
  voided: { ar: 'فواتير أُلغيت لاحقاً', en: 'Invoices voided since' },
  byCurrency: { ar: 'الإجمالي بحسب العملة', en: 'Totals by currency' },
  byPlan: { ar: 'الإجمالي بحسب الخطة', en: 'Totals by plan' },
  invoices: { ar: 'الفواتير', en: 'Invoices' },
  subscriptions: { ar: 'الاشتراكات', en: 'Subscriptions' },
  reasons: { ar: 'اشتراكات لم تُفوتر', en: 'Subscriptions left out' },
  reason: { ar: 'السبب', en: 'Reason' },
  count: { ar: 'العدد', en: 'Count' },
  leftOut: { ar: 'من لم تُفوتر اشتراكاتهم', en: 'Who was left out' },
  customer: { ar: 'العميل', en: 'Customer' },
  since: { ar: 'فترته منذ', en: 'Period since' },
  notListed: { ar: 'غير مذكورين هنا', en: 'Not listed here' },
  nothing: { ar: 'لم تصدر فواتير في هذه الدورة', en: 'This run issued no invoices' },
  unfinished: { ar: 'غير مكتملة', en: 'Unfinished' },
} as const satisfies Readonly<Record<string, Label>>;

export const runStateLabels: Readonly<Record<RunState, Label>> = {
  running: { ar: 'لم تكتمل', en: 'Not finished' },
  stopped: { ar: 'أُوقفت', en: 'Stopped' },
  done: { ar: 'اكتملت', en: 'Done' },
};

/** Why a run leaves somebody out, as the screen says it (renderer/src/i18n, billing.json). */
export const leftOutLabels: Readonly<Record<LeftOutReason, Label>> = {
  no_plan: { ar: 'الخطة غير موجودة', en: 'No such plan' },
  no_price: { ar: 'بلا سعر', en: 'No price' },
  no_rate: { ar: 'بلا سعر صرف', en: 'No exchange rate' },
  partly_billed: { ar: 'فترة مفوترة جزئياً', en: 'Billed in part' },
  too_large: { ar: 'مبلغ أكبر من الحد', en: 'Amount too large' },
  suspended: { ar: 'موقوف', en: 'Suspended' },
  canceled: { ar: 'ملغى', en: 'Canceled' },
  expired: { ar: 'منتهٍ', en: 'Expired' },
  free: { ar: 'مجاني', en: 'Free' },
};
