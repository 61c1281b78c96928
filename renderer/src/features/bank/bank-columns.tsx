import type { BankLine, BankLineState, bankSortColumns } from '@contract/bank';
import { AmountText, Bdi, DateText, Pill, type ListColumn, type Tone } from '@/components';
import type { Text } from '@/i18n';

export const lineTones: Readonly<Record<BankLineState, Tone>> = { waiting: 'warn', confirmed: 'ok', set_aside: 'mute' };

export function bankColumns(text: Text): readonly ListColumn<BankLine, (typeof bankSortColumns)[number]>[] {
  const { t } = text;
  return [
    {
      id: 'bookedOn',
      header: t('bank.columns.bookedOn'),
      width: 116,
      sort: 'booked_on',
      cell: (row) => <DateText date={row.bookedOn} />,
    },
    {
      id: 'description',
      header: t('bank.columns.description'),
      width: 200,
      grows: true,
      cell: (row) => <Bdi>{row.description || row.reference || '—'}</Bdi>,
    },
    {
      id: 'amount',
      header: t('bank.columns.amount'),
      width: 130,
      align: 'amount',
      sort: 'amount',
      cell: (row) => <AmountText amount={row.amount} strong />,
    },
    {
      id: 'currency',
      header: t('bank.columns.currency'),
      width: 76,
      cell: (row) => text.currency(row.currency),
    },
    {
      id: 'state',
      header: t('bank.columns.state'),
      width: 120,
      yields: 1,
      cell: (row) => <Pill tone={lineTones[row.state]}>{t(`bank.state.${row.state}`)}</Pill>,
    },
    {
      id: 'account',
      header: t('bank.columns.account'),
      width: 150,
      yields: 2,
      cell: (row) => <Bdi>{text.name(row.accountName, row.accountNameAr)}</Bdi>,
    },
    {
      id: 'reference',
      header: t('bank.columns.reference'),
      width: 140,
      yields: 3,
      cell: (row) => (row.reference === null ? '—' : <span className="num">{row.reference}</span>),
    },
  ];
}
