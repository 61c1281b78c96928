/** The words of the audit for what a command did: `timeline.action.<word>` in the translations. */
export const auditActions = [
  'created',
  'updated',
  'deleted',
  'draft_created',
  'draft_updated',
  'issued',
  'voided',
  'notes_changed',
  'payment_recorded',
  'payment_confirmed',
  'payment_failed',
  'payment_reversed',
  'allocated',
  'suspended',
  'resumed',
  'canceled',
  'cancel_scheduled',
  'reactivated',
  'usage_recorded',
  'registered',
  'day_closed',
  'day_reopened',
  'period_locked',
  'exception_granted',
] as const;

export type AuditAction = (typeof auditActions)[number];
