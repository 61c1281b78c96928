import { fold } from '../../contract/fold';
import { sql, type Sql } from './sql';

/** What a person typed into a search field, understood. */
export interface Term {
  /** Folded and trimmed. */
  readonly folded: string;
  /** As typed, trimmed: a tenant's id is compared as it is. */
  readonly raw: string;
  /** The number in a series where the term is one: `42`, `0042`, `#42`; without leading zeros. */
  readonly sequence: string | null;
  /** A whole document number where the term is one: `sah 2026 42` is SAH-2026-0042. */
  readonly documentNumber: { readonly prefix: string | null; readonly year: string; readonly n: string } | null;
  /** LIKE patterns with the folded text, its wildcards escaped. */
  readonly containing: string;
  readonly beginning: string;
  /** Under three letters a trigram index knows nothing: only beginnings and whole numbers are looked for. */
  readonly isShort: boolean;
  /** Document numbers are ASCII: what holds other letters is part of none, and is not looked for among them. */
  readonly mayBePartOfNumber: boolean;
}

/** Null where there is nothing to look for. */
export function termOf(text: string | undefined): Term | null {
  const raw = (text ?? '').replaceAll('\0', '').trim();
  const folded = fold(raw).trim().slice(0, 200);
  if (folded === '') return null;
  const digits = /^#?\s*(\d{1,15})$/u.exec(folded);
  const whole = /^(?:([a-z]{2,5})[\s./_-]*)?(\d{4})[\s./_-]+(\d{1,15})$/u.exec(folded);
  const escaped = folded.replaceAll(/[\\%_]/gu, String.raw`\$&`);
  return {
    folded,
    raw,
    sequence: digits?.[1] === undefined ? null : withoutZeros(digits[1]),
    documentNumber:
      whole?.[2] === undefined || whole[3] === undefined
        ? null
        : { prefix: whole[1]?.toUpperCase() ?? null, year: whole[2], n: withoutZeros(whole[3]) },
    containing: `%${escaped}%`,
    beginning: `${escaped}%`,
    isShort: Array.from(folded).length < 3,
    mayBePartOfNumber: Array.from(folded).length >= 3 && /^[\x20-\x7e]*$/u.test(folded),
  };
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/u, '');
}

/** Series of numbers: their prefix, as in SAH-2026-0042. */
export type Series = 'SAH' | 'RV' | 'CN' | 'PV';

/**
 * The exact document numbers that a term can mean, as an expression for `= ANY (...)`: with its year, or in each year
 * that has invoices and the ones beside it. Null where the term is no number.
 */
export function exactNumbers(term: Term, series: Series): Sql | null {
  if (term.documentNumber) {
    const { prefix, year, n } = term.documentNumber;
    return sql`ARRAY[${`${prefix ?? series}-${year}-${n.padStart(4, '0')}`}::text]`;
  }
  if (term.sequence === null) return null;
  const end = `-${term.sequence.padStart(4, '0')}`;
  return sql`ARRAY(
    SELECT ${`${series}-`}::text || y || ${end}::text
    FROM (SELECT extract(year FROM min(issue_date))::integer AS first, extract(year FROM max(issue_date))::integer AS last
          FROM public.invoices) years
    CROSS JOIN LATERAL generate_series(greatest(years.first - 1, 2000), least(years.last + 1, 2100)) y)`;
}

/** The tenants that a term can mean, as a query of tenant_id: parts of either name, or the id itself. */
export function tenantsNamed(term: Term): Sql {
  const { beginning, containing } = term;
  // The index finds the few that may be meant, whatever the server takes for a letter; fold() says which of them are.
  const names = term.isShort
    ? sql`(billing_desktop.fold(n.name) COLLATE "C") LIKE ${beginning}
      OR (billing_desktop.fold(n.name_ar) COLLATE "C") LIKE ${beginning}`
    : sql`(billing_desktop.trigram_text(n.name) LIKE billing_desktop.trigram_text(${containing})
      OR billing_desktop.trigram_text(n.name_ar) LIKE billing_desktop.trigram_text(${containing}))
      AND (billing_desktop.fold(n.name) LIKE ${containing} OR billing_desktop.fold(n.name_ar) LIKE ${containing})`;
  return sql`SELECT n.tenant_id FROM public.tenants n WHERE ${names}
    UNION SELECT ${term.raw}::varchar`;
}
