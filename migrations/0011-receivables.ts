import {
  dropReceivablesFunctions,
  keepBankMatch,
  keepReceivables,
  freeBankLine,
  promiseStanding,
} from './0011-functions';
import type { StatementsMigration } from './migration';

/** What was said, received or imported: rows are only added. */
const appendOnly = [
  'follow_up_notes',
  'promises',
  'promise_withdrawals',
  'reminders',
  'usage_imports',
  'usage_import_rows',
  'bank_statements',
  'bank_lines',
  'bank_line_decisions',
] as const;

interface Watched {
  readonly table: string;
  readonly entity: string;
  readonly idColumn: string;
  readonly area: string;
  readonly operations: readonly ('INSERT' | 'UPDATE')[];
}

/** Lines of a statement and rows of an import are told by the one row that brought them. */
const watched: readonly Watched[] = [
  {
    table: 'follow_up_notes',
    entity: 'follow_up_note',
    idColumn: 'id',
    area: 'receivables',
    operations: ['INSERT'],
  },
  { table: 'promises', entity: 'promise', idColumn: 'id', area: 'receivables', operations: ['INSERT'] },
  {
    table: 'promise_withdrawals',
    entity: 'promise',
    idColumn: 'promise_id',
    area: 'receivables',
    operations: ['INSERT'],
  },
  { table: 'reminders', entity: 'reminder', idColumn: 'id', area: 'receivables', operations: ['INSERT'] },
  { table: 'usage_imports', entity: 'usage_import', idColumn: 'id', area: 'usage', operations: ['INSERT'] },
  { table: 'bank_accounts', entity: 'bank_account', idColumn: 'id', area: 'bank', operations: ['INSERT', 'UPDATE'] },
  { table: 'bank_statements', entity: 'bank_statement', idColumn: 'id', area: 'bank', operations: ['INSERT'] },
  {
    table: 'bank_line_payments',
    entity: 'bank_line',
    idColumn: 'line_id',
    area: 'bank',
    operations: ['INSERT', 'UPDATE'],
  },
  { table: 'bank_line_decisions', entity: 'bank_line', idColumn: 'line_id', area: 'bank', operations: ['INSERT'] },
];

const transition = {
  INSERT: 'REFERENCING NEW TABLE AS new_rows',
  UPDATE: 'REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows',
} as const;

const who = (what: string): string => `${what}_at timestamp with time zone NOT NULL DEFAULT now(),
  ${what}_by text NOT NULL DEFAULT session_user,
  command_key uuid`;

/** The follow-up of what is overdue, usage that came in files, and bank statements with the payments found in them. */
export const receivables: StatementsMigration = {
  name: '0011-receivables',
  title: {
    en: 'Follow-up, usage imports and bank statements',
    ar: 'متابعة التحصيل، واستيراد الاستخدام، وكشوف البنك',
  },
  transactional: true,
  up: [
    `CREATE TABLE billing_desktop.follow_up_notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id varchar(255) NOT NULL,
  channel text NOT NULL CHECK (channel IN ('call', 'visit', 'message', 'email', 'other')),
  note text NOT NULL,
  ${who('noted')}
)`,
    `CREATE INDEX follow_up_notes_tenant ON billing_desktop.follow_up_notes (tenant_id, id DESC)`,
    `CREATE TABLE billing_desktop.promises (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  tenant_id varchar(255) NOT NULL,
  currency public.currency_enum NOT NULL,
  amount numeric(12, 2) NOT NULL CHECK (amount > 0 AND amount < 'NaN'),
  promised_for date NOT NULL,
  note text,
  ${who('made')}
)`,
    `CREATE INDEX promises_tenant ON billing_desktop.promises (tenant_id, currency, promised_for)`,
    `CREATE TABLE billing_desktop.promise_withdrawals (
  promise_id uuid PRIMARY KEY REFERENCES billing_desktop.promises (id) ON DELETE RESTRICT,
  reason text NOT NULL,
  ${who('withdrawn')}
)`,
    `CREATE TABLE billing_desktop.reminders (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  tenant_id varchar(255) NOT NULL,
  n integer NOT NULL CHECK (n > 0),
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
  language text NOT NULL CHECK (language IN ('ar', 'en', 'both')),
  as_of date NOT NULL,
  snapshot jsonb NOT NULL,
  ${who('made')},
  CONSTRAINT reminders_number UNIQUE (tenant_id, n)
)`,
    `COMMENT ON COLUMN billing_desktop.reminders.n IS 'The how-manieth reminder to this customer'`,

    `CREATE TABLE billing_desktop.usage_imports (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  file_name text NOT NULL,
  content_hash text NOT NULL UNIQUE,
  row_count integer NOT NULL CHECK (row_count >= 0),
  left_out integer NOT NULL CHECK (left_out >= 0),
  ${who('imported')}
)`,
    `COMMENT ON COLUMN billing_desktop.usage_imports.left_out IS 'Rows of the file that were not taken: wrong ones, and those of an earlier import'`,
    `CREATE TABLE billing_desktop.usage_import_rows (
  import_id uuid NOT NULL REFERENCES billing_desktop.usage_imports (id) ON DELETE RESTRICT,
  row_number integer NOT NULL,
  row_key text NOT NULL UNIQUE,
  usage_record_id uuid NOT NULL UNIQUE REFERENCES public.usage_records (id) ON DELETE RESTRICT,
  PRIMARY KEY (import_id, row_number)
)`,

    `CREATE TABLE billing_desktop.bank_accounts (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  name text NOT NULL,
  name_ar text NOT NULL,
  currency public.currency_enum NOT NULL,
  method public.payment_method_enum NOT NULL CHECK (method <> 'cash'),
  mapping jsonb,
  is_active boolean NOT NULL DEFAULT true,
  ${who('created')}
)`,
    `COMMENT ON COLUMN billing_desktop.bank_accounts.mapping IS 'Which column of its statements is what; remembered from the last one'`,
    `CREATE UNIQUE INDEX bank_accounts_name ON billing_desktop.bank_accounts (billing_desktop.fold(name))`,
    `CREATE TABLE billing_desktop.bank_statements (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES billing_desktop.bank_accounts (id) ON DELETE RESTRICT,
  file_name text NOT NULL,
  content_hash text NOT NULL,
  line_count integer NOT NULL CHECK (line_count >= 0),
  known_count integer NOT NULL CHECK (known_count >= 0),
  outgoing_count integer NOT NULL CHECK (outgoing_count >= 0),
  wrong_count integer NOT NULL CHECK (wrong_count >= 0),
  ${who('imported')},
  CONSTRAINT bank_statements_once UNIQUE (account_id, content_hash)
)`,
    `COMMENT ON COLUMN billing_desktop.bank_statements.known_count IS 'Incoming lines that an earlier file had brought already'`,
    `CREATE TABLE billing_desktop.bank_lines (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES billing_desktop.bank_accounts (id) ON DELETE RESTRICT,
  statement_id uuid NOT NULL REFERENCES billing_desktop.bank_statements (id) ON DELETE RESTRICT,
  line_number integer NOT NULL,
  booked_on date NOT NULL,
  amount numeric(12, 2) NOT NULL CHECK (amount > 0 AND amount < 'NaN'),
  currency public.currency_enum NOT NULL,
  description text NOT NULL,
  reference text,
  payer_number text,
  line_key text NOT NULL,
  CONSTRAINT bank_lines_once UNIQUE (account_id, line_key)
)`,
    `CREATE INDEX bank_lines_booked_on ON billing_desktop.bank_lines (booked_on DESC, id DESC)`,
    `CREATE INDEX bank_lines_statement ON billing_desktop.bank_lines (statement_id)`,
    `CREATE TABLE billing_desktop.bank_line_payments (
  payment_id uuid PRIMARY KEY REFERENCES public.payments (id) ON DELETE RESTRICT,
  line_id uuid NOT NULL REFERENCES billing_desktop.bank_lines (id) ON DELETE RESTRICT,
  live boolean NOT NULL DEFAULT true,
  ${who('confirmed')}
)`,
    `COMMENT ON COLUMN billing_desktop.bank_line_payments.live IS 'False once the payment was reversed: then the line waits again'`,
    `CREATE UNIQUE INDEX bank_line_payments_live ON billing_desktop.bank_line_payments (line_id) WHERE live`,
    `CREATE INDEX bank_line_payments_line ON billing_desktop.bank_line_payments (line_id)`,
    `CREATE TABLE billing_desktop.bank_line_decisions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  line_id uuid NOT NULL REFERENCES billing_desktop.bank_lines (id) ON DELETE RESTRICT,
  decision text NOT NULL CHECK (decision IN ('set_aside', 'put_back')),
  reason text,
  ${who('decided')}
)`,
    `CREATE INDEX bank_line_decisions_line ON billing_desktop.bank_line_decisions (line_id, id DESC)`,

    promiseStanding,
    ...freeBankLine,
    ...keepBankMatch,
    ...appendOnly.map(
      (table) => `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
    ),
    ...watched.flatMap(({ table, entity, idColumn, area, operations }) => [
      ...operations.map(
        (operation) => `CREATE TRIGGER billing_desktop_audit_${operation.toLowerCase()}
AFTER ${operation} ON billing_desktop.${table} ${transition[operation]}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.record_change('${entity}', '${idColumn}')`,
      ),
      `CREATE TRIGGER billing_desktop_tell AFTER INSERT OR UPDATE OR DELETE ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('${area}')`,
    ]),
  ],
  down: [
    keepReceivables,
    `DROP TRIGGER billing_desktop_free_bank_line ON billing_desktop.reversals`,
    ...[
      'bank_line_decisions',
      'bank_line_payments',
      'bank_lines',
      'bank_statements',
      'bank_accounts',
      'usage_import_rows',
      'usage_imports',
      'reminders',
      'promise_withdrawals',
      'promises',
      'follow_up_notes',
    ].map((table) => `DROP TABLE billing_desktop.${table}`),
    ...dropReceivablesFunctions,
  ],
};
