import type { StatementsMigration } from './migration';

/**
 * What the given columns cannot hold of a subscription that changes: from when on what was agreed holds, and every change
 * with the money that it moved.
 */
export const subscriptionChanges: StatementsMigration = {
  name: '0008-subscription-changes',
  title: {
    en: 'Subscription changes with the money they moved, and when a coming change takes effect',
    ar: 'تغييرات الاشتراكات وما ترتب عليها من مبالغ، وموعد سريان التغيير القادم',
  },
  transactional: true,
  up: [
    `ALTER TABLE billing_desktop.subscription_terms ADD COLUMN coming_on date`,
    `COMMENT ON COLUMN billing_desktop.subscription_terms.coming_on IS 'The first day on which coming_plan_id and coming_cycle hold; a coming cycle is anchored on it'`,
    `CREATE TABLE billing_desktop.subscription_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subscription_id uuid NOT NULL REFERENCES public.subscriptions (id) ON DELETE RESTRICT,
  kind text NOT NULL CHECK (kind IN ('upgraded', 'plan_changed', 'downgrade_planned', 'cycle_changed', 'cycle_planned',
    'canceled', 'cancel_planned', 'suspended', 'resumed', 'reactivated', 'taken_back', 'coming_applied')),
  effective_on date NOT NULL,
  from_plan_id varchar(255) NOT NULL,
  to_plan_id varchar(255) NOT NULL,
  from_cycle public.billing_cycle_enum NOT NULL,
  to_cycle public.billing_cycle_enum NOT NULL,
  from_status public.subscription_status_enum NOT NULL,
  to_status public.subscription_status_enum NOT NULL,
  period daterange,
  from_price numeric(12, 2) CHECK (from_price >= 0 AND from_price < 'NaN'),
  to_price numeric(12, 2) CHECK (to_price >= 0 AND to_price < 'NaN'),
  currency public.currency_enum NOT NULL,
  money numeric(12, 2) NOT NULL DEFAULT 0 CHECK (money < 'NaN'),
  invoice_id uuid REFERENCES public.invoices (id) ON DELETE RESTRICT,
  credit_note_ids uuid[] NOT NULL DEFAULT '{}',
  reason text,
  changed_at timestamp with time zone NOT NULL DEFAULT now(),
  changed_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
    `COMMENT ON COLUMN billing_desktop.subscription_changes.period IS 'The running period that the change fell into'`,
    `COMMENT ON COLUMN billing_desktop.subscription_changes.money IS 'What was charged at once, with tax; negative where it was credited'`,
    `CREATE INDEX subscription_changes_subscription ON billing_desktop.subscription_changes (subscription_id, id)`,
    `CREATE INDEX subscription_changes_invoice ON billing_desktop.subscription_changes (invoice_id) WHERE invoice_id IS NOT NULL`,
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_desktop.subscription_changes
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
    `CREATE TRIGGER billing_desktop_audit_insert AFTER INSERT ON billing_desktop.subscription_changes
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION billing_desktop.record_change('subscription_change', 'id')`,
    `CREATE TRIGGER billing_desktop_tell AFTER INSERT ON billing_desktop.subscription_changes
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('subscriptions')`,
    // The terms decide what is billed and when: who changed them belongs in the audit, and on the open screens.
    `CREATE TRIGGER billing_desktop_audit_update AFTER UPDATE ON billing_desktop.subscription_terms
REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
EXECUTE FUNCTION billing_desktop.record_change('subscription_terms', 'subscription_id')`,
    `CREATE TRIGGER billing_desktop_tell AFTER INSERT OR UPDATE ON billing_desktop.subscription_terms
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('subscriptions')`,
  ],
  down: [
    `DO $do$
DECLARE
  entries bigint;
BEGIN
  SELECT count(*) INTO entries FROM billing_desktop.subscription_changes;
  IF entries > 0 AND coalesce(current_setting('billing_desktop.discard_ledger', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'The history of subscription changes holds % entries that exist nowhere else, so it is not dropped. Whoever has a backup and means it sets billing_desktop.discard_ledger to yes first', entries;
  END IF;
END
$do$`,
    `DROP TRIGGER billing_desktop_tell ON billing_desktop.subscription_terms`,
    `DROP TRIGGER billing_desktop_audit_update ON billing_desktop.subscription_terms`,
    `DROP TABLE billing_desktop.subscription_changes`,
    `ALTER TABLE billing_desktop.subscription_terms DROP COLUMN coming_on`,
  ],
};
