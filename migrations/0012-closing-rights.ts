import type { TableRights } from './0012-rights-of-a-table';

/** The rights on day closes and the period lock: a clerk closes his own day, the lock is an administrator's. */
export const closingRights: readonly TableRights[] = [
  {
    table: 'billing_desktop.day_closes',
    select: 'viewer',
    writes: {
      clerk: { insert: ['id', 'clerk', 'day', 'turn', 'reason', 'note', 'signed_at', 'command_key'] },
    },
  },
  {
    table: 'billing_desktop.day_close_figures',
    select: 'viewer',
    writes: { clerk: { insert: ['close_id', 'currency', 'method', 'entries', 'expected', 'counted'] } },
  },
  {
    table: 'billing_desktop.day_reopenings',
    select: 'viewer',
    writes: { accountant: { insert: ['close_id', 'reason', 'reopened_at', 'command_key'] } },
  },
  {
    table: 'billing_desktop.period_locks',
    select: 'viewer',
    writes: { administrator: { insert: ['lock_date', 'reason', 'command_key'] } },
  },
  {
    table: 'billing_desktop.period_exceptions',
    select: 'viewer',
    writes: {
      administrator: { insert: ['clerk', 'first_day', 'last_day', 'reason', 'until', 'command_key'] },
    },
  },
];
