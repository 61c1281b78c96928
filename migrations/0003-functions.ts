/** The functions of 0003, apart from its tables. As much a part of that migration as they: never edited once released. */

const path = 'SET search_path = pg_catalog, billing_desktop, public, pg_temp';

/**
 * Dates in the business zone. They never raise: a zone that the server does not know counts as UTC. SECURITY DEFINER, so
 * that whoever may read an invoice gets its standing without a right on the settings.
 */
export const dateFunctions: readonly string[] = [
  `CREATE FUNCTION billing_desktop.date_of(at timestamp with time zone) RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER ${path} AS $$
DECLARE
  zone text;
BEGIN
  SELECT value ->> 'zone' INTO zone FROM billing_desktop.settings WHERE key = 'business';
  RETURN (at AT TIME ZONE coalesce(zone, 'UTC'))::date;
EXCEPTION WHEN OTHERS THEN
  RETURN (at AT TIME ZONE 'UTC')::date;
END
$$`,
  `COMMENT ON FUNCTION billing_desktop.date_of IS 'The calendar date of an instant in the business zone'`,
  `CREATE FUNCTION billing_desktop.start_of(day date) RETURNS timestamp with time zone
LANGUAGE plpgsql STABLE SECURITY DEFINER ${path} AS $$
DECLARE
  zone text;
BEGIN
  SELECT value ->> 'zone' INTO zone FROM billing_desktop.settings WHERE key = 'business';
  RETURN day::timestamp AT TIME ZONE coalesce(zone, 'UTC');
EXCEPTION WHEN OTHERS THEN
  RETURN day::timestamp AT TIME ZONE 'UTC';
END
$$`,
  `COMMENT ON FUNCTION billing_desktop.start_of IS 'The instant at which a calendar date begins in the business zone'`,
  `CREATE FUNCTION billing_desktop.today() RETURNS date
LANGUAGE sql STABLE AS 'SELECT billing_desktop.date_of(now())'`,
  `COMMENT ON FUNCTION billing_desktop.today IS 'The date of the server''s clock in the business zone'`,
];

// Letters that are written in several ways and mean the same to whoever searches, with both rows of foreign digits.
const written = 'أإآٱىیةؤئک٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹';
const meant = 'ااااييهويك01234567890123456789';
// Tatweel, harakat, superscript alef, combining hamza and madda, and the marks that only steer direction or joining.
const dropped =
  '\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u061c\u200b\u200c\u200d\u200e\u200f\ufeff';

/**
 * One spelling for names that mean the same. Not LANGUAGE sql: inlined, the planner takes it for cheap and folds every
 * name instead of asking the index. Not SET search_path either, which costs more than the work; only pg_catalog is used.
 */
export const fold = `CREATE FUNCTION billing_desktop.fold(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
BEGIN
  RETURN translate(lower($1), '${written}${dropped}', '${meant}');
END
$$`;

const arabicLetters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءپچژگ';
const standIns = 'abcdefghijklmnopqrstuvwxyz0123456';

function standInFor(letter: string): string {
  const place = arabicLetters.indexOf(letter);
  return place === -1 ? letter : standIns.charAt(place);
}

/**
 * What the trigram index on names holds: folded, and each Arabic letter by an ASCII one. pg_trgm asks LC_CTYPE what a letter
 * is, whatever provider the database sorts by; where that is C, as on the built-in server, it finds none in Arabic and every
 * search would read every name. Two words may look alike here: fold() decides between them.
 */
export const trigramText = `CREATE FUNCTION billing_desktop.trigram_text(text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS $$
BEGIN
  RETURN translate(lower($1), '${written}${arabicLetters}${dropped}', '${Array.from(meant, standInFor).join('')}${standIns}');
END
$$`;

/** Sorts 9999 before 10000: a document number with the digits at its end filled up to twelve. */
export const numberOrder = `CREATE FUNCTION billing_desktop.number_order(document_number text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
SELECT rtrim(document_number, '0123456789')
  || lpad(substr(document_number, length(rtrim(document_number, '0123456789')) + 1),
       greatest(12, length(document_number) - length(rtrim(document_number, '0123456789'))), '0')
$$`;

export const appendOnlyTables = [
  'audit',
  'exchange_rates',
  'allocations',
  'receipt_vouchers',
  'reversals',
  'document_prints',
] as const;

export const appendOnlyGuard = `CREATE FUNCTION billing_desktop.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'billing_desktop.% is only added to: % is refused', TG_TABLE_NAME, lower(TG_OP)
    USING ERRCODE = 'restrict_violation';
END
$$`;

/** No key without an answer once its transaction commits, and no second answer to a key. */
export const commandGuards: readonly string[] = [
  `CREATE FUNCTION billing_desktop.require_answer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER ${path} AS $$
BEGIN
  IF EXISTS (SELECT FROM billing_desktop.commands WHERE key = NEW.key AND answer IS NULL) THEN
    RAISE EXCEPTION 'The command % has no answer', NEW.key USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$`,
  `CREATE CONSTRAINT TRIGGER answered AFTER INSERT ON billing_desktop.commands
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_desktop.require_answer()`,
  `CREATE FUNCTION billing_desktop.refuse_second_answer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.answer IS NOT NULL OR NEW.key <> OLD.key OR NEW.kind <> OLD.kind
     OR NEW.content_hash <> OLD.content_hash OR NEW.actor <> OLD.actor THEN
    RAISE EXCEPTION 'The command % is written once and answered once', OLD.key USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$`,
  `CREATE TRIGGER written_once BEFORE UPDATE OR DELETE ON billing_desktop.commands
FOR EACH ROW EXECUTE FUNCTION billing_desktop.refuse_second_answer()`,
  `CREATE TRIGGER append_only BEFORE TRUNCATE ON billing_desktop.commands
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
];

/** A number that was taken stays taken: all that can still happen to it is that its document is voided. */
export const numberGuards: readonly string[] = [
  `CREATE FUNCTION billing_desktop.keep_number() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'used' OR NEW.state <> 'voided'
     OR (NEW.series, NEW.year, NEW.n, NEW.document_number) IS DISTINCT FROM (OLD.series, OLD.year, OLD.n, OLD.document_number) THEN
    RAISE EXCEPTION 'The number % is taken for good', OLD.document_number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$`,
  `CREATE TRIGGER taken_for_good BEFORE UPDATE OR DELETE ON billing_desktop.numbers
FOR EACH ROW EXECUTE FUNCTION billing_desktop.keep_number()`,
  `CREATE TRIGGER append_only BEFORE TRUNCATE ON billing_desktop.numbers
FOR EACH STATEMENT EXECUTE FUNCTION billing_desktop.refuse_change()`,
];

export const dropFunctions: readonly string[] = [
  `DROP FUNCTION billing_desktop.keep_number()`,
  `DROP FUNCTION billing_desktop.refuse_second_answer()`,
  `DROP FUNCTION billing_desktop.require_answer()`,
  `DROP FUNCTION billing_desktop.refuse_change()`,
  `DROP FUNCTION billing_desktop.number_order(text)`,
  `DROP FUNCTION billing_desktop.trigram_text(text)`,
  `DROP FUNCTION billing_desktop.fold(text)`,
  `DROP FUNCTION billing_desktop.today()`,
  `DROP FUNCTION billing_desktop.start_of(date)`,
  `DROP FUNCTION billing_desktop.date_of(timestamp with time zone)`,
];
