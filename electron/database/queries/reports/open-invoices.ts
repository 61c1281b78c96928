import { invoiceChanges, paymentChanges } from '../changes-elsewhere';
import { sql, type Sql } from '../sql';

/** What is due now, from the partial index on open invoices alone. */
const dueNow = sql`SELECT i.id, i.tenant_id, i.currency, i.due_date, i.amount_due AS due
  FROM public.invoices i WHERE i.status IN ('pending', 'overdue') AND i.amount_due > 0 AND i.amount_due < 'NaN'`;

/**
 * What was due at the end of a day that is past: what was issued by then and not yet void, less what had been allocated,
 * received, inherited, credited or written off by then. A receipt counts from the day on which it arrived; credit applied later, and what was taken
 * back, from the day on which that was done. What another program changed after that day counts as it was before.
 */
function dueAt(date: string): Sql {
  const end = sql`billing_desktop.start_of(${date}::date + 1)`;
  const standing = (column: Sql): Sql =>
    sql`NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE ${column} = k.id AND x.canceled_at < ${end})`;
  return sql`SELECT x.id, x.tenant_id, x.currency, x.due_date,
    x.total - x.explicit - least(x.implicit, greatest(x.total - x.explicit, 0)) AS due
  FROM (
    SELECT i.id, i.tenant_id, i.currency, i.due_date, coalesce(w.total, i.total) - coalesce(c.amount, 0) AS total,
      coalesce(a.amount, 0) + coalesce(h.amount, 0) AS explicit, coalesce(s.amount, 0) AS implicit
    FROM public.invoices i
    LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id AND d.voided_at IS NOT NULL
    LEFT JOIN (
      SELECT DISTINCT ON (k.invoice_id) k.invoice_id, k.status_before AS status, k.total_before AS total
      FROM (${invoiceChanges(null)}) k WHERE k.at >= ${end} ORDER BY k.invoice_id, k.place
    ) w ON w.invoice_id = i.id
    LEFT JOIN (
      SELECT l.invoice_id, sum(l.amount) AS amount
      FROM billing_desktop.allocations l
      JOIN public.payments p ON p.id = l.payment_id
      LEFT JOIN billing_desktop.payment_details e ON e.payment_id = p.id
      WHERE CASE WHEN l.kind IN ('payment', 'adopted')
        THEN coalesce(e.paid_on <= ${date}::date, coalesce(p.paid_at, p.created_at) < ${end}) ELSE l.created_at < ${end} END
      GROUP BY l.invoice_id
    ) a ON a.invoice_id = i.id
    LEFT JOIN (
      SELECT z.invoice_id, sum(z.amount) AS amount FROM (
        SELECT k.invoice_id, k.total AS amount FROM billing_desktop.credit_notes k
        WHERE k.issue_date <= ${date}::date AND ${standing(sql`x.credit_note_id`)}
        UNION ALL
        SELECT k.invoice_id, k.amount FROM billing_desktop.write_offs k
        WHERE k.written_on <= ${date}::date AND ${standing(sql`x.write_off_id`)}
      ) z GROUP BY z.invoice_id
    ) c ON c.invoice_id = i.id
    LEFT JOIN billing_desktop.inherited_amounts h ON h.invoice_id = i.id
    LEFT JOIN (
      SELECT p.invoice_id, p.currency, sum(coalesce(u.amount, p.amount)) AS amount
      FROM public.payments p
      LEFT JOIN (
        SELECT DISTINCT ON (k.payment_id) k.payment_id, k.status_before AS status, k.amount_before AS amount, k.arrived_at
        FROM (${paymentChanges(null)}) k WHERE k.at >= ${end} ORDER BY k.payment_id, k.place
      ) u ON u.payment_id = p.id
      WHERE coalesce(u.status, p.status) = 'succeeded' AND coalesce(u.amount, p.amount) < 'NaN'
        AND coalesce(u.arrived_at, p.paid_at, p.created_at) < ${end}
        AND NOT EXISTS (SELECT FROM billing_desktop.payment_details e WHERE e.payment_id = p.id)
      GROUP BY p.invoice_id, p.currency
    ) s ON s.invoice_id = i.id AND s.currency = i.currency
    WHERE i.issue_date <= ${date}::date AND i.status <> 'draft' AND i.total < 'NaN'
      AND CASE WHEN w.invoice_id IS NULL THEN i.status <> 'canceled' OR d.voided_at >= ${end} ELSE w.status <> 'canceled' END
  ) x
  WHERE x.total - x.explicit - least(x.implicit, greatest(x.total - x.explicit, 0)) > 0`;
}

/** The invoices that are open as of a day, as a query of id, tenant_id, currency, due_date and due. */
export function openInvoicesAsOf(date: string, isPast: boolean): Sql {
  return isPast ? dueAt(date) : dueNow;
}
