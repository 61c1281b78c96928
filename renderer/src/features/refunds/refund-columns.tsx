import type { RefundRow, refundSortColumns } from '@contract/refunds';
import { AmountText, Bdi, DateText, Num, Pill, type ListColumn } from '@/components';
import type { Text } from '@/i18n';

type Column = ListColumn<RefundRow, (typeof refundSortColumns)[number]>;

/** The columns of the refunds' list, in the reader's words and digits. */
export function refundColumns(text: Text): readonly Column[] {
  const { t } = text;
  return [
    {
      id: 'number',
      header: t('refunds.columns.number'),
      width: 128,
      sort: 'number',
      cell: (row) => <Num>{row.number}</Num>,
    },
    {
      id: 'tenant',
      header: t('refunds.columns.tenant'),
      width: 150,
      grows: true,
      sort: 'tenant_name',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'receipt',
      header: t('refunds.columns.receipt'),
      width: 128,
      yields: 2,
      cell: (row) => row.receiptNumber !== null && <Num>{row.receiptNumber}</Num>,
    },
    {
      id: 'status',
      header: t('refunds.columns.status'),
      width: 120,
      cell: (row) => (
        <RefundPill canceled={row.canceled} words={t(row.canceled ? 'refunds.canceled' : 'refunds.paid')} />
      ),
    },
    {
      id: 'method',
      header: t('refunds.columns.method'),
      width: 118,
      yields: 1,
      cell: (row) => t(`status.method.${row.method}`),
    },
    {
      id: 'refundedOn',
      header: t('refunds.columns.refundedOn'),
      width: 126,
      sort: 'refunded_on',
      cell: (row) => <DateText date={row.refundedOn} />,
    },
    {
      id: 'amount',
      header: t('refunds.columns.amount'),
      width: 124,
      align: 'amount',
      sort: 'amount',
      cell: (row) => <AmountText amount={row.amount} strong />,
    },
    {
      id: 'currency',
      header: t('refunds.columns.currency'),
      width: 78,
      sort: 'currency',
      cell: (row) => <span className="muted">{text.currency(row.currency)}</span>,
    },
  ];
}

/** Paid back, or canceled since. */
export function RefundPill({ canceled, words }: { readonly canceled: boolean; readonly words: string }) {
  return <Pill tone={canceled ? 'mute' : 'info'}>{words}</Pill>;
}
