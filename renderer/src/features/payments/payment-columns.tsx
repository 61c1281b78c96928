import type { paymentSortColumns, PaymentRow } from '@contract/payments';
import { AmountText, Bdi, InstantText, Num, PaymentPill, type ListColumn } from '@/components';
import type { Text } from '@/i18n';

type Column = ListColumn<PaymentRow, (typeof paymentSortColumns)[number]>;

/** The columns of the payments' list, in the reader's words and digits. */
export function paymentColumns(text: Text): readonly Column[] {
  const { t } = text;
  return [
    {
      id: 'voucher',
      header: t('payments.columns.voucher'),
      width: 128,
      sort: 'voucher_number',
      cell: (row) =>
        row.voucherNumber === null ? (
          <span className="muted">{t('payments.noVoucher')}</span>
        ) : (
          <Num>{row.voucherNumber}</Num>
        ),
    },
    {
      id: 'tenant',
      header: t('payments.columns.tenant'),
      width: 150,
      grows: true,
      sort: 'tenant_name',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'invoice',
      header: t('payments.columns.invoice'),
      width: 136,
      yields: 2,
      sort: 'invoice_number',
      cell: (row) => <Num>{row.invoiceNumber}</Num>,
    },
    {
      id: 'status',
      header: t('payments.columns.status'),
      width: 132,
      sort: 'status',
      cell: (row) => <PaymentPill status={row.status} reversed={row.reversed} />,
    },
    {
      id: 'method',
      header: t('payments.columns.method'),
      width: 118,
      yields: 1,
      sort: 'method',
      cell: (row) => t(`status.method.${row.method}`),
    },
    {
      id: 'reference',
      header: t('payments.columns.reference'),
      width: 130,
      hidden: true,
      cell: (row) => row.reference !== null && <Bdi>{row.reference}</Bdi>,
    },
    {
      id: 'paidAt',
      header: t('payments.columns.paidAt'),
      width: 136,
      yields: 3,
      sort: 'paid_at',
      cell: (row) => row.paidAt !== null && <InstantText at={row.paidAt} />,
    },
    {
      id: 'createdAt',
      header: t('payments.columns.createdAt'),
      width: 136,
      sort: 'created_at',
      hidden: true,
      cell: (row) => <InstantText at={row.createdAt} />,
    },
    {
      id: 'amount',
      header: t('payments.columns.amount'),
      width: 124,
      align: 'amount',
      sort: 'amount',
      cell: (row) => <AmountText amount={row.amount} strong />,
    },
    {
      id: 'currency',
      header: t('payments.columns.currency'),
      width: 78,
      sort: 'currency',
      cell: (row) => <span className="muted">{text.currency(row.currency)}</span>,
    },
  ];
}
