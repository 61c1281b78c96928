/** How the checks of 0012 are written. As much a part of that migration as its statements: never edited once released. */

export const definer = 'SECURITY DEFINER SET search_path = pg_catalog, billing_desktop, public, pg_temp';

/** The statement that refuses a row: `%` in the text takes a value. */
export const refuse = (text: string, ...values: string[]): string =>
  `RAISE EXCEPTION '${[`billing_desktop: ${text}'`, ...values].join(', ')} USING ERRCODE = 'integrity_constraint_violation';`;

/** A trigger function whose body ends with RETURN NULL. */
export function check(name: string, declarations: string, body: string): string {
  return `CREATE FUNCTION billing_desktop.${name}() RETURNS trigger
LANGUAGE plpgsql ${definer} AS $$
DECLARE
${declarations}
BEGIN
${body}
  RETURN NULL;
END
$$`;
}
