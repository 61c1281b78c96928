/** The functions of 0011, apart from its tables. As much a part of that migration as they: never edited once released. */

const path = 'SET search_path = pg_catalog, billing_desktop, public, pg_temp';

/**
 * What became of a customer's promises. Money that was entered after a promise and arrived by its day counts for it, each
 * amount once, for the promise that falls due first. A withdrawn promise takes none.
 */
export const promiseStanding = `CREATE FUNCTION billing_desktop.promise_standing(of_tenant varchar)
RETURNS TABLE (promise_id uuid, received numeric, state text)
LANGUAGE plpgsql STABLE ${path} AS $$
DECLARE
  promise record;
  receipt record;
  used jsonb := '{}';
  part numeric;
BEGIN
  FOR promise IN
    SELECT p.id, p.currency, p.amount, p.promised_for, p.made_at, billing_desktop.date_of(p.made_at) AS made_on,
      EXISTS (SELECT FROM billing_desktop.promise_withdrawals w WHERE w.promise_id = p.id) AS withdrawn
    FROM billing_desktop.promises p WHERE p.tenant_id = of_tenant ORDER BY p.promised_for, p.made_at, p.id
  LOOP
    promise_id := promise.id;
    received := 0;
    IF promise.withdrawn THEN
      state := 'withdrawn';
      RETURN NEXT;
      CONTINUE;
    END IF;
    FOR receipt IN
      SELECT r.id, r.amount, r.on_day FROM (
        SELECT y.id, y.amount, y.created_at,
          coalesce(d.paid_on, billing_desktop.date_of(coalesce(y.paid_at, y.created_at))) AS on_day
        FROM public.payments y LEFT JOIN billing_desktop.payment_details d ON d.payment_id = y.id
        WHERE y.tenant_id = of_tenant AND y.currency = promise.currency AND y.status = 'succeeded' AND y.amount < 'NaN'
          AND y.created_at > promise.made_at
      ) r WHERE r.on_day BETWEEN promise.made_on AND promise.promised_for ORDER BY r.on_day, r.created_at, r.id
    LOOP
      EXIT WHEN received >= promise.amount;
      part := least(receipt.amount - coalesce((used ->> receipt.id::text)::numeric, 0), promise.amount - received);
      CONTINUE WHEN part <= 0;
      received := received + part;
      used := used || jsonb_build_object(receipt.id::text,
        coalesce((used ->> receipt.id::text)::numeric, 0) + part);
    END LOOP;
    state := CASE WHEN received >= promise.amount THEN 'kept'
      WHEN promise.promised_for < billing_desktop.today() THEN 'broken' ELSE 'open' END;
    RETURN NEXT;
  END LOOP;
END
$$`;

/** A reversed payment no longer holds the line of a statement that it was found in: the line waits again. */
export const freeBankLine: readonly string[] = [
  `CREATE FUNCTION billing_desktop.free_bank_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER ${path} AS $$
BEGIN
  UPDATE billing_desktop.bank_line_payments SET live = false WHERE payment_id = NEW.payment_id AND live;
  RETURN NULL;
END
$$`,
  `CREATE TRIGGER billing_desktop_free_bank_line AFTER INSERT ON billing_desktop.reversals
FOR EACH ROW EXECUTE FUNCTION billing_desktop.free_bank_line()`,
];

/** A match is of the line's own amount and currency; all that can happen to it is that its payment is reversed. */
export const keepBankMatch: readonly string[] = [
  `CREATE FUNCTION billing_desktop.keep_bank_match() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER ${path} AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NOT EXISTS (SELECT FROM billing_desktop.bank_lines l JOIN public.payments p ON p.id = NEW.payment_id
      WHERE l.id = NEW.line_id AND p.amount = l.amount AND p.currency = l.currency) THEN
      RAISE EXCEPTION 'The payment % is not of the amount of its line', NEW.payment_id
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR NOT OLD.live OR NEW.live
     OR (NEW.payment_id, NEW.line_id, NEW.confirmed_at, NEW.confirmed_by) IS DISTINCT FROM
        (OLD.payment_id, OLD.line_id, OLD.confirmed_at, OLD.confirmed_by)
     OR NOT EXISTS (SELECT FROM billing_desktop.reversals r WHERE r.payment_id = OLD.payment_id) THEN
    RAISE EXCEPTION 'The match of payment % ends with its reversal only', OLD.payment_id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$`,
  `CREATE TRIGGER ends_with_reversal BEFORE INSERT OR UPDATE OR DELETE ON billing_desktop.bank_line_payments
FOR EACH ROW EXECUTE FUNCTION billing_desktop.keep_bank_match()`,
  `CREATE TRIGGER append_only BEFORE TRUNCATE ON billing_desktop.bank_line_payments
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
];

/** Entries that exist nowhere but in these tables: a downgrade must not throw them away by the way. */
export const keepReceivables = `DO $do$
DECLARE
  entries bigint;
BEGIN
  SELECT (SELECT count(*) FROM billing_desktop.follow_up_notes) + (SELECT count(*) FROM billing_desktop.promises)
       + (SELECT count(*) FROM billing_desktop.reminders) + (SELECT count(*) FROM billing_desktop.usage_imports)
       + (SELECT count(*) FROM billing_desktop.bank_lines)
  INTO entries;
  IF entries > 0 AND coalesce(current_setting('billing_desktop.discard_ledger', true), '') <> 'yes' THEN
    RAISE EXCEPTION 'The follow-up and the bank statements hold % entries that exist nowhere else, so they are not dropped. Whoever has a backup and means it sets billing_desktop.discard_ledger to yes first', entries;
  END IF;
END
$do$`;

export const dropReceivablesFunctions: readonly string[] = [
  `DROP FUNCTION billing_desktop.keep_bank_match()`,
  `DROP FUNCTION billing_desktop.free_bank_line()`,
  `DROP FUNCTION billing_desktop.promise_standing(varchar)`,
];
