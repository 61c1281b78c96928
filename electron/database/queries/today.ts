import type { Output } from '../../contract/api';
import type { CalendarDate } from '../../contract/calendar-date';
import type { Currency } from '../../contract/currency';
import type { InvoiceRow } from '../../contract/invoices';
import type { PaymentRow } from '../../contract/payments';
import type { SubscriptionRow } from '../../contract/subscriptions';
import { day, sum, today } from './expressions';
import { invoiceColumns, isOpen, isOverdue, joinInvoiceTenant } from './invoice-columns';
import { joinPayment, paymentColumns, receivedAt } from './payment-columns';
import { select, selectRow, type Reader } from './select';
import { sql, type Sql } from './sql';
import { joinSubscription, subscriptionColumns } from './subscriptions';
import { countUpToCap } from './totals';

type Today = Output<'today', 'get'>;
type Sums = Today['receivedToday'];

const shown = 8;

/** A pile of work: where its rows are, which, in what order, and which amount they come to. */
interface Pile {
  readonly from: Sql;
  readonly where: Sql;
  readonly order: Sql;
  readonly columns: Sql;
  readonly joins: Sql;
  /** Null where its rows have no amount of their own. */
  readonly sums: { readonly currency: Sql; readonly amount: Sql } | null;
}

async function sumsOf(reader: Reader, from: Sql, where: Sql, sums: NonNullable<Pile['sums']>): Promise<Sums> {
  return select<{ currency: Currency; amount: Sums[number]['amount'] }>(
    reader,
    sql`SELECT ${sums.currency} AS currency, ${sum(sums.amount)} AS amount
FROM ${from} WHERE ${where} GROUP BY 1 ORDER BY 1`,
  );
}

async function readPile<Row extends object>(
  reader: Reader,
  { from, where, order, columns, joins, sums }: Pile,
): Promise<{ count: number; capped: boolean; sums: Sums; first: Row[] }> {
  const counted = await countUpToCap(reader, sql`SELECT FROM ${from} WHERE ${where}`);
  if (counted.count === 0) return { ...counted, sums: [], first: [] };
  return {
    ...counted,
    sums: sums ? await sumsOf(reader, from, where, sums) : [],
    first: await select<Row>(
      reader,
      sql`SELECT ${columns} FROM ${from} ${joins} WHERE ${where} ORDER BY ${order} LIMIT ${shown}`,
    ),
  };
}

const invoices = { from: sql`public.invoices i`, columns: invoiceColumns, joins: joinInvoiceTenant };
const due = { currency: sql`i.currency`, amount: sql`i.amount_due` };
const payments = {
  from: sql`public.payments p`,
  columns: paymentColumns,
  joins: joinPayment,
  sums: { currency: sql`p.currency`, amount: sql`p.amount` },
};

/** What is late or due soon, in the days from today that a week has. */
const lastDay = sql`${today} + 6`;
/** A failure older than this is no longer today's work. */
const failedSince = sql`billing_desktop.start_of(${today} - 30)`;

/** What needs doing, by the server's date in the business zone. */
export async function getToday(reader: Reader): Promise<Today> {
  const head = await selectRow<{ date: CalendarDate; zone: string }>(
    reader,
    sql`SELECT ${day(today)} AS date,
  coalesce((SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC') AS zone`,
  );
  // At once, over the pool: one after the other, a distant server would make the first screen wait.
  const [overdue, dueThisWeek, drafts, trialsEnding, pendingPayments, failedPayments, receivedToday] =
    await Promise.all([
      readPile<InvoiceRow>(reader, {
        ...invoices,
        where: isOverdue,
        order: sql`i.due_date, i.id`,
        sums: due,
      }),
      readPile<InvoiceRow>(reader, {
        ...invoices,
        where: sql`${isOpen} AND i.amount_due > 0 AND i.due_date >= ${today} AND i.due_date <= ${lastDay}`,
        order: sql`i.due_date, i.id`,
        sums: due,
      }),
      readPile<InvoiceRow>(reader, {
        ...invoices,
        where: sql`i.status = 'draft'`,
        order: sql`i.issue_date DESC, i.id DESC`,
        sums: { currency: sql`i.currency`, amount: sql`i.total` },
      }),
      readPile<SubscriptionRow>(reader, {
        from: sql`public.subscriptions s`,
        columns: subscriptionColumns,
        joins: joinSubscription,
        where: sql`s.status = 'trial' AND s.trial_end_date <= ${lastDay}`,
        order: sql`s.trial_end_date, s.id`,
        sums: null,
      }),
      readPile<PaymentRow>(reader, {
        ...payments,
        where: sql`p.status IN ('pending', 'processing')`,
        order: sql`p.created_at, p.id`,
      }),
      readPile<PaymentRow>(reader, {
        ...payments,
        // A payment that a clerk reversed has failed on purpose.
        where: sql`p.status = 'failed' AND p.created_at >= ${failedSince}
        AND NOT EXISTS (SELECT FROM billing_desktop.reversals x WHERE x.payment_id = p.id)`,
        order: sql`p.created_at DESC, p.id DESC`,
      }),
      sumsOf(
        reader,
        payments.from,
        sql`p.status = 'succeeded' AND ${receivedAt} >= billing_desktop.start_of(${today})
        AND ${receivedAt} < billing_desktop.start_of(${today} + 1)`,
        payments.sums,
      ),
    ]);
  return { ...head, overdue, dueThisWeek, drafts, trialsEnding, pendingPayments, failedPayments, receivedToday };
}
