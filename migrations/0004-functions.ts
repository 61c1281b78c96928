/** The functions of 0004, apart from its triggers. As much a part of that migration as they: never edited once released. */

const definer = 'SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp';

/**
 * A trigger here never stops a write of the service: what goes wrong is a warning in the server's log, and Verify finds
 * the row. Only what the writer must know for its own transaction's sake goes through. (A cancelled query does anyway.)
 */
const neverRaise = (answer: string): string => `EXCEPTION
  WHEN serialization_failure OR deadlock_detected OR lock_not_available THEN
    RAISE;
  WHEN OTHERS THEN
    RAISE WARNING 'billing_desktop: % on %: % (%)', TG_NAME, TG_TABLE_NAME, SQLERRM, SQLSTATE;
    RETURN ${answer};
END`;

/**
 * What is paid of an issued invoice and what is due: its allocations and inherited amount, then, up to what they leave,
 * the succeeded payments that nobody has allocated. STABLE: it sees what the calling statement sees. The conditions stand
 * in FILTER, so that no plan without statistics goes over all payments of a status.
 */
const derive = `CREATE FUNCTION billing_desktop.derive(
  of_invoice uuid, of_total numeric, of_currency public.currency_enum, OUT paid numeric, OUT due numeric
)
LANGUAGE plpgsql STABLE ${definer} AS $$
DECLARE
  explicit numeric;
  implicit numeric;
  credited numeric := 0;
BEGIN
  SELECT coalesce((SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.invoice_id = of_invoice), 0)
       + coalesce((SELECT h.amount FROM billing_desktop.inherited_amounts h WHERE h.invoice_id = of_invoice), 0)
  INTO explicit;
  SELECT coalesce(sum(p.amount) FILTER (
    WHERE p.status = 'succeeded' AND p.currency = of_currency AND p.amount < 'NaN'
      AND (SELECT d.payment_id FROM billing_desktop.payment_details d WHERE d.payment_id = p.id) IS NULL), 0)
  INTO implicit
  FROM public.payments p
  WHERE p.invoice_id = of_invoice;
  paid := greatest(explicit + least(implicit, greatest(of_total - credited - explicit, 0)), 0);
  due := greatest(of_total - credited - paid, 0);
END
$$`;

/**
 * The day on which the last of an invoice's counted payments arrived; null where it has none. Two lookups, each by its
 * index whatever the statistics say: an OR, or a join that can be turned round, reads every payment.
 */
const lastPaidOn = `CREATE FUNCTION billing_desktop.last_paid_on(of_invoice uuid) RETURNS date
LANGUAGE plpgsql STABLE ${definer} AS $$
BEGIN
  RETURN greatest(
    (SELECT billing_desktop.date_of(max(coalesce(p.paid_at, p.processed_at, p.created_at)) FILTER (
       WHERE p.status = 'succeeded'
         AND (SELECT d.payment_id FROM billing_desktop.payment_details d WHERE d.payment_id = p.id) IS NULL))
     FROM public.payments p
     WHERE p.invoice_id = of_invoice),
    (SELECT max((
       SELECT coalesce(d.paid_on, billing_desktop.date_of(coalesce(p.paid_at, p.processed_at, p.created_at)))
       FROM public.payments p LEFT JOIN billing_desktop.payment_details d ON d.payment_id = p.id
       WHERE p.id = a.payment_id AND p.status = 'succeeded'))
     FROM billing_desktop.allocations a
     WHERE a.invoice_id = of_invoice)
  );
END
$$`;

/**
 * Before an invoice is written. An update has locked the row by then, and each statement of a VOLATILE function has a
 * new snapshot: of two writers that come at once, the second one counts what the first has committed.
 */
const deriveInvoice = `CREATE FUNCTION billing_desktop.derive_invoice() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  counted record;
BEGIN
  IF NEW.status = 'draft' THEN
    NEW.amount_paid := 0;
    NEW.amount_due := NEW.total;
    RETURN NEW;
  ELSIF TG_OP = 'INSERT' THEN
    NEW.amount_due := greatest(NEW.total - NEW.amount_paid, 0);
  ELSE
    SELECT * INTO counted FROM billing_desktop.derive(NEW.id, NEW.total, NEW.currency);
    NEW.amount_paid := counted.paid;
    NEW.amount_due := counted.due;
    IF NEW.status = 'paid' AND OLD.status IN ('overdue', 'canceled', 'refunded') THEN
      -- Paid is derived, never taken from a writer: money that comes for a void invoice does not bring it back to life.
      NEW.status := OLD.status;
      NEW.paid_date := OLD.paid_date;
    END IF;
  END IF;
  IF NEW.status IN ('pending', 'overdue', 'paid') THEN
    IF NEW.amount_due = 0 THEN
      NEW.status := 'paid';
      NEW.paid_date := coalesce(NEW.paid_date, billing_desktop.last_paid_on(NEW.id), billing_desktop.today());
    ELSIF NEW.status = 'paid' THEN
      NEW.status := 'pending';
      NEW.paid_date := NULL;
    END IF;
  END IF;
  RETURN NEW;
${neverRaise('NEW')}
$$`;

/** An invoice that arrives with something paid has no payment yet that could say so: the amount is kept as inherited. */
const noteInherited = `CREATE FUNCTION billing_desktop.note_inherited() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
BEGIN
  INSERT INTO billing_desktop.inherited_amounts (invoice_id, amount) VALUES (NEW.id, NEW.amount_paid)
  ON CONFLICT (invoice_id) DO NOTHING;
  RETURN NULL;
${neverRaise('NULL')}
$$`;

/**
 * Locks invoices in the order of their ids and writes those whose amounts or status are no longer what they should be. One
 * by one, with plans that are kept: planning a statement for the whole set costs more than the few invoices of a payment.
 */
const touch = `CREATE FUNCTION billing_desktop.touch(invoice_ids uuid[]) RETURNS void
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  of_invoice uuid;
  held record;
  counted record;
BEGIN
  FOR of_invoice IN SELECT DISTINCT x FROM unnest(invoice_ids) x WHERE x IS NOT NULL ORDER BY x LOOP
    SELECT i.total, i.currency, i.status, i.amount_paid, i.amount_due INTO held
    FROM public.invoices i WHERE i.id = of_invoice FOR NO KEY UPDATE;
    CONTINUE WHEN NOT FOUND OR held.status = 'draft';
    -- A statement of its own, after the lock: it sees what the one before us has committed.
    SELECT * INTO counted FROM billing_desktop.derive(of_invoice, held.total, held.currency);
    IF (held.amount_paid, held.amount_due) IS DISTINCT FROM (counted.paid, counted.due)
       OR (held.status IN ('pending', 'overdue', 'paid') AND (held.status = 'paid') <> (counted.due = 0)) THEN
      UPDATE public.invoices i SET amount_paid = i.amount_paid WHERE i.id = of_invoice;
    END IF;
  END LOOP;
END
$$`;

const touchByPayments = `CREATE FUNCTION billing_desktop.touch_by_payments() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  concerned uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT n.invoice_id) INTO concerned FROM new_rows n WHERE n.status = 'succeeded';
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(DISTINCT o.invoice_id) INTO concerned FROM old_rows o WHERE o.status = 'succeeded';
  ELSE
    SELECT array_agg(DISTINCT changed.invoice_id) INTO concerned
    FROM old_rows o
    JOIN new_rows n ON n.id = o.id
    CROSS JOIN LATERAL (VALUES (o.invoice_id), (n.invoice_id)) AS changed (invoice_id)
    WHERE 'succeeded' IN (o.status, n.status)
      AND (o.status, o.amount, o.currency, o.invoice_id) IS DISTINCT FROM (n.status, n.amount, n.currency, n.invoice_id);
  END IF;
  PERFORM billing_desktop.touch(concerned);
  RETURN NULL;
${neverRaise('NULL')}
$$`;

const touchByAllocations = `CREATE FUNCTION billing_desktop.touch_by_allocations() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
BEGIN
  PERFORM billing_desktop.touch((SELECT array_agg(DISTINCT n.invoice_id) FROM new_rows n));
  RETURN NULL;
${neverRaise('NULL')}
$$`;

/** From here on a payment counts by its allocations only, or by itself again. */
const touchByPaymentDetails = `CREATE FUNCTION billing_desktop.touch_by_payment_details() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  concerned uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT p.invoice_id) INTO concerned
    FROM new_rows n JOIN public.payments p ON p.id = n.payment_id WHERE p.status = 'succeeded';
  ELSE
    SELECT array_agg(DISTINCT p.invoice_id) INTO concerned
    FROM old_rows o JOIN public.payments p ON p.id = o.payment_id WHERE p.status = 'succeeded';
  END IF;
  PERFORM billing_desktop.touch(concerned);
  RETURN NULL;
${neverRaise('NULL')}
$$`;

/**
 * One audit row for each row that changed (OFFSET 0, so that a row is turned into jsonb once and not once for each key), with what was sent along by billing/command. Arguments: the entity's name and
 * the column that identifies it. Of an update only the columns that changed are kept.
 */
const recordChange = `CREATE FUNCTION billing_desktop.record_change() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  entity_name text := TG_ARGV[0];
  id_column text := TG_ARGV[1];
  done text := coalesce(nullif(current_setting('billing_desktop.action', true), ''), lower(TG_OP));
  key_text text := current_setting('billing_desktop.command_key', true);
  by_command uuid := CASE WHEN key_text ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' THEN key_text::uuid END;
  from_machine text := coalesce(nullif(current_setting('billing_desktop.machine', true), ''), host(inet_client_addr()));
  by_application text := current_setting('application_name', true);
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO billing_desktop.audit (application, machine, entity, entity_id, action, after, command_key)
    SELECT by_application, from_machine, entity_name, r.content ->> id_column, done, r.content, by_command
    FROM (SELECT to_jsonb(n) AS content FROM new_rows n) r;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO billing_desktop.audit (application, machine, entity, entity_id, action, before, command_key)
    SELECT by_application, from_machine, entity_name, r.content ->> id_column, done, r.content, by_command
    FROM (SELECT to_jsonb(o) AS content FROM old_rows o) r;
  ELSE
    INSERT INTO billing_desktop.audit (application, machine, entity, entity_id, action, before, after, command_key)
    SELECT by_application, from_machine, entity_name, r.id, done, changed.before, changed.after, by_command
    FROM (SELECT content, content ->> id_column AS id FROM (SELECT to_jsonb(o) AS content FROM old_rows o OFFSET 0) x OFFSET 0) b
    JOIN (SELECT content, content ->> id_column AS id FROM (SELECT to_jsonb(n) AS content FROM new_rows n OFFSET 0) x OFFSET 0) r
      ON r.id = b.id
    CROSS JOIN LATERAL (
      SELECT jsonb_object_agg(o.key, o.value) AS before, jsonb_object_agg(o.key, r.content -> o.key) AS after
      FROM jsonb_each(b.content) o
      WHERE o.value IS DISTINCT FROM r.content -> o.key
    ) changed
    WHERE changed.before IS NOT NULL;
  END IF;
  RETURN NULL;
${neverRaise('NULL')}
$$`;

/** Tells the open desktops which area's lists to read again; PostgreSQL folds equal ones of a transaction into one. */
const tellChange = `CREATE FUNCTION billing_desktop.tell_change() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
BEGIN
  PERFORM pg_notify('sahool_billing', TG_ARGV[0]);
  RETURN NULL;
${neverRaise('NULL')}
$$`;

export const triggerFunctions: readonly string[] = [
  derive,
  lastPaidOn,
  deriveInvoice,
  noteInherited,
  touch,
  touchByPayments,
  touchByAllocations,
  touchByPaymentDetails,
  recordChange,
  tellChange,
];

export const dropTriggerFunctions: readonly string[] = [
  'tell_change()',
  'record_change()',
  'touch_by_payment_details()',
  'touch_by_allocations()',
  'touch_by_payments()',
  'touch(uuid[])',
  'note_inherited()',
  'derive_invoice()',
  'last_paid_on(uuid)',
  'derive(uuid, numeric, public.currency_enum)',
].map((signature) => `DROP FUNCTION billing_desktop.${signature}`);
