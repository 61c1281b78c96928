import { z } from 'zod';
import { addDays } from '../../contract/calendar-date';
import type { InvoiceFilter } from '../../contract/invoices';
import type { Totals } from '../../contract/page';
import type { PaymentFilter } from '../../contract/payments';
import { todaySchema, type Today } from '../../contract/today';
import { day, sum, today } from './expressions';
import { invoiceTotals, listInvoices } from './invoices';
import { listPayments, paymentTotals } from './payments';
import { select, selectRow, type Reader } from './select';
import { sql } from './sql';
import { listSubscriptions, subscriptionTotals } from './subscriptions';

/** Rows that a pile shows before "show all". */
const shown = 5;
const weekDays = 7;

const firstRows = { from: 'start', limit: shown } as const;

function sumsOf(totals: Totals, amount: 'due' | 'total'): Today['overdue']['sums'] {
  return totals.currencies.map(({ currency, due, total }) => ({
    currency,
    amount: amount === 'due' ? (due ?? total) : total,
  }));
}

async function invoicePile(reader: Reader, filter: InvoiceFilter, amount: 'due' | 'total') {
  const totals = await invoiceTotals(reader, { filter });
  const sort = { column: amount === 'due' ? 'due_date' : 'issue_date', direction: 'asc' } as const;
  const { rows } = await listInvoices(reader, { filter, sort, page: firstRows });
  return { count: totals.count, capped: totals.capped, sums: sumsOf(totals, amount), first: rows };
}

async function paymentPile(reader: Reader, filter: PaymentFilter) {
  const totals = await paymentTotals(reader, { filter });
  const sort = { column: 'created_at', direction: 'desc' } as const;
  const { rows } = await listPayments(reader, { filter, sort, page: firstRows });
  return { count: totals.count, capped: totals.capped, sums: sumsOf(totals, 'total'), first: rows };
}

const dayRow = z.object({ date: todaySchema.shape.date, zone: z.string() });

/** What needs doing now: piles of invoices, payments and trials, each with its count, its sums and its first few. */
export async function getToday(reader: Reader): Promise<Today> {
  const { date, zone } = dayRow.parse(
    await selectRow(
      reader,
      sql`SELECT ${day(today)} AS date,
  coalesce((SELECT g.value ->> 'zone' FROM billing_desktop.settings g WHERE g.key = 'business'), 'UTC') AS zone`,
    ),
  );
  const inAWeek = addDays(date, weekDays);
  const trials = { status: ['trial' as const], trialEndsTo: inAWeek };
  const trialTotals = await subscriptionTotals(reader, { filter: trials });
  const trialRows = await listSubscriptions(reader, {
    filter: trials,
    sort: { column: 'next_billing_date', direction: 'asc' },
    page: firstRows,
  });
  const received = await select(
    reader,
    sql`SELECT p.currency, ${sum(sql`p.amount`)} AS amount FROM public.payments p
WHERE p.status = 'succeeded' AND p.paid_at >= ${date}::date::timestamp AT TIME ZONE ${zone}::text
  AND p.paid_at < (${date}::date + 1)::timestamp AT TIME ZONE ${zone}::text
GROUP BY p.currency ORDER BY p.currency`,
  );
  return todaySchema.parse({
    date,
    zone,
    overdue: await invoicePile(reader, { standing: ['overdue'] }, 'due'),
    dueThisWeek: await invoicePile(
      reader,
      { standing: ['pending', 'partly_paid'], dueFrom: date, dueTo: inAWeek },
      'due',
    ),
    drafts: await invoicePile(reader, { standing: ['draft'] }, 'total'),
    trialsEnding: { count: trialTotals.count, capped: trialTotals.capped, sums: [], first: trialRows.rows },
    pendingPayments: await paymentPile(reader, { status: ['pending', 'processing'] }),
    failedPayments: await paymentPile(reader, { status: ['failed'], from: addDays(date, -30) }),
    receivedToday: received,
  });
}
