import type { LeftOutReason, RunState } from '../../contract/billing';
import type { PlanTier } from '../../contract/plans';
import type { Label } from '../labels';

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

export const runStateLabels: Readonly<Record<RunState, Label>> = {
  running: { ar: 'جارية', en: 'Running' },
  stopped: { ar: 'موقوفة', en: 'Stopped' },
  done: { ar: 'اكتملت', en: 'Done' },
};

export const tierLabels: Readonly<Record<PlanTier, Label>> = {
  free: { ar: 'المجانية', en: 'Free' },
  starter: { ar: 'المبتدئة', en: 'Starter' },
  professional: { ar: 'الاحترافية', en: 'Professional' },
  enterprise: { ar: 'المؤسسات', en: 'Enterprise' },
};
