import type { invoiceSortColumns, InvoiceRow } from '@contract/invoices';
import { AmountText, Bdi, DateText, InvoicePill, Num, type ListColumn } from '@/components';
import type { Text } from '@/i18n';

type Column = ListColumn<InvoiceRow, (typeof invoiceSortColumns)[number]>;

/** The columns of the invoices' list, in the reader's words and digits. */
export function invoiceColumns(text: Text): readonly Column[] {
  const { t } = text;
  return [
    {
      id: 'number',
      header: t('invoices.columns.number'),
      width: 130,
      sort: 'invoice_number',
      cell: (row) => <Num>{row.standing === 'draft' ? t('status.invoice.draft') : row.number}</Num>,
    },
    {
      id: 'tenant',
      header: t('invoices.columns.tenant'),
      width: 150,
      grows: true,
      sort: 'tenant_name',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'standing',
      header: t('invoices.columns.standing'),
      width: 132,
      sort: 'status',
      cell: (row) => <InvoicePill standing={row.standing} />,
    },
    {
      id: 'issueDate',
      header: t('invoices.columns.issueDate'),
      width: 104,
      yields: 3,
      sort: 'issue_date',
      cell: (row) => <DateText date={row.issueDate} />,
    },
    {
      id: 'dueDate',
      header: t('invoices.columns.dueDate'),
      width: 104,
      sort: 'due_date',
      cell: (row) => <DateText date={row.dueDate} />,
    },
    {
      id: 'total',
      header: t('invoices.columns.total'),
      width: 116,
      yields: 2,
      align: 'amount',
      sort: 'total',
      cell: (row) => <AmountText amount={row.total} />,
    },
    {
      id: 'amountDue',
      header: t('invoices.columns.amountDue'),
      width: 116,
      align: 'amount',
      sort: 'amount_due',
      // Nothing is due on a draft, nor on what was voided.
      cell: (row) =>
        row.standing === 'draft' || row.standing === 'canceled' ? (
          <span className="muted">—</span>
        ) : (
          <AmountText amount={row.amountDue} strong />
        ),
    },
    {
      id: 'currency',
      header: t('invoices.columns.currency'),
      width: 78,
      sort: 'currency',
      cell: (row) => <span className="muted">{text.currency(row.currency)}</span>,
    },
  ];
}
