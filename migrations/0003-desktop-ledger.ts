import {
  appendOnlyGuard,
  appendOnlyTables,
  commandGuards,
  dateFunctions,
  dropFunctions,
  fold,
  numberGuards,
  numberOrder,
  trigramText,
} from './0003-functions';
import type { StatementsMigration } from './migration';

/** Makes an extension, or says in plain words who has to. */
function extension(name: string, purpose: string): string {
  return `DO $do$
DECLARE
  found_in text;
BEGIN
  SELECT n.nspname INTO found_in FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  WHERE e.extname = '${name}';
  IF found_in = 'public' OR (found_in IS NOT NULL AND '${name}' <> 'pg_trgm') THEN
    RETURN;
  ELSIF found_in IS NOT NULL THEN
    RAISE EXCEPTION 'The extension ${name} stands in the schema %, but ${purpose} needs it in public. An administrator of the database moves it with: ALTER EXTENSION ${name} SET SCHEMA public', found_in;
  END IF;
  BEGIN
    CREATE EXTENSION ${name} SCHEMA public;
  EXCEPTION
    WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'The user % may not create the extension ${name}, which ${purpose} needs. An administrator of the database runs once: CREATE EXTENSION ${name}', session_user USING ERRCODE = 'insufficient_privilege';
    WHEN undefined_file OR feature_not_supported THEN
      RAISE EXCEPTION 'This server does not have the extension ${name}, which ${purpose} needs. Its package (postgresql-contrib) has to be installed on the server first';
  END;
  INSERT INTO billing_desktop.settings (key, value) VALUES ('extensions', jsonb_build_array('${name}'))
  ON CONFLICT (key) DO UPDATE SET value = settings.value || excluded.value;
END
$do$`;
}

/** Drops an extension that this migration made, unless something of another program has come to depend on it. */
function dropOwnExtension(name: string): string {
  return `DO $do$
BEGIN
  IF EXISTS (SELECT FROM billing_desktop.settings WHERE key = 'extensions' AND value ? '${name}') THEN
    DROP EXTENSION IF EXISTS ${name};
  END IF;
EXCEPTION WHEN dependent_objects_still_exist THEN
  RAISE NOTICE 'The extension ${name} is used by another program and stays';
END
$do$`;
}

const seller = JSON.stringify({
  name: 'SAHOOL',
  nameAr: 'سهول',
  address: '',
  addressAr: '',
  taxId: '',
  phone: '',
  email: '',
  payTo: '',
  payToAr: '',
  footer: '',
  footerAr: '',
  logo: null,
});

/** Entries that exist nowhere but in these tables: a downgrade must not throw them away by the way. */
const keepTheLedger = `DO $do$
DECLARE
  entries bigint;
BEGIN
  SELECT (SELECT count(*) FROM billing_desktop.allocations) + (SELECT count(*) FROM billing_desktop.numbers)
       + (SELECT count(*) FROM billing_desktop.receipt_vouchers) + (SELECT count(*) FROM billing_desktop.reversals)
  INTO entries;
  IF entries > 0 AND coalesce(current_setting('billing_desktop.discard_ledger', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'The ledger holds % entries (allocations, numbers, vouchers, reversals) that exist nowhere else, so it is not dropped. Whoever has a backup and means it sets billing_desktop.discard_ledger to yes first', entries;
  END IF;
END
$do$`;

/**
 * The desktop's own tables: settings, commands, audit, rates, numbers, and what the given tables cannot hold of an
 * invoice, a payment and a subscription. Foreign keys to the given tables are RESTRICT: money that is written down here
 * keeps its invoice from being deleted.
 */
export const desktopLedger: StatementsMigration = {
  name: '0003-desktop-ledger',
  title: {
    en: "The desktop's ledger: commands, audit, numbers, allocations, vouchers and settings",
    ar: 'دفتر برنامج سطح المكتب: الأوامر وسجل التدقيق والأرقام وتوزيع الدفعات والسندات والإعدادات',
  },
  transactional: true,
  up: [
    `CREATE TABLE billing_desktop.settings (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_by text NOT NULL DEFAULT session_user
)`,
    extension('pg_trgm', 'the search by parts of a name or a number'),
    extension('btree_gist', 'the guard against a second bill for a period'),
    `INSERT INTO billing_desktop.settings (key, value) VALUES
  ('business', '{"zone": "Asia/Aden", "taxRate": "0", "dueDays": 7, "graceDays": 7, "seller": ${seller}}'),
  ('service', jsonb_build_object('present',
    to_regclass('public.alembic_version') IS NOT NULL
    OR EXISTS (SELECT FROM billing_desktop.schema_migrations WHERE name LIKE '0001-%' AND adopted)))`,

    ...dateFunctions,
    fold,
    trigramText,
    numberOrder,
    appendOnlyGuard,

    `CREATE TABLE billing_desktop.commands (
  key uuid PRIMARY KEY,
  kind text NOT NULL,
  content_hash text NOT NULL,
  actor text NOT NULL DEFAULT session_user,
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  answer jsonb
)`,
    ...commandGuards,

    `CREATE TABLE billing_desktop.audit (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL DEFAULT session_user,
  application text,
  machine text,
  entity text NOT NULL,
  entity_id text NOT NULL,
  action text NOT NULL,
  before jsonb,
  after jsonb,
  command_key uuid
)`,
    `CREATE INDEX audit_entity ON billing_desktop.audit (entity, entity_id, id)`,
    `CREATE INDEX audit_command_key ON billing_desktop.audit (command_key)`,

    `CREATE TABLE billing_desktop.exchange_rates (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  rate_date date NOT NULL,
  rate numeric(14, 6) NOT NULL CHECK (rate > 0 AND rate < 'NaN'),
  entered_by text NOT NULL DEFAULT session_user,
  entered_at timestamp with time zone NOT NULL DEFAULT now(),
  command_key uuid
)`,
    `COMMENT ON COLUMN billing_desktop.exchange_rates.rate IS 'YER for one USD from this date on; of several rows for a date the newest counts'`,
    `CREATE INDEX exchange_rates_date ON billing_desktop.exchange_rates (rate_date DESC, id DESC) INCLUDE (rate)`,

    `CREATE TABLE billing_desktop.number_counters (
  series text NOT NULL,
  year integer NOT NULL,
  first_number bigint NOT NULL CHECK (first_number > 0),
  next_number bigint NOT NULL CHECK (next_number >= first_number),
  PRIMARY KEY (series, year)
)`,
    `CREATE TABLE billing_desktop.numbers (
  series text NOT NULL,
  year integer NOT NULL,
  n bigint NOT NULL,
  document_number text NOT NULL,
  state text NOT NULL CHECK (state IN ('used', 'passed_over', 'voided')),
  reason text,
  entity_id uuid,
  at timestamp with time zone NOT NULL DEFAULT now(),
  by_whom text NOT NULL DEFAULT session_user,
  command_key uuid,
  PRIMARY KEY (series, year, n)
)`,
    `CREATE INDEX numbers_entity ON billing_desktop.numbers (entity_id)`,
    ...numberGuards,

    `CREATE TABLE billing_desktop.invoice_details (
  invoice_id uuid PRIMARY KEY REFERENCES public.invoices (id) ON DELETE RESTRICT,
  period daterange,
  snapshot jsonb,
  template_version integer,
  exchange_rate numeric(14, 6),
  created_by text NOT NULL DEFAULT session_user,
  issued_at timestamp with time zone,
  issued_by text,
  voided_at timestamp with time zone,
  voided_by text,
  void_reason text,
  version integer NOT NULL DEFAULT 1
)`,
    `COMMENT ON TABLE billing_desktop.invoice_details IS 'One row for each invoice that the desktop made, and for each of the service that it voided'`,

    `CREATE TABLE billing_desktop.inherited_amounts (
  invoice_id uuid PRIMARY KEY REFERENCES public.invoices (id) ON DELETE RESTRICT,
  amount numeric(12, 2) NOT NULL CHECK (amount <> 0 AND amount < 'NaN'),
  noted_at timestamp with time zone NOT NULL DEFAULT now()
)`,
    `COMMENT ON TABLE billing_desktop.inherited_amounts IS 'What an invoice counted as paid beyond its payments (less than them where negative) when the desktop first saw it'`,

    `CREATE TABLE billing_desktop.payment_details (
  payment_id uuid PRIMARY KEY REFERENCES public.payments (id) ON DELETE RESTRICT,
  origin text NOT NULL CHECK (origin IN ('desktop', 'service')),
  reference text,
  payer_number text,
  note text,
  paid_on date,
  intended jsonb,
  recorded_by text NOT NULL DEFAULT session_user,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  command_key uuid
)`,
    `COMMENT ON TABLE billing_desktop.payment_details IS 'A payment with a row here counts by its allocations only; one without counts for its own invoice, up to what is due'`,

    `CREATE TABLE billing_desktop.allocations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  payment_id uuid NOT NULL REFERENCES public.payments (id) ON DELETE RESTRICT,
  invoice_id uuid NOT NULL REFERENCES public.invoices (id) ON DELETE RESTRICT,
  amount numeric(12, 2) NOT NULL CHECK (amount <> 0 AND amount < 'NaN'),
  kind text NOT NULL CHECK (kind IN ('payment', 'credit', 'reversal', 'refund', 'adopted')),
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  created_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
    `CREATE INDEX allocations_payment ON billing_desktop.allocations (payment_id)`,
    `CREATE INDEX allocations_invoice ON billing_desktop.allocations (invoice_id) INCLUDE (amount)`,

    `CREATE TABLE billing_desktop.receipt_vouchers (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  number varchar(50) NOT NULL UNIQUE,
  payment_id uuid NOT NULL UNIQUE REFERENCES public.payments (id) ON DELETE RESTRICT,
  snapshot jsonb NOT NULL,
  issued_at timestamp with time zone NOT NULL DEFAULT now(),
  issued_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
    `CREATE TABLE billing_desktop.reversals (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  payment_id uuid NOT NULL UNIQUE REFERENCES public.payments (id) ON DELETE RESTRICT,
  reason text NOT NULL,
  reversed_at timestamp with time zone NOT NULL DEFAULT now(),
  reversed_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
    `CREATE TABLE billing_desktop.document_prints (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  entity_id uuid NOT NULL,
  printed_at timestamp with time zone NOT NULL DEFAULT now(),
  printed_by text NOT NULL DEFAULT session_user
)`,
    `CREATE INDEX document_prints_entity ON billing_desktop.document_prints (entity_id, kind)`,

    `CREATE TABLE billing_desktop.subscription_terms (
  subscription_id uuid PRIMARY KEY REFERENCES public.subscriptions (id) ON DELETE RESTRICT,
  anchor_date date NOT NULL,
  coming_plan_id varchar(255),
  coming_cycle public.billing_cycle_enum,
  cancel_at_period_end boolean NOT NULL DEFAULT false,
  cancel_reason text,
  suspended_at timestamp with time zone,
  suspend_reason text,
  version integer NOT NULL DEFAULT 1
)`,
    `CREATE TABLE billing_desktop.billed_periods (
  invoice_id uuid PRIMARY KEY REFERENCES public.invoices (id) ON DELETE RESTRICT,
  subscription_id uuid NOT NULL REFERENCES public.subscriptions (id) ON DELETE RESTRICT,
  period daterange NOT NULL CHECK (NOT isempty(period) AND NOT lower_inf(period) AND NOT upper_inf(period)),
  live boolean NOT NULL DEFAULT true,
  CONSTRAINT billed_once EXCLUDE USING gist (subscription_id WITH =, period WITH &&) WHERE (live)
)`,
    ...appendOnlyTables.map(
      (table) => `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
    ),
  ],
  down: [
    keepTheLedger,
    ...[
      'billed_periods',
      'subscription_terms',
      'document_prints',
      'reversals',
      'receipt_vouchers',
      'allocations',
      'payment_details',
      'inherited_amounts',
      'invoice_details',
      'numbers',
      'number_counters',
      'exchange_rates',
      'audit',
      'commands',
    ].map((table) => `DROP TABLE billing_desktop.${table}`),
    ...dropFunctions,
    dropOwnExtension('btree_gist'),
    dropOwnExtension('pg_trgm'),
    `DROP TABLE billing_desktop.settings`,
  ],
};
