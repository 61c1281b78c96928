import { dropRunFunctions, runFunctions } from './0007-functions';
import type { StatementsMigration } from './migration';

/** What billing runs billed and left out exists nowhere else: a downgrade must not throw it away by the way. */
const keepTheRuns = `DO $do$
DECLARE
  entries bigint;
BEGIN
  SELECT (SELECT count(*) FROM billing_desktop.billing_runs) + (SELECT count(*) FROM billing_desktop.pending_lines)
       + (SELECT count(*) FROM billing_desktop.billed_usage)
  INTO entries;
  IF entries > 0 AND coalesce(current_setting('billing_desktop.discard_ledger', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'The billing runs hold % entries (runs, lines to come, billed usage) that exist nowhere else, so they are not dropped. Whoever has a backup and means it sets billing_desktop.discard_ledger to yes first', entries;
  END IF;
END
$do$`;

const appendOnly = ['billing_run_chunks', 'billing_run_amounts', 'billing_run_invoices', 'billing_run_left_out'];

/** Audited and told as in 0004. */
const watched = [
  { table: 'billing_runs', operations: ['INSERT', 'UPDATE'] },
  { table: 'pending_lines', operations: ['INSERT', 'UPDATE', 'DELETE'] },
] as const;

const transitionTables = {
  INSERT: 'REFERENCING NEW TABLE AS new_rows',
  UPDATE: 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows',
  DELETE: 'REFERENCING OLD TABLE AS old_rows',
} as const;

/**
 * Billing runs: what was billed for which date by whom, in chunks of which each is one command, and whom a run left out
 * and why. The exclusion constraint of billed_periods (0003) is what refuses a second bill for a period.
 */
export const billingRuns: StatementsMigration = {
  name: '0007-billing-runs',
  title: {
    en: 'Billing runs with their chunks, whom they left out, billed usage and lines to come',
    ar: 'دورات الفوترة بأجزائها ومن استُبعد منها والاستخدام المفوتر والبنود القادمة',
  },
  transactional: true,
  up: [
    `CREATE TABLE billing_desktop.billing_runs (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  as_of date NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'stopped', 'done')),
  chunk_size integer NOT NULL CHECK (chunk_size BETWEEN 1 AND 10000),
  candidates integer NOT NULL CHECK (candidates >= 0),
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  started_by text NOT NULL DEFAULT session_user,
  machine text NOT NULL,
  state_at timestamp with time zone NOT NULL DEFAULT now(),
  state_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
    `COMMENT ON COLUMN billing_desktop.billing_runs.as_of IS 'The date of its invoices: every period that has begun by then is due'`,
    `COMMENT ON COLUMN billing_desktop.billing_runs.candidates IS 'How many subscriptions there were to look at when it began'`,
    `CREATE INDEX billing_runs_started ON billing_desktop.billing_runs (started_at DESC, id DESC)`,

    `CREATE TABLE billing_desktop.billing_run_chunks (
  run_id uuid NOT NULL REFERENCES billing_desktop.billing_runs (id) ON DELETE RESTRICT,
  n integer NOT NULL CHECK (n > 0),
  last_subscription_id uuid,
  examined integer NOT NULL CHECK (examined >= 0),
  at timestamp with time zone NOT NULL DEFAULT now(),
  by_whom text NOT NULL DEFAULT session_user,
  machine text NOT NULL,
  command_key uuid NOT NULL UNIQUE,
  PRIMARY KEY (run_id, n)
)`,
    `COMMENT ON COLUMN billing_desktop.billing_run_chunks.last_subscription_id IS 'The next chunk goes on after it; null where nothing was left to look at'`,

    `CREATE TABLE billing_desktop.billing_run_amounts (
  run_id uuid NOT NULL REFERENCES billing_desktop.billing_runs (id) ON DELETE RESTRICT,
  n integer NOT NULL,
  currency public.currency_enum NOT NULL,
  invoices integer NOT NULL CHECK (invoices > 0),
  total numeric(20, 2) NOT NULL CHECK (total >= 0 AND total < 'NaN'),
  PRIMARY KEY (run_id, n, currency)
)`,
    `CREATE TABLE billing_desktop.billing_run_invoices (
  invoice_id uuid PRIMARY KEY REFERENCES public.invoices (id) ON DELETE RESTRICT,
  run_id uuid NOT NULL REFERENCES billing_desktop.billing_runs (id) ON DELETE RESTRICT,
  n integer NOT NULL
)`,
    `CREATE INDEX billing_run_invoices_run ON billing_desktop.billing_run_invoices (run_id, n)`,
    `CREATE TABLE billing_desktop.billing_run_left_out (
  run_id uuid NOT NULL REFERENCES billing_desktop.billing_runs (id) ON DELETE RESTRICT,
  n integer NOT NULL,
  subscription_id uuid NOT NULL,
  tenant_id varchar(255) NOT NULL,
  reason text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (run_id, reason, subscription_id)
)`,
    `COMMENT ON TABLE billing_desktop.billing_run_left_out IS 'No foreign key to the subscription: one that was merely left out may still be deleted'`,

    `CREATE TABLE billing_desktop.billed_usage (
  invoice_id uuid NOT NULL REFERENCES public.invoices (id) ON DELETE RESTRICT,
  subscription_id uuid NOT NULL REFERENCES public.subscriptions (id) ON DELETE RESTRICT,
  metric text NOT NULL,
  span daterange NOT NULL CHECK (NOT isempty(span) AND NOT lower_inf(span) AND NOT upper_inf(span)),
  over bigint NOT NULL CHECK (over > 0),
  live boolean NOT NULL DEFAULT true,
  PRIMARY KEY (invoice_id, metric),
  CONSTRAINT usage_billed_once EXCLUDE USING gist (subscription_id WITH =, metric WITH =, span WITH &&) WHERE (live)
)`,
    `CREATE INDEX billed_usage_subscription ON billing_desktop.billed_usage (subscription_id) WHERE live`,
    `COMMENT ON TABLE billing_desktop.billed_usage IS 'For which days an invoice billed usage above a limit; no two live invoices bill the same days of a metric'`,

    `CREATE TABLE billing_desktop.pending_lines (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  subscription_id uuid NOT NULL REFERENCES public.subscriptions (id) ON DELETE RESTRICT,
  currency public.currency_enum NOT NULL,
  description text NOT NULL,
  description_ar text NOT NULL,
  basis text NOT NULL,
  basis_ar text NOT NULL,
  amount numeric(12, 2) NOT NULL CHECK (amount <> 0 AND amount < 'NaN'),
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  created_by text NOT NULL DEFAULT session_user,
  command_key uuid,
  invoice_id uuid REFERENCES public.invoices (id) ON DELETE RESTRICT
)`,
    `COMMENT ON TABLE billing_desktop.pending_lines IS 'Lines that wait for the next invoice of their subscription, such as those of a change within a period; invoice_id says which took them'`,
    `CREATE INDEX pending_lines_waiting ON billing_desktop.pending_lines (subscription_id) WHERE invoice_id IS NULL`,
    `CREATE INDEX pending_lines_invoice ON billing_desktop.pending_lines (invoice_id) WHERE invoice_id IS NOT NULL`,

    `ALTER TABLE billing_desktop.subscription_terms ADD COLUMN free_through date`,
    `COMMENT ON COLUMN billing_desktop.subscription_terms.free_through IS 'Periods that begin before it are settled without an invoice: their plan cost nothing'`,
    `CREATE INDEX billed_periods_subscription ON billing_desktop.billed_periods (subscription_id) INCLUDE (period) WHERE live`,
    `CREATE INDEX billed_periods_freed ON billing_desktop.billed_periods (subscription_id) WHERE NOT live`,

    ...runFunctions,
    `CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON billing_desktop.billing_runs
FOR EACH ROW EXECUTE FUNCTION billing_desktop.keep_billing_run()`,
    `CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON billing_desktop.pending_lines
FOR EACH ROW EXECUTE FUNCTION billing_desktop.keep_pending_line()`,
    `CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON billing_desktop.billed_usage
FOR EACH ROW EXECUTE FUNCTION billing_desktop.keep_billed_usage()`,
    `CREATE TRIGGER freed AFTER UPDATE OF live ON billing_desktop.billed_periods
FOR EACH ROW WHEN (OLD.live AND NOT NEW.live) EXECUTE FUNCTION billing_desktop.free_with_period()`,
    ...[...appendOnly, 'billing_runs', 'billed_usage', 'pending_lines'].map(
      (table) => `CREATE TRIGGER append_only BEFORE ${appendOnly.includes(table) ? 'UPDATE OR DELETE OR ' : ''}TRUNCATE
ON billing_desktop.${table} FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
    ),
    ...watched.flatMap(({ table, operations }) =>
      operations.map(
        (
          operation,
        ) => `CREATE TRIGGER billing_desktop_audit_${operation.toLowerCase()} AFTER ${operation} ON billing_desktop.${table}
${transitionTables[operation]} FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.record_change('${table.replace(/s$/, '')}', 'id')`,
      ),
    ),
    ...['billing_runs', 'billing_run_chunks', 'pending_lines'].map(
      (table) => `CREATE TRIGGER billing_desktop_tell AFTER INSERT OR UPDATE OR DELETE ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('billing')`,
    ),
  ],
  down: [
    keepTheRuns,
    `DROP TRIGGER freed ON billing_desktop.billed_periods`,
    `DROP INDEX billing_desktop.billed_periods_freed`,
    `DROP INDEX billing_desktop.billed_periods_subscription`,
    `ALTER TABLE billing_desktop.subscription_terms DROP COLUMN free_through`,
    ...[
      'pending_lines',
      'billed_usage',
      'billing_run_left_out',
      'billing_run_invoices',
      'billing_run_amounts',
      'billing_run_chunks',
      'billing_runs',
    ].map((table) => `DROP TABLE billing_desktop.${table}`),
    ...dropRunFunctions,
  ],
};
