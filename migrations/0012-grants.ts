import { desktopRoles, type DesktopRole } from './0012-desktop-roles';
import type { TableRights } from './0012-rights-of-a-table';
import { tableRights } from './0012-table-rights';

/** The rights of 0012 as data. As much a part of that migration as its statements: never edited once released. */

/**
 * The least role that may call each function of billing_desktop. `public`: index expressions and trigger conditions, which
 * the service's own login meets with every row that it writes. Null: nobody but the owner; triggers need no right to fire.
 */
export const functionRights: Readonly<Record<string, DesktopRole | 'public' | null>> = {
  fold: 'public',
  trigram_text: 'public',
  number_order: 'public',
  by_desktop_login: 'public',
  date_of: 'viewer',
  start_of: 'viewer',
  today: 'viewer',
  history_of: 'viewer',
  grant_roles: 'administrator',
  holds_role: null,
  require_command: null,
  refuse_change: null,
  refuse_second_answer: null,
  require_answer: null,
  keep_number: null,
  derive: null,
  last_paid_on: null,
  derive_invoice: null,
  note_inherited: null,
  touch: null,
  touch_by_payments: null,
  touch_by_allocations: null,
  touch_by_payment_details: null,
  record_change: null,
  tell_change: null,
  promise_standing: 'viewer',
  free_bank_line: null,
  keep_bank_match: null,
  keep_billing_run: null,
  keep_pending_line: null,
  keep_billed_usage: null,
  free_with_period: null,
  check_open_date: 'viewer',
  gone_back: null,
  touch_by_cancellations: null,
  check_closing: null,
  check_credit: null,
  check_refund: null,
  check_command: null,
  check_payment: null,
  check_payment_details: null,
  check_allocation: null,
  check_number: null,
  check_counter: null,
  check_voucher: null,
  check_reversal: null,
  check_invoice: null,
  check_invoice_details: null,
  check_period: null,
  check_subscription: null,
  check_registry: null,
  check_keyed: null,
  check_bank: null,
  check_run: null,
};

export interface TableGrant {
  readonly role: DesktopRole;
  /** `SELECT`, `INSERT (a, b)`: what stands between GRANT and ON. */
  readonly right: string;
  readonly table: string;
}

/** The grants that lines about tables come to, one a line. */
export const grantsOf = (lines: readonly TableRights[]): readonly TableGrant[] =>
  lines.flatMap(({ table, select, writes = {} }) => [
    ...(select === null ? [] : [{ role: select, right: 'SELECT', table }]),
    ...desktopRoles.flatMap((role) => {
      const { insert, update, delete: mayDelete } = writes[role] ?? {};
      return [
        ...(insert ? [{ role, right: `INSERT (${insert.join(', ')})`, table }] : []),
        ...(update ? [{ role, right: `UPDATE (${update.join(', ')})`, table }] : []),
        ...(mayDelete ? [{ role, right: 'DELETE', table }] : []),
      ];
    }),
  ]);

/** Every grant of 0012 on a table. */
export const tableGrants: readonly TableGrant[] = grantsOf(tableRights);
