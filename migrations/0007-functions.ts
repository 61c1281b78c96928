/** The functions of 0007, apart from its tables. As much a part of that migration as they: never edited once released. */

/** A run keeps its date, its start and its starter; it may be stopped and go on, and what is done stays done. */
const keepBillingRun = `CREATE FUNCTION billing_desktop.keep_billing_run() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'done'
     OR (NEW.id, NEW.as_of, NEW.chunk_size, NEW.candidates, NEW.started_at, NEW.started_by, NEW.machine, NEW.command_key)
       IS DISTINCT FROM (OLD.id, OLD.as_of, OLD.chunk_size, OLD.candidates, OLD.started_at, OLD.started_by, OLD.machine, OLD.command_key) THEN
    RAISE EXCEPTION 'The billing run % is kept as it was', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$`;

/** A line that waits may be taken back; one that was billed stays, and waits again where its invoice is voided. */
const keepPendingLine = `CREATE FUNCTION billing_desktop.keep_pending_line() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.invoice_id IS NOT NULL THEN
      RAISE EXCEPTION 'The line % is on an invoice', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF (OLD.invoice_id IS NOT NULL AND NEW.invoice_id IS NOT NULL AND NEW.invoice_id <> OLD.invoice_id)
     OR (NEW.id, NEW.subscription_id, NEW.currency, NEW.description, NEW.description_ar, NEW.basis, NEW.basis_ar, NEW.amount, NEW.command_key)
       IS DISTINCT FROM (OLD.id, OLD.subscription_id, OLD.currency, OLD.description, OLD.description_ar, OLD.basis, OLD.basis_ar, OLD.amount, OLD.command_key) THEN
    RAISE EXCEPTION 'The line % is kept as it was', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$`;

const keepBilledUsage = `CREATE FUNCTION billing_desktop.keep_billed_usage() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NOT OLD.live
     OR (NEW.invoice_id, NEW.subscription_id, NEW.metric, NEW.span, NEW.over)
       IS DISTINCT FROM (OLD.invoice_id, OLD.subscription_id, OLD.metric, OLD.span, OLD.over) THEN
    RAISE EXCEPTION 'Usage that the invoice % billed is kept as it was', OLD.invoice_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$`;

/** With the period of a voided invoice its usage and its waiting lines may be billed again. */
const freeWithPeriod = `CREATE FUNCTION billing_desktop.free_with_period() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp AS $$
BEGIN
  UPDATE billing_desktop.billed_usage SET live = false WHERE invoice_id = NEW.invoice_id AND live;
  UPDATE billing_desktop.pending_lines SET invoice_id = NULL WHERE invoice_id = NEW.invoice_id;
  RETURN NULL;
END
$$`;

export const runFunctions: readonly string[] = [keepBillingRun, keepPendingLine, keepBilledUsage, freeWithPeriod];

export const dropRunFunctions: readonly string[] = [
  `DROP FUNCTION billing_desktop.free_with_period()`,
  `DROP FUNCTION billing_desktop.keep_billed_usage()`,
  `DROP FUNCTION billing_desktop.keep_pending_line()`,
  `DROP FUNCTION billing_desktop.keep_billing_run()`,
];
