import type { Output, Parsed } from '../../contract/api';
import type { Totals } from '../../contract/page';
import type { RefundDetail, RefundFilter, RefundRow, refundSortColumns } from '../../contract/refunds';
import { AppError } from '../../contract/result';
import { amount, day, instant } from './expressions';
import { readPage, selected, sortBy, sortKey, type List, type Selection } from './list';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';
import { joinTenant, sortByTenantName, tenantColumns } from './tenant-names';
import { exactNumbers, tenantsNamed, termOf } from './term';
import { totalsOf } from './totals';

type Column = (typeof refundSortColumns)[number];

const refund = sql`f`;

const columns = sql`f.id, f.number, f.payment_id AS "paymentId", v.number AS "receiptNumber", ${tenantColumns(refund)},
  ${amount(sql`f.amount`)} AS amount, f.currency, f.method, f.reference, ${day(sql`f.refunded_on`)} AS "refundedOn",
  x.id IS NOT NULL AS canceled`;

const joins = sql`${joinTenant(refund)}
  LEFT JOIN billing_desktop.receipt_vouchers v ON v.payment_id = f.payment_id
  LEFT JOIN billing_desktop.cancellations x ON x.refund_id = f.id`;

export const refundList: List<Column> = {
  from: sql`billing_desktop.refunds f`,
  id: sortKey(sql`uuid`, sql`f.id`),
  sorts: {
    refunded_on: sortBy(sql`date`, sql`f.refunded_on`),
    number: sortBy(sql`text`, sql`(billing_desktop.number_order(f.number) COLLATE "C")`),
    amount: sortBy(sql`numeric`, sql`f.amount`),
    currency: sortBy(sql`public.currency_enum`, sql`f.currency`),
    tenant_name: sortByTenantName(refund),
  },
  columns,
  joins,
};

export function refundSelection(filter: RefundFilter): Selection {
  const conditions: Sql[] = [];
  if (filter.method && filter.method.length > 0) {
    conditions.push(sql`f.method = ANY (${filter.method}::public.payment_method_enum[])`);
  }
  if (filter.currency) conditions.push(sql`f.currency = ${filter.currency}`);
  if (filter.tenantId) conditions.push(sql`f.tenant_id = ${filter.tenantId}`);
  if (filter.paymentId) conditions.push(sql`f.payment_id = ${filter.paymentId}`);
  if (filter.from) conditions.push(sql`f.refunded_on >= ${filter.from}::date`);
  if (filter.to) conditions.push(sql`f.refunded_on <= ${filter.to}::date`);
  const term = termOf(filter.search);
  if (!term) return { conditions };
  const [own, receipts] = [exactNumbers(term, 'PV'), exactNumbers(term, 'RV')];
  const branches = [
    ...(own ? [sql`f.number = ANY (${own})`] : []),
    ...(receipts
      ? [
          sql`f.payment_id IN (SELECT v.payment_id FROM billing_desktop.receipt_vouchers v WHERE v.number = ANY (${receipts}))`,
        ]
      : []),
    ...(term.mayBePartOfNumber ? [sql`f.number ILIKE ${term.containing}`] : []),
    sql`lower(f.reference) = ${term.folded}`,
    sql`f.tenant_id IN (${tenantsNamed(term)})`,
  ];
  return { conditions, branches };
}

/** One page of the refunds that a filter holds. Throws `bad_input` for a foreign cursor. */
export function listRefunds(
  reader: Reader,
  { filter, ...request }: Parsed<'payments', 'refunds'>,
): Promise<Output<'payments', 'refunds'>> {
  return readPage<Column, RefundRow>(reader, refundList, request, refundSelection(filter));
}

/** How many a filter holds, and for each currency what was paid back; a canceled one comes to nothing. */
export function refundTotals(reader: Reader, { filter }: Parsed<'payments', 'refundTotals'>): Promise<Totals> {
  const total = sql`CASE WHEN EXISTS (SELECT FROM billing_desktop.cancellations g WHERE g.refund_id = f.id)
    THEN 0 ELSE f.amount END AS total`;
  return totalsOf(reader, selected(refundList.from, sql`f.id, f.currency, ${total}`, refundSelection(filter)), false);
}

/** What was paid back of a payment, the latest first. */
export function refundsOf(reader: Reader, paymentId: string): Promise<RefundRow[]> {
  return select<RefundRow>(
    reader,
    sql`SELECT ${columns} FROM billing_desktop.refunds f ${joins}
WHERE f.payment_id = ${paymentId} ORDER BY f.refunded_at DESC, f.id`,
  );
}

/** A refund with what it was taken from. Throws `not_found`. */
export async function getRefund(reader: Reader, { id }: Parsed<'payments', 'getRefund'>): Promise<RefundDetail> {
  const row = await selectOne<Omit<RefundDetail, 'lines'>>(
    reader,
    sql`SELECT ${columns}, f.payee_number AS "payeeNumber", f.reason, ${instant(sql`f.refunded_at`)} AS "refundedAt",
  f.refunded_by AS "refundedBy", x.reason AS "cancelReason", ${instant(sql`x.canceled_at`)} AS "canceledAt",
  x.canceled_by AS "canceledBy",
  (SELECT count(*)::integer FROM billing_desktop.document_prints d
   WHERE d.entity_id = f.id AND d.kind = 'payment_voucher') AS copies
FROM billing_desktop.refunds f ${joins} WHERE f.id = ${id}`,
  );
  if (!row) throw new AppError('not_found', { entity: 'refund' });
  const lines = await select<RefundDetail['lines'][number]>(
    reader,
    sql`SELECT l.invoice_id AS "invoiceId", i.invoice_number AS "invoiceNumber", l.from_credit AS "fromCredit",
  ${amount(sql`l.amount`)} AS amount
FROM billing_desktop.refund_lines l LEFT JOIN public.invoices i ON i.id = l.invoice_id
WHERE l.refund_id = ${id} ORDER BY l.id`,
  );
  return { ...row, lines };
}
