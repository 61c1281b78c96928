import { triggerFunctions } from './0004-functions';

/** The functions of 0006, apart from its tables. As much a part of that migration as they: never edited once released. */

const definer = 'SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp';

/** As in 0004: what goes wrong here is a warning in the server's log, never a refused write of the service. */
const neverRaise = (answer: string): string => `EXCEPTION
  WHEN serialization_failure OR deadlock_detected OR lock_not_available THEN
    RAISE;
  WHEN OTHERS THEN
    RAISE WARNING 'billing_desktop: % on %: % (%)', TG_NAME, TG_TABLE_NAME, SQLERRM, SQLSTATE;
    RETURN ${answer};
END`;

/**
 * As in 0004, less what was credited: the live credit notes and write-offs. What the service's payments count for their
 * invoice follows from what these leave of its total.
 */
const derive = `CREATE OR REPLACE FUNCTION billing_desktop.derive(
  of_invoice uuid, of_total numeric, of_currency public.currency_enum, OUT paid numeric, OUT due numeric
)
LANGUAGE plpgsql STABLE ${definer} AS $$
DECLARE
  explicit numeric;
  implicit numeric;
  credited numeric;
BEGIN
  SELECT coalesce((SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.invoice_id = of_invoice), 0)
       + coalesce((SELECT h.amount FROM billing_desktop.inherited_amounts h WHERE h.invoice_id = of_invoice), 0)
  INTO explicit;
  SELECT coalesce((SELECT sum(c.total) FROM billing_desktop.credit_notes c WHERE c.invoice_id = of_invoice
           AND (SELECT x.id FROM billing_desktop.cancellations x WHERE x.credit_note_id = c.id) IS NULL), 0)
       + coalesce((SELECT sum(w.amount) FROM billing_desktop.write_offs w WHERE w.invoice_id = of_invoice
           AND (SELECT x.id FROM billing_desktop.cancellations x WHERE x.write_off_id = w.id) IS NULL), 0)
  INTO credited;
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
 * Whether all that was paid of an invoice has gone back together with a credit note for it: what was taken off it by
 * refunds, and what a credit note had freed before. Asked only where nothing is paid and nothing is due.
 */
const goneBack = `CREATE FUNCTION billing_desktop.gone_back(of_invoice uuid) RETURNS boolean
LANGUAGE plpgsql STABLE ${definer} AS $$
DECLARE
  back numeric;
  of_freed numeric;
BEGIN
  IF NOT EXISTS (
    SELECT FROM billing_desktop.credit_notes c WHERE c.invoice_id = of_invoice
      AND NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.credit_note_id = c.id)
  ) THEN
    RETURN false;
  END IF;
  SELECT coalesce(sum(l.amount), 0), coalesce(sum(l.amount) FILTER (WHERE l.from_credit), 0) INTO back, of_freed
  FROM billing_desktop.refund_lines l WHERE l.invoice_id = of_invoice
    AND NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.refund_id = l.refund_id);
  RETURN back > 0 AND of_freed >= coalesce((
    SELECT -sum(a.amount) FROM billing_desktop.allocations a
    WHERE a.invoice_id = of_invoice AND a.kind = 'credit' AND a.amount < 0), 0);
END
$$`;

/** As in 0004; an invoice on which the desktop has refunded is `refunded` or not as its rows say. */
const deriveInvoice = `CREATE OR REPLACE FUNCTION billing_desktop.derive_invoice() RETURNS trigger
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
  IF NEW.status IN ('pending', 'overdue', 'paid')
     OR (NEW.status = 'refunded' AND EXISTS (SELECT FROM billing_desktop.refund_lines l WHERE l.invoice_id = NEW.id)) THEN
    IF NEW.amount_due > 0 THEN
      IF NEW.status IN ('paid', 'refunded') THEN
        NEW.status := 'pending';
        NEW.paid_date := NULL;
      END IF;
    ELSIF NEW.amount_paid = 0 AND NEW.total > 0 AND billing_desktop.gone_back(NEW.id) THEN
      NEW.status := 'refunded';
      NEW.paid_date := NULL;
    ELSIF NEW.amount_due = 0 THEN
      NEW.status := 'paid';
      NEW.paid_date := coalesce(NEW.paid_date, billing_desktop.last_paid_on(NEW.id), billing_desktop.today());
    END IF;
  END IF;
  RETURN NEW;
${neverRaise('NEW')}
$$`;

/** As in 0004, with what is settled told apart: paid, or refunded. */
const touch = `CREATE OR REPLACE FUNCTION billing_desktop.touch(invoice_ids uuid[]) RETURNS void
LANGUAGE plpgsql ${definer} AS $$
DECLARE
  of_invoice uuid;
  held record;
  counted record;
  settled_as text;
BEGIN
  FOR of_invoice IN SELECT DISTINCT x FROM unnest(invoice_ids) x WHERE x IS NOT NULL ORDER BY x LOOP
    SELECT i.total, i.currency, i.status, i.amount_paid, i.amount_due INTO held
    FROM public.invoices i WHERE i.id = of_invoice FOR NO KEY UPDATE;
    CONTINUE WHEN NOT FOUND OR held.status = 'draft';
    -- A statement of its own, after the lock: it sees what the one before us has committed.
    SELECT * INTO counted FROM billing_desktop.derive(of_invoice, held.total, held.currency);
    settled_as := CASE WHEN counted.due > 0 THEN 'nothing'
      WHEN counted.paid = 0 AND held.total > 0 AND billing_desktop.gone_back(of_invoice) THEN 'refunded'
      ELSE 'paid' END;
    IF (held.amount_paid, held.amount_due) IS DISTINCT FROM (counted.paid, counted.due)
       OR (held.status IN ('pending', 'overdue') AND settled_as <> 'nothing')
       OR (held.status IN ('paid', 'refunded') AND settled_as <> held.status::text) THEN
      UPDATE public.invoices i SET amount_paid = i.amount_paid WHERE i.id = of_invoice;
    END IF;
  END LOOP;
END
$$`;

const touchByCancellations = `CREATE FUNCTION billing_desktop.touch_by_cancellations() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
BEGIN
  PERFORM billing_desktop.touch((
    SELECT array_agg(DISTINCT concerned.invoice_id)
    FROM (
      SELECT c.invoice_id FROM new_rows n JOIN billing_desktop.credit_notes c ON c.id = n.credit_note_id
      UNION SELECT w.invoice_id FROM new_rows n JOIN billing_desktop.write_offs w ON w.id = n.write_off_id
      UNION SELECT l.invoice_id FROM new_rows n JOIN billing_desktop.refund_lines l ON l.refund_id = n.refund_id
    ) concerned
  ));
  RETURN NULL;
${neverRaise('NULL')}
$$`;

export const creditFunctions: readonly string[] = [derive, goneBack, deriveInvoice, touch, touchByCancellations];

const replaced = /^CREATE FUNCTION (billing_desktop\.(?:derive|derive_invoice|touch)\()/;

/** The three that 0004 made, as it made them. */
export const functionsAsBefore: readonly string[] = triggerFunctions
  .filter((text) => replaced.test(text))
  .map((text) => text.replace(replaced, 'CREATE OR REPLACE FUNCTION $1'));

export const dropCreditFunctions: readonly string[] = [
  `DROP FUNCTION billing_desktop.touch_by_cancellations()`,
  `DROP FUNCTION billing_desktop.gone_back(uuid)`,
];
