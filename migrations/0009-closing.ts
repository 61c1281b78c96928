import { checkOpenDate, dropClosingFunctions, knownPlan } from './0009-functions';
import type { StatementsMigration } from './migration';

interface Watched {
  readonly table: string;
  readonly entity: string;
  readonly idColumn: string;
}

/** All of them are only added to. */
const watched: readonly Watched[] = [
  { table: 'day_closes', entity: 'day_close', idColumn: 'id' },
  { table: 'day_close_figures', entity: 'day_close', idColumn: 'close_id' },
  { table: 'day_reopenings', entity: 'day_close', idColumn: 'close_id' },
  { table: 'period_locks', entity: 'period_lock', idColumn: 'id' },
  { table: 'period_exceptions', entity: 'period_lock', idColumn: 'id' },
];

/** Entries that exist nowhere else: as in 0003, a downgrade does not throw them away by the way. */
const keepTheClosings = `DO $do$
DECLARE
  entries bigint;
BEGIN
  SELECT (SELECT count(*) FROM billing_desktop.day_closes) + (SELECT count(*) FROM billing_desktop.period_locks)
       + (SELECT count(*) FROM billing_desktop.period_exceptions)
  INTO entries;
  IF entries > 0 AND coalesce(current_setting('billing_desktop.discard_ledger', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'There are % day closes, period locks and exceptions that exist nowhere else, so they are not dropped. Whoever has a backup and means it sets billing_desktop.discard_ledger to yes first', entries;
  END IF;
END
$do$`;

/**
 * Day closes with their frozen figures, what reopened one, the lock date before which nothing is posted, and the
 * exceptions to it. An invoice keeps the plan that it was issued for, so that a later upgrade moves no past revenue.
 */
export const closing: StatementsMigration = {
  name: '0009-closing',
  title: {
    en: 'Day closes, the period lock and its exceptions; the plan an invoice was issued for',
    ar: 'إقفال اليوم وقفل الفترة واستثناءاته، والخطة التي صدرت عليها الفاتورة',
  },
  transactional: true,
  up: [
    `CREATE TABLE billing_desktop.day_closes (
  id uuid DEFAULT gen_random_uuid() PRIMARY KEY,
  clerk text NOT NULL,
  day date NOT NULL,
  turn integer NOT NULL CHECK (turn > 0),
  reason text,
  note text,
  signed_at timestamp with time zone NOT NULL DEFAULT now(),
  signed_by text NOT NULL DEFAULT session_user,
  command_key uuid,
  CONSTRAINT day_closes_once UNIQUE (clerk, day, turn)
)`,
    `COMMENT ON TABLE billing_desktop.day_closes IS 'A clerk''s day, counted and signed. A day that was reopened is closed again by its next turn'`,
    `CREATE INDEX day_closes_day ON billing_desktop.day_closes (day DESC, clerk)`,
    `CREATE TABLE billing_desktop.day_close_figures (
  close_id uuid NOT NULL REFERENCES billing_desktop.day_closes (id) ON DELETE RESTRICT,
  currency public.currency_enum NOT NULL,
  method public.payment_method_enum NOT NULL,
  entries integer NOT NULL CHECK (entries >= 0),
  expected numeric(14, 2) NOT NULL CHECK (expected < 'NaN'),
  counted numeric(14, 2) NOT NULL CHECK (counted < 'NaN'),
  PRIMARY KEY (close_id, currency, method)
)`,
    `CREATE TABLE billing_desktop.day_reopenings (
  close_id uuid PRIMARY KEY REFERENCES billing_desktop.day_closes (id) ON DELETE RESTRICT,
  reason text NOT NULL,
  reopened_at timestamp with time zone NOT NULL DEFAULT now(),
  reopened_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
    `CREATE TABLE billing_desktop.period_locks (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lock_date date,
  reason text,
  set_at timestamp with time zone NOT NULL DEFAULT now(),
  set_by text NOT NULL DEFAULT session_user,
  command_key uuid
)`,
    `COMMENT ON COLUMN billing_desktop.period_locks.lock_date IS 'The first day that is open: nothing is posted before it. The newest row counts; null locks nothing'`,
    `CREATE TABLE billing_desktop.period_exceptions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clerk text,
  first_day date NOT NULL,
  last_day date NOT NULL,
  reason text NOT NULL,
  until timestamp with time zone NOT NULL,
  granted_at timestamp with time zone NOT NULL DEFAULT now(),
  granted_by text NOT NULL DEFAULT session_user,
  command_key uuid,
  CONSTRAINT period_exceptions_order CHECK (first_day <= last_day)
)`,
    `COMMENT ON COLUMN billing_desktop.period_exceptions.clerk IS 'The login that may post in these days; null for everybody'`,
    ...watched.flatMap(({ table, entity, idColumn }) => [
      `CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
      `CREATE TRIGGER billing_desktop_audit_insert AFTER INSERT ON billing_desktop.${table} REFERENCING NEW TABLE AS new_rows
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.record_change('${entity}', '${idColumn}')`,
      `CREATE TRIGGER billing_desktop_tell AFTER INSERT OR UPDATE OR DELETE ON billing_desktop.${table}
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.tell_change('closing')`,
    ]),
    checkOpenDate,
    `ALTER TABLE billing_desktop.invoice_details ADD COLUMN plan_id varchar(255)`,
    `COMMENT ON COLUMN billing_desktop.invoice_details.plan_id IS 'The plan of the subscription when the invoice was issued'`,
    knownPlan,
  ],
  down: [
    keepTheClosings,
    `ALTER TABLE billing_desktop.invoice_details DROP COLUMN plan_id`,
    ...dropClosingFunctions,
    ...['period_exceptions', 'period_locks', 'day_reopenings', 'day_close_figures', 'day_closes'].map(
      (table) => `DROP TABLE billing_desktop.${table}`,
    ),
  ],
};
