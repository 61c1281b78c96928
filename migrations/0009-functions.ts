/** The functions of 0009, apart from its tables. As much a part of that migration as they: never edited once released. */

/**
 * Why nothing may be posted on a day, or null. It waits for whoever is closing that clerk's day or moving the lock date,
 * and keeps them waiting until the caller's transaction ends: nothing slips into a day while it is counted. `clerk_too`
 * false asks for the lock date alone.
 */
export const checkOpenDate = `CREATE FUNCTION billing_desktop.check_open_date(
  day date, clerk_too boolean, OUT problem text, OUT lock_date date
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('sahool_period', 0));
  SELECT l.lock_date INTO check_open_date.lock_date FROM billing_desktop.period_locks l ORDER BY l.id DESC LIMIT 1;
  IF check_open_date.day < check_open_date.lock_date AND NOT EXISTS (
    SELECT FROM billing_desktop.period_exceptions e
    WHERE check_open_date.day BETWEEN e.first_day AND e.last_day AND (e.clerk IS NULL OR e.clerk = session_user) AND now() < e.until
  ) THEN
    problem := 'period_locked';
    RETURN;
  END IF;
  IF NOT clerk_too THEN
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('sahool_day:' || session_user || ':' || to_char(check_open_date.day, 'YYYY-MM-DD'), 0));
  IF EXISTS (
    SELECT FROM billing_desktop.day_closes c
    WHERE c.clerk = session_user AND c.day = check_open_date.day
      AND NOT EXISTS (SELECT FROM billing_desktop.day_reopenings r WHERE r.close_id = c.id)
  ) THEN
    problem := 'day_closed';
  END IF;
END
$$`;

/** What can be known of the invoices that were issued before: the plan of their subscription as it is now. */
export const knownPlan = `UPDATE billing_desktop.invoice_details d SET plan_id = s.plan_id
FROM public.invoices i JOIN public.subscriptions s ON s.id = i.subscription_id
WHERE i.id = d.invoice_id AND d.snapshot IS NOT NULL`;

export const dropClosingFunctions: readonly string[] = [`DROP FUNCTION billing_desktop.check_open_date(date, boolean)`];
