import type { Output, Parsed } from '../../contract/api';
import type { SearchHit } from '../../contract/search';
import { exactNumbers, tenantsNamed, termOf, type Term } from './term';
import { numberBranches } from './invoice-numbers';
import { paymentBranches } from './payments';
import { select, type Reader } from './select';
import { join, sql, type Sql } from './sql';

/** Hits of one kind: enough to see, few enough to read. */
const each = 6;
/** The tenants that the term can mean, found once for all kinds. */
const named = sql`SELECT named.tenant_id FROM named`;
/** Of 1, as pg_trgm counts: one wrong, missing or swapped letter in a word stays above it. */
const leastLikeness = 0.2;
const fewestLetters = 4;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** The first rows of several indexed lookups, each of which stops early; a row that two find is there once. */
function firstOf(columns: Sql, from: Sql, branches: readonly Sql[], order: Sql): Sql {
  return join(
    branches.map((branch) => sql`(SELECT ${columns} FROM ${from} WHERE ${branch} ORDER BY ${order} LIMIT ${each})`),
    sql` UNION `,
  );
}

const names = sql`coalesce(nullif(t.name, ''), hit.tenant_id) AS name,
  coalesce(nullif(t.name_ar, ''), nullif(t.name, ''), hit.tenant_id) AS name_ar`;

function byId(term: Term, id: Sql): Sql[] {
  return uuid.test(term.folded) ? [sql`${id} = ${term.folded}::uuid`] : [];
}

function invoiceHits(term: Term): Sql {
  const exact = exactNumbers(term, 'SAH');
  const branches = [
    ...numberBranches(term),
    ...byId(term, sql`i.id`),
    sql`i.tenant_id IN (${named}) AND i.status <> 'draft'`,
  ];
  const isExact = exact ? sql`i.invoice_number = ANY (${exact})` : sql`lower(i.invoice_number) = ${term.folded}`;
  const columns = sql`i.id, i.invoice_number AS number, i.tenant_id, i.issue_date, ${isExact} AS exact`;
  return sql`SELECT 'invoice' AS kind, hit.id::text AS id, hit.number AS title, names.name AS subtitle, names.name_ar AS subtitle_ar,
  1 AS rank, row_number() OVER (ORDER BY hit.exact DESC, hit.issue_date DESC, hit.id DESC) AS place, hit.exact
FROM (${firstOf(columns, sql`public.invoices i`, branches, sql`i.issue_date DESC, i.id DESC`)}) hit
LEFT JOIN LATERAL (SELECT ${names} FROM (SELECT 1) one LEFT JOIN public.tenants t ON t.tenant_id = hit.tenant_id) names ON true`;
}

function paymentHits(term: Term): Sql {
  const columns = sql`p.id, p.tenant_id, p.created_at, p.amount, p.currency`;
  const branches = [...paymentBranches(term, named), ...byId(term, sql`p.id`)];
  return sql`SELECT 'payment', hit.id::text, coalesce(v.number, e.reference, hit.amount::numeric(20, 2)::text || ' ' || hit.currency),
  names.name, names.name_ar, 3, row_number() OVER (ORDER BY hit.created_at DESC, hit.id DESC), false
FROM (${firstOf(columns, sql`public.payments p`, branches, sql`p.created_at DESC, p.id DESC`)}) hit
LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = hit.id
LEFT JOIN billing_desktop.payment_details e ON e.payment_id = hit.id
LEFT JOIN LATERAL (SELECT ${names} FROM (SELECT 1) one LEFT JOIN public.tenants t ON t.tenant_id = hit.tenant_id) names ON true`;
}

function tenantHits(term: Term): Sql {
  return sql`SELECT 'tenant', hit.tenant_id, hit.tenant_id, names.name, names.name_ar, 2,
  row_number() OVER (ORDER BY names.name_ar, hit.tenant_id), hit.tenant_id = ${term.raw}
FROM (
  SELECT found.tenant_id FROM (${named}) found
  WHERE EXISTS (SELECT FROM public.tenants t WHERE t.tenant_id = found.tenant_id)
     OR EXISTS (SELECT FROM public.subscriptions s WHERE s.tenant_id = found.tenant_id)
  LIMIT ${each}
) hit
LEFT JOIN LATERAL (SELECT ${names} FROM (SELECT 1) one LEFT JOIN public.tenants t ON t.tenant_id = hit.tenant_id) names ON true`;
}

function subscriptionHits(term: Term): Sql {
  const columns = sql`s.id, s.tenant_id, s.plan_id, s.created_at`;
  const branches = [sql`s.tenant_id IN (${named})`, ...byId(term, sql`s.id`)];
  return sql`SELECT 'subscription', hit.id::text, hit.plan_id, names.name, names.name_ar, 4,
  row_number() OVER (ORDER BY hit.created_at DESC, hit.id DESC), false
FROM (${firstOf(columns, sql`public.subscriptions s`, branches, sql`s.created_at DESC, s.id DESC`)}) hit
LEFT JOIN LATERAL (SELECT ${names} FROM (SELECT 1) one LEFT JOIN public.tenants t ON t.tenant_id = hit.tenant_id) names ON true`;
}

/** Credit notes and payment vouchers, by their numbers alone: their customers' names would bury everything else. */
function documentHits(term: Term, kind: 'creditNote' | 'refund', rank: number): Sql {
  const isNote = kind === 'creditNote';
  const table = isNote ? sql`billing_desktop.credit_notes` : sql`billing_desktop.refunds`;
  const dated = isNote ? sql`d.issue_date` : sql`d.refunded_on`;
  const exact = exactNumbers(term, isNote ? 'CN' : 'PV');
  const branches = [
    ...(exact ? [sql`d.number = ANY (${exact})`] : []),
    // A text without a digit is a name: it is no part of a number.
    ...(term.mayBePartOfNumber && /\d/.test(term.folded) ? [sql`d.number ILIKE ${term.containing}`] : []),
    ...byId(term, sql`d.id`),
  ];
  const isExact = exact ? sql`d.number = ANY (${exact})` : sql`lower(d.number) = ${term.folded}`;
  const columns = sql`d.id, d.number, d.tenant_id, ${dated} AS dated, ${isExact} AS exact`;
  const found =
    branches.length === 0
      ? sql`SELECT ${columns} FROM ${table} d WHERE false`
      : firstOf(columns, sql`${table} d`, branches, sql`${dated} DESC, d.id DESC`);
  return sql`SELECT ${kind}, hit.id::text, hit.number, names.name, names.name_ar, ${rank}::integer,
  row_number() OVER (ORDER BY hit.exact DESC, hit.dated DESC, hit.id DESC), hit.exact
FROM (${found}) hit
LEFT JOIN LATERAL (SELECT ${names} FROM (SELECT 1) one LEFT JOIN public.tenants t ON t.tenant_id = hit.tenant_id) names ON true`;
}

/**
 * The tenants whose name comes closest to what was typed, for a slip of the finger. Compared letter group by letter group; the
 * names are read one and all, so this is asked only where nothing else was found.
 */
function nearestTenants(reader: Reader, { folded }: Term): Promise<SearchHit[]> {
  const likeness = sql`greatest(
    public.strict_word_similarity(typed.text, billing_desktop.trigram_text(t.name)),
    public.strict_word_similarity(typed.text, billing_desktop.trigram_text(t.name_ar)))`;
  return select<SearchHit>(
    reader,
    sql`SELECT 'tenant' AS kind, near.tenant_id AS id, near.tenant_id AS title, near.name AS subtitle,
  coalesce(nullif(near.name_ar, ''), near.name) AS "subtitleAr", true AS near
FROM (
  SELECT t.tenant_id, t.name, t.name_ar, ${likeness} AS likeness
  FROM public.tenants t CROSS JOIN (SELECT billing_desktop.trigram_text(${folded})) typed (text) OFFSET 0
) near
WHERE near.likeness >= ${leastLikeness} ORDER BY near.likeness DESC, near.tenant_id LIMIT ${each}`,
  );
}

/**
 * What the one search field means: numbers in either digit set, with or without prefix and zeros; names in either language
 * with folded spelling; references, and ids that were pasted. Exact hits first, then invoices, tenants, payments,
 * subscriptions, credit notes, payment vouchers, a few of each. Where nothing is spelled so, the names that come closest.
 */
export async function search(
  reader: Reader,
  { term: typed }: Parsed<'search', 'find'>,
): Promise<Output<'search', 'find'>> {
  const term = termOf(typed);
  if (!term) return [];
  const hits = await searchAsTyped(reader, term);
  return hits.length > 0 || term.folded.length < fewestLetters || /\d/.test(term.folded)
    ? hits
    : nearestTenants(reader, term);
}

function searchAsTyped(reader: Reader, term: Term): Promise<SearchHit[]> {
  const kinds = [
    invoiceHits(term),
    tenantHits(term),
    paymentHits(term),
    subscriptionHits(term),
    documentHits(term, 'creditNote', 5),
    documentHits(term, 'refund', 6),
  ];
  return select<SearchHit>(
    reader,
    sql`WITH named AS MATERIALIZED (${tenantsNamed(term)})
SELECT found.kind, found.id, found.title, found.subtitle, found.subtitle_ar AS "subtitleAr", false AS near
FROM (${join(
      kinds.map((kind) => sql`(${kind})`),
      sql` UNION ALL `,
    )}) found
WHERE found.place <= ${each}
ORDER BY found.exact DESC, found.rank, found.place`,
  );
}
