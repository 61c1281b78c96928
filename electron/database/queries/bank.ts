import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import {
  bankAccountSchema,
  bankLineDetailSchema,
  bankLineSchema,
  bankStatementSchema,
  type BankAccount,
  type BankFilter,
  type BankLineDetail,
  type BankLineId,
  type bankSortColumns,
  type BankStatement,
} from '../../contract/bank';
import type { Totals } from '../../contract/page';
import { AppError } from '../../contract/result';
import { amount, day, instant } from './expressions';
import { readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';
import { termOf } from './term';
import { totalsOf } from './totals';

/** The payment that stands for the line `l`, where there is one. */
const liveMatch = sql`EXISTS (SELECT FROM billing_desktop.bank_line_payments m WHERE m.line_id = l.id AND m.live)`;
const setAside = sql`coalesce((SELECT x.decision = 'set_aside' FROM billing_desktop.bank_line_decisions x
    WHERE x.line_id = l.id ORDER BY x.id DESC LIMIT 1), false)`;
const states = {
  confirmed: liveMatch,
  set_aside: sql`NOT ${liveMatch} AND ${setAside}`,
  waiting: sql`NOT ${liveMatch} AND NOT ${setAside}`,
} as const;

export const bankLineState = sql`CASE WHEN ${liveMatch} THEN 'confirmed' WHEN ${setAside} THEN 'set_aside' ELSE 'waiting' END`;

const columns = sql`l.id, l.account_id AS "accountId", a.name AS "accountName", a.name_ar AS "accountNameAr", a.method,
  ${day(sql`l.booked_on`)} AS "bookedOn", ${amount(sql`l.amount`)} AS amount, l.currency, l.description, l.reference,
  l.payer_number AS "payerNumber", ${bankLineState} AS state,
  m.payment_id AS "paymentId", v.number AS "voucherNumber",
  CASE WHEN p.id IS NOT NULL THEN coalesce(nullif(t.name, ''), p.tenant_id) END AS "tenantName",
  CASE WHEN p.id IS NOT NULL THEN coalesce(nullif(t.name_ar, ''), nullif(t.name, ''), p.tenant_id) END AS "tenantNameAr"`;

const joins = sql`JOIN billing_desktop.bank_accounts a ON a.id = l.account_id
  LEFT JOIN billing_desktop.bank_line_payments m ON m.line_id = l.id AND m.live
  LEFT JOIN public.payments p ON p.id = m.payment_id
  LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id
  LEFT JOIN public.tenants t ON t.tenant_id = p.tenant_id`;

type Column = (typeof bankSortColumns)[number];

export const bankList: List<Column> = {
  from: sql`billing_desktop.bank_lines l`,
  id: sortKey(sql`uuid`, sql`l.id`),
  sorts: {
    booked_on: sortBy(sql`date`, sql`l.booked_on`),
    amount: sortBy(sql`numeric`, sql`l.amount`),
  },
  columns,
  joins,
};

export function bankSelection(filter: BankFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.state) conditions.push(states[filter.state]);
  if (filter.accountId) conditions.push(sql`l.account_id = ${filter.accountId}`);
  const term = termOf(filter.search);
  if (term) {
    conditions.push(sql`billing_desktop.fold(l.description || ' ' || coalesce(l.reference, '') || ' ' || coalesce(l.payer_number, '')
    || ' ' || l.amount::text) LIKE ${term.containing}`);
  }
  return { conditions };
}

/** One page of the lines that a filter holds. Throws `bad_input` for a foreign cursor. */
export async function listBankLines(
  reader: Reader,
  { filter, ...request }: Parsed<'bank', 'list'>,
): Promise<Output<'bank', 'list'>> {
  const page = await readPage<Column, object>(reader, bankList, request, bankSelection(filter));
  return { ...page, rows: z.array(bankLineSchema).parse(page.rows) };
}

/** How many lines a filter holds, and what they come to in each currency. */
export function bankTotals(reader: Reader, { filter }: Parsed<'bank', 'totals'>): Promise<Totals> {
  return totalsOf(
    reader,
    selected(bankList.from, sql`l.id, l.currency, l.amount AS total`, bankSelection(filter)),
    false,
  );
}

/** One line with where it came from and what became of it. Throws `not_found`. */
export async function getBankLine(reader: Reader, id: BankLineId): Promise<BankLineDetail> {
  const row = await selectOne<object>(
    reader,
    sql`SELECT ${columns}, s.file_name AS "fileName", l.line_number AS "lineNumber",
  left(coalesce(nullif(l.reference, ''), nullif(l.description, ''), ${day(sql`l.booked_on`)} || ' ' || left(l.id::text, 8)), 255)
    AS "paymentReference"
FROM billing_desktop.bank_lines l ${joins} JOIN billing_desktop.bank_statements s ON s.id = l.statement_id
WHERE l.id = ${id}`,
  );
  if (row === null) throw new AppError('not_found', { entity: 'bank_line' });
  const history = await select<object>(
    reader,
    sql`SELECT ${instant(sql`h.at`)} AS at, h.by, h.what, h.note FROM (
  SELECT s.imported_at AS at, s.imported_by AS by, 'imported' AS what, s.file_name AS note
  FROM billing_desktop.bank_lines l JOIN billing_desktop.bank_statements s ON s.id = l.statement_id WHERE l.id = ${id}
  UNION ALL
  SELECT m.confirmed_at, m.confirmed_by, 'confirmed', v.number FROM billing_desktop.bank_line_payments m
  LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = m.payment_id WHERE m.line_id = ${id}
  UNION ALL
  SELECT r.reversed_at, r.reversed_by, 'reversed', r.reason FROM billing_desktop.bank_line_payments m
  JOIN billing_desktop.reversals r ON r.payment_id = m.payment_id WHERE m.line_id = ${id}
  UNION ALL
  SELECT x.decided_at, x.decided_by, x.decision, x.reason FROM billing_desktop.bank_line_decisions x WHERE x.line_id = ${id}
) h ORDER BY h.at DESC`,
  );
  return bankLineDetailSchema.parse({ ...row, history });
}

/** The accounts whose statements are read, with what waits in each. */
export async function listBankAccounts(reader: Reader): Promise<BankAccount[]> {
  const rows = await select<object>(
    reader,
    sql`SELECT a.id, a.name, a.name_ar AS "nameAr", a.currency, a.method, a.mapping IS NOT NULL AS mapped,
  (SELECT count(*)::integer FROM billing_desktop.bank_lines l WHERE l.account_id = a.id AND ${states.waiting}) AS waiting,
  (SELECT ${day(sql`max(l.booked_on)`)} FROM billing_desktop.bank_lines l WHERE l.account_id = a.id) AS "lastBookedOn"
FROM billing_desktop.bank_accounts a WHERE a.is_active ORDER BY a.name, a.id`,
  );
  return z.array(bankAccountSchema).parse(rows);
}

/** The latest files that were taken in, newest first. */
export async function listBankStatements(reader: Reader): Promise<BankStatement[]> {
  const rows = await select<object>(
    reader,
    sql`SELECT s.id, s.account_id AS "accountId", a.name AS "accountName", a.name_ar AS "accountNameAr",
  s.file_name AS "fileName", s.line_count AS "lineCount", s.known_count AS "knownCount",
  s.outgoing_count AS "outgoingCount", s.wrong_count AS "wrongCount", ${instant(sql`s.imported_at`)} AS "importedAt",
  s.imported_by AS "importedBy"
FROM billing_desktop.bank_statements s JOIN billing_desktop.bank_accounts a ON a.id = s.account_id
ORDER BY s.imported_at DESC, s.id LIMIT 100`,
  );
  return z.array(bankStatementSchema).parse(rows);
}
