import type { RunState } from '../../contract/billing';
import type { PlanTier } from '../../contract/plans';
import type { Label } from '../labels';

/** A run's state in a list, as the screen says it; on paper it is worded for whoever reads it later. */
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
