import { check, definer, refuse } from './0012-check-form';
import { checkCredit, checkRefund } from './0012-credit-checks';
import { checkBank, checkRun } from './0012-receivables-checks';
import { checkInvoice, checkInvoiceDetails, checkPeriod } from './0012-invoice-checks';
import {
  checkCommand,
  checkPayment,
  checkPaymentDetails,
  checkAllocation,
  checkNumber,
  checkCounter,
  checkVoucher,
  checkReversal,
} from './0012-money-checks';

/**
 * The deferred check of 0012: what stands behind the grants. Each function looks at one written row when its transaction
 * commits, and only where a member of the desktop's roles wrote it: the service's login and the owner are never refused.
 * SET CONSTRAINTS IMMEDIATE makes them look earlier, never less often.
 */

/**
 * True for an ordinary member of the desktop's roles, by inheritance or by SET ROLE. Evaluated for each row that the
 * service writes too: no name outside pg_catalog, nothing that raises, and no SET, which costs more than the work.
 */
const byDesktopLogin = `CREATE FUNCTION billing_desktop.by_desktop_login() RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
  viewer oid := pg_catalog.to_regrole('sahool_billing_viewer')::pg_catalog.oid;
BEGIN
  IF viewer IS NULL THEN
    RETURN false;
  END IF;
  IF pg_catalog.pg_has_role(session_user, (SELECT c.relowner FROM pg_catalog.pg_class c
       WHERE c.oid = 'public.invoices'::pg_catalog.regclass), 'USAGE') THEN
    RETURN false;
  END IF;
  RETURN pg_catalog.pg_has_role(session_user, viewer, 'USAGE') OR pg_catalog.pg_has_role(session_user, viewer,
    CASE WHEN pg_catalog.current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END);
END
$$`;

const holdsRole = `CREATE FUNCTION billing_desktop.holds_role(wanted text) RETURNS boolean
LANGUAGE plpgsql STABLE ${definer} AS $$
DECLARE
  role oid := to_regrole('sahool_billing_' || wanted)::oid;
BEGIN
  RETURN coalesce(pg_has_role(session_user, role, 'USAGE') OR pg_has_role(session_user, role,
    CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END), false);
END
$$`;

/**
 * Every write of money belongs to a command that its own transaction has taken. READ COMMITTED, because a check that waits
 * for a lock has to see what the other has committed.
 */
const requireCommand = `CREATE FUNCTION billing_desktop.require_command(written uuid DEFAULT NULL) RETURNS void
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  told text := lower(coalesce(current_setting('billing_desktop.command_key', true), ''));
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    ${refuse('money is written in READ COMMITTED only')}
  END IF;
  IF told !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' OR (written IS NOT NULL AND written::text <> told) OR NOT EXISTS (
    SELECT FROM billing_desktop.commands c WHERE c.key = told::uuid AND c.actor = session_user AND c.started_at = now()
  ) THEN
    ${refuse('what changes money or a subscription belongs to a command of its own transaction')}
  END IF;
END
$$`;

const checkSubscription = check(
  'check_subscription',
  '',
  `  PERFORM billing_desktop.require_command();
  IF TG_OP <> 'DELETE' THEN
    IF NEW.status IN ('active', 'trial') AND (TG_OP = 'INSERT' OR OLD.status NOT IN ('active', 'trial')) THEN
      PERFORM pg_advisory_xact_lock(hashtextextended('sahool_subscription:' || NEW.tenant_id, 0));
      IF (SELECT count(*) FROM public.subscriptions s WHERE s.tenant_id = NEW.tenant_id AND s.status IN ('active', 'trial')) > 1 THEN
        ${refuse('the tenant % has a subscription that runs', 'NEW.tenant_id')}
      END IF;
    END IF;
  END IF;`,
);

const checkRegistry = check(
  'check_registry',
  '',
  `  PERFORM billing_desktop.require_command();
  IF TG_OP = 'DELETE' THEN
    IF TG_TABLE_NAME = 'plans' THEN
      IF EXISTS (SELECT FROM public.subscriptions s WHERE s.plan_id = OLD.plan_id) THEN
        ${refuse('the plan % is in use', 'OLD.plan_id')}
      END IF;
    ELSIF EXISTS (SELECT FROM public.subscriptions s WHERE s.tenant_id = OLD.tenant_id)
       OR EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = OLD.tenant_id)
       OR EXISTS (SELECT FROM public.payments p WHERE p.tenant_id = OLD.tenant_id) THEN
      ${refuse('the tenant % has records', 'OLD.tenant_id')}
    END IF;
  END IF;`,
);

/** A clerk signs for himself alone; the figures belong to a close of the same command. */
const checkClosing = check(
  'check_closing',
  '',
  `  PERFORM billing_desktop.require_command();
  IF TG_TABLE_NAME = 'day_closes' THEN
    IF (NEW.clerk <> session_user AND NOT billing_desktop.holds_role('accountant')) OR NEW.signed_by <> session_user
       OR NEW.signed_at < now() OR NEW.signed_at > clock_timestamp() THEN
      ${refuse('a clerk closes a day of his own, now')}
    END IF;
  ELSIF TG_TABLE_NAME = 'day_close_figures' THEN
    IF NOT EXISTS (SELECT FROM billing_desktop.day_closes c WHERE c.id = NEW.close_id AND c.signed_by = session_user AND c.signed_at >= now()) THEN
      ${refuse('the figures of a day that was signed stay')}
    END IF;
  ELSIF TG_TABLE_NAME = 'day_reopenings' THEN
    IF NEW.reopened_at < now() OR NEW.reopened_at > clock_timestamp() THEN
      ${refuse('a day is reopened now')}
    END IF;
  END IF;`,
);

/** Rows that need a command and no more than what their own constraints say. */
const checkKeyed = check(
  'check_keyed',
  '',
  `  PERFORM billing_desktop.require_command();
  IF TG_TABLE_NAME = 'usage_records' AND TG_OP <> 'INSERT' THEN
    ${refuse('usage is only added to')}
  ELSIF TG_TABLE_NAME = 'settings' THEN
    IF NEW.updated_by <> session_user OR NEW.key IN ('service', 'extensions') THEN
      ${refuse('a setting bears the name of who wrote it')}
    END IF;
  END IF;`,
);

export const checkFunctions: readonly string[] = [
  byDesktopLogin,
  holdsRole,
  requireCommand,
  checkCommand,
  checkPayment,
  checkPaymentDetails,
  checkAllocation,
  checkNumber,
  checkCounter,
  checkVoucher,
  checkReversal,
  checkInvoice,
  checkInvoiceDetails,
  checkPeriod,
  checkSubscription,
  checkRegistry,
  checkCredit,
  checkRefund,
  checkClosing,
  checkBank,
  checkRun,
  checkKeyed,
];

export const dropCheckFunctions: readonly string[] = [
  'check_keyed()',
  'check_run()',
  'check_bank()',
  'check_closing()',
  'check_refund()',
  'check_credit()',
  'check_registry()',
  'check_subscription()',
  'check_period()',
  'check_invoice_details()',
  'check_invoice()',
  'check_reversal()',
  'check_voucher()',
  'check_counter()',
  'check_number()',
  'check_allocation()',
  'check_payment_details()',
  'check_payment()',
  'check_command()',
  'require_command(uuid)',
  'holds_role(text)',
  'by_desktop_login()',
].map((signature) => `DROP FUNCTION billing_desktop.${signature}`);

interface Checked {
  readonly table: string;
  readonly operations: string;
  readonly call: string;
}

const checked: readonly Checked[] = [
  { table: 'billing_desktop.commands', operations: 'INSERT', call: 'check_command' },
  { table: 'public.payments', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_payment' },
  { table: 'billing_desktop.payment_details', operations: 'INSERT OR UPDATE', call: 'check_payment_details' },
  { table: 'billing_desktop.allocations', operations: 'INSERT', call: 'check_allocation' },
  { table: 'billing_desktop.numbers', operations: 'INSERT OR UPDATE', call: 'check_number' },
  { table: 'billing_desktop.number_counters', operations: 'INSERT OR UPDATE', call: 'check_counter' },
  { table: 'billing_desktop.receipt_vouchers', operations: 'INSERT', call: 'check_voucher' },
  { table: 'billing_desktop.reversals', operations: 'INSERT', call: 'check_reversal' },
  { table: 'public.invoices', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_invoice' },
  { table: 'billing_desktop.invoice_details', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_invoice_details' },
  { table: 'billing_desktop.billed_periods', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_period' },
  { table: 'public.subscriptions', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_subscription' },
  { table: 'billing_desktop.subscription_terms', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_keyed' },
  { table: 'public.tenants', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_registry' },
  { table: 'public.plans', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_registry' },
  { table: 'public.usage_records', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_keyed' },
  { table: 'billing_desktop.exchange_rates', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.credit_notes', operations: 'INSERT', call: 'check_credit' },
  { table: 'billing_desktop.write_offs', operations: 'INSERT', call: 'check_credit' },
  { table: 'billing_desktop.refunds', operations: 'INSERT', call: 'check_refund' },
  { table: 'billing_desktop.refund_lines', operations: 'INSERT', call: 'check_refund' },
  { table: 'billing_desktop.cancellations', operations: 'INSERT', call: 'check_refund' },
  { table: 'billing_desktop.subscription_changes', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.billing_runs', operations: 'INSERT OR UPDATE', call: 'check_keyed' },
  { table: 'billing_desktop.billing_run_chunks', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.billing_run_amounts', operations: 'INSERT', call: 'check_run' },
  { table: 'billing_desktop.billing_run_invoices', operations: 'INSERT', call: 'check_run' },
  { table: 'billing_desktop.billing_run_left_out', operations: 'INSERT', call: 'check_run' },
  { table: 'billing_desktop.pending_lines', operations: 'INSERT OR UPDATE OR DELETE', call: 'check_keyed' },
  { table: 'billing_desktop.billed_usage', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.day_closes', operations: 'INSERT', call: 'check_closing' },
  { table: 'billing_desktop.day_close_figures', operations: 'INSERT', call: 'check_closing' },
  { table: 'billing_desktop.day_reopenings', operations: 'INSERT', call: 'check_closing' },
  { table: 'billing_desktop.period_locks', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.period_exceptions', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.follow_up_notes', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.promises', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.promise_withdrawals', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.reminders', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.usage_imports', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.usage_import_rows', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.bank_accounts', operations: 'INSERT OR UPDATE', call: 'check_keyed' },
  { table: 'billing_desktop.bank_statements', operations: 'INSERT', call: 'check_keyed' },
  { table: 'billing_desktop.bank_lines', operations: 'INSERT', call: 'check_bank' },
  { table: 'billing_desktop.bank_line_payments', operations: 'INSERT', call: 'check_bank' },
  { table: 'billing_desktop.bank_line_decisions', operations: 'INSERT', call: 'check_bank' },
  { table: 'billing_desktop.settings', operations: 'INSERT OR UPDATE', call: 'check_keyed' },
];

/** Deferred to the commit; the condition is evaluated at once, so that a write of the service queues nothing. */
export const checkTriggers: readonly string[] = checked.map(
  ({ table, operations, call }) => `CREATE CONSTRAINT TRIGGER billing_desktop_check AFTER ${operations} ON ${table}
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (billing_desktop.by_desktop_login()) EXECUTE FUNCTION billing_desktop.${call}()`,
);

export const dropCheckTriggers: readonly string[] = checked.map(
  ({ table }) => `DROP TRIGGER billing_desktop_check ON ${table}`,
);
