import { creditFunctions, dropCreditFunctions, functionsAsBefore } from './0006-functions';
import type { StatementsMigration } from './migration';

/** An amount of money that says something: more than nothing, and a number. */
const positive = (column: string): string =>
  `${column} numeric(12, 2) NOT NULL CHECK (${column} > 0 AND ${column} < 'NaN')`;
const nonNegative = (column: string): string =>
  `${column} numeric(12, 2) NOT NULL CHECK (${column} >= 0 AND ${column} < 'NaN')`;

const tables: readonly string[] = [
  `CREATE TABLE billing_desktop.credit_notes (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  number varchar(50) NOT NULL UNIQUE,
  invoice_id uuid NOT NULL REFERENCES public.invoices (id) ON DELETE RESTRICT,
  tenant_id varchar(255) NOT NULL,
  currency public.currency_enum NOT NULL,
  issue_date date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('full', 'partial')),
  lines jsonb NOT NULL CHECK (jsonb_typeof(lines) = 'array'),
  ${positive('subtotal')},
  ${nonNegative('discount_amount')},
  tax_rate numeric(5, 2) NOT NULL,
  ${nonNegative('tax_amount')},
  ${positive('total')},
  ${nonNegative('freed')},
  exchange_rate numeric(14, 6),
  reason text NOT NULL,
  reason_ar text NOT NULL,
  template_version integer NOT NULL,
  snapshot jsonb NOT NULL,
  issued_at timestamp with time zone NOT NULL DEFAULT now(),
  issued_by text NOT NULL DEFAULT session_user,
  command_key uuid,
  CONSTRAINT credit_notes_sum CHECK (total = subtotal - discount_amount + tax_amount),
  CONSTRAINT credit_notes_freed CHECK (freed <= total)
)`,
  `COMMENT ON COLUMN billing_desktop.credit_notes.kind IS 'full: nothing of the invoice was left to credit after it'`,
  `COMMENT ON COLUMN billing_desktop.credit_notes.freed IS 'What of the total had been paid already and became the tenant''s credit'`,
  `CREATE INDEX credit_notes_invoice ON billing_desktop.credit_notes (invoice_id) INCLUDE (total)`,
  `CREATE INDEX credit_notes_date ON billing_desktop.credit_notes (issue_date DESC, id DESC)`,
  `CREATE INDEX credit_notes_tenant ON billing_desktop.credit_notes (tenant_id, issue_date DESC, id DESC)`,

  `CREATE TABLE billing_desktop.write_offs (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  invoice_id uuid NOT NULL REFERENCES public.invoices (id) ON DELETE RESTRICT,
  tenant_id varchar(255) NOT NULL,
  currency public.currency_enum NOT NULL,
  ${positive('amount')},
  reason text NOT NULL,
  written_on date NOT NULL,
  written_at timestamp with time zone NOT NULL DEFAULT now(),
  written_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
  `CREATE INDEX write_offs_invoice ON billing_desktop.write_offs (invoice_id) INCLUDE (amount)`,
  `CREATE INDEX write_offs_date ON billing_desktop.write_offs (written_on)`,

  `CREATE TABLE billing_desktop.refunds (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  number varchar(50) NOT NULL UNIQUE,
  payment_id uuid NOT NULL REFERENCES public.payments (id) ON DELETE RESTRICT,
  tenant_id varchar(255) NOT NULL,
  ${positive('amount')},
  currency public.currency_enum NOT NULL,
  method public.payment_method_enum NOT NULL,
  reference text,
  payee_number text,
  reason text NOT NULL,
  refunded_on date NOT NULL,
  snapshot jsonb NOT NULL,
  refunded_at timestamp with time zone NOT NULL DEFAULT now(),
  refunded_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
  `COMMENT ON TABLE billing_desktop.refunds IS 'Money paid back to a tenant, with its payment voucher (series PV)'`,
  `CREATE INDEX refunds_payment ON billing_desktop.refunds (payment_id) INCLUDE (amount)`,
  `CREATE INDEX refunds_date ON billing_desktop.refunds (refunded_on DESC, id DESC)`,
  `CREATE INDEX refunds_tenant ON billing_desktop.refunds (tenant_id, refunded_on DESC, id DESC)`,

  `CREATE TABLE billing_desktop.refund_lines (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  refund_id uuid NOT NULL REFERENCES billing_desktop.refunds (id) ON DELETE RESTRICT,
  invoice_id uuid REFERENCES public.invoices (id) ON DELETE RESTRICT,
  from_credit boolean NOT NULL,
  ${positive('amount')},
  CONSTRAINT refund_lines_source CHECK (from_credit OR invoice_id IS NOT NULL)
)`,
  `COMMENT ON TABLE billing_desktop.refund_lines IS 'Where a refund was taken from: an invoice it had paid, or the tenant''s credit; then invoice_id is the invoice whose credit note had freed it'`,
  `CREATE INDEX refund_lines_refund ON billing_desktop.refund_lines (refund_id)`,
  `CREATE INDEX refund_lines_invoice ON billing_desktop.refund_lines (invoice_id)`,

  `CREATE TABLE billing_desktop.cancellations (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  credit_note_id uuid UNIQUE REFERENCES billing_desktop.credit_notes (id) ON DELETE RESTRICT,
  write_off_id uuid UNIQUE REFERENCES billing_desktop.write_offs (id) ON DELETE RESTRICT,
  refund_id uuid UNIQUE REFERENCES billing_desktop.refunds (id) ON DELETE RESTRICT,
  reason text NOT NULL,
  canceled_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  canceled_by text NOT NULL DEFAULT session_user,
  command_key uuid,
  CONSTRAINT cancellations_one CHECK (num_nonnulls(credit_note_id, write_off_id, refund_id) = 1)
)`,
  `COMMENT ON TABLE billing_desktop.cancellations IS 'A credit note, write-off or refund that was entered by mistake and counts no more'`,
];

/** The new tables, what the audit calls their rows, and the area of contract/channels.ts whose lists show them. */
const watched = [
  { table: 'credit_notes', entity: 'credit_note', area: 'creditNotes' },
  { table: 'write_offs', entity: 'write_off', area: 'invoices' },
  { table: 'refunds', entity: 'refund', area: 'payments' },
  { table: 'refund_lines', entity: 'refund_line', area: 'payments' },
  { table: 'cancellations', entity: 'cancellation', area: 'creditNotes' },
] as const;

/** Each is only added to; after the audit's by name come those that derive the invoices anew. */
const triggers: readonly string[] = [
  ...watched.flatMap(({ table, entity, area }) => [
    `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
    `CREATE TRIGGER billing_desktop_audit_insert AFTER INSERT ON billing_desktop.${table} REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.record_change('${entity}', 'id')`,
    `CREATE TRIGGER billing_desktop_tell AFTER INSERT ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('${area}')`,
  ]),
  ...['credit_notes', 'write_offs', 'refund_lines'].map(
    (
      table,
    ) => `CREATE TRIGGER billing_desktop_touch_insert AFTER INSERT ON billing_desktop.${table} REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.touch_by_allocations()`,
  ),
  // Of a refund, that is: the payments' lists show them.
  `CREATE TRIGGER billing_desktop_tell_payments AFTER INSERT ON billing_desktop.cancellations
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('payments')`,
  `CREATE TRIGGER billing_desktop_touch_insert AFTER INSERT ON billing_desktop.cancellations REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.touch_by_cancellations()`,
];

/** Entries that exist nowhere but in these tables: a downgrade must not throw them away by the way. */
const keepTheEntries = `DO $do$
DECLARE
  entries bigint;
BEGIN
  SELECT (SELECT count(*) FROM billing_desktop.credit_notes) + (SELECT count(*) FROM billing_desktop.write_offs)
       + (SELECT count(*) FROM billing_desktop.refunds)
  INTO entries;
  IF entries > 0 AND coalesce(current_setting('billing_desktop.discard_ledger', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'There are % credit notes, write-offs and refunds that exist nowhere else, so their tables are not dropped. Whoever has a backup and means it sets billing_desktop.discard_ledger to yes first', entries;
  END IF;
END
$do$`;

/** Credit notes, write-offs and refunds; what is due is the total less what was paid and what was credited. */
export const creditNotesAndRefunds: StatementsMigration = {
  name: '0006-credit-notes-and-refunds',
  title: {
    en: 'Credit notes, write-offs, refunds and payment vouchers',
    ar: 'الإشعارات الدائنة وشطب الديون والاستردادات وسندات الصرف',
  },
  transactional: true,
  up: [...tables, ...creditFunctions, ...triggers],
  down: [
    keepTheEntries,
    ...functionsAsBefore,
    ...['cancellations', 'refund_lines', 'refunds', 'write_offs', 'credit_notes'].map(
      (table) => `DROP TABLE billing_desktop.${table}`,
    ),
    ...dropCreditFunctions,
  ],
};
