import type { PromiseState, ReceivableRow, receivableSortColumns } from '@contract/receivables';
import { AmountText, Bdi, InstantText, Num, Pill, type ListColumn, type Tone } from '@/components';
import type { Text } from '@/i18n';

export const promiseTones: Readonly<Record<PromiseState, Tone>> = {
  open: 'info',
  kept: 'ok',
  broken: 'bad',
  withdrawn: 'mute',
};

export function receivableColumns(
  text: Text,
): readonly ListColumn<ReceivableRow, (typeof receivableSortColumns)[number]>[] {
  const { t } = text;
  return [
    {
      id: 'tenant',
      header: t('receivables.columns.tenant'),
      width: 190,
      grows: true,
      sort: 'tenant_name',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'overdue',
      header: t('receivables.columns.overdue'),
      width: 132,
      align: 'amount',
      sort: 'overdue',
      cell: (row) => <AmountText amount={row.overdue} strong />,
    },
    {
      id: 'currency',
      header: t('receivables.columns.currency'),
      width: 76,
      cell: (row) => text.currency(row.currency),
    },
    {
      id: 'days',
      header: t('receivables.columns.days'),
      width: 110,
      sort: 'days_overdue',
      cell: (row) => <Num>{text.count(row.daysOverdue)}</Num>,
    },
    {
      id: 'promise',
      header: t('receivables.columns.promise'),
      width: 130,
      yields: 2,
      cell: (row) =>
        row.promise === null ? (
          '—'
        ) : (
          <Pill tone={promiseTones[row.promise.state]}>{t(`receivables.promise.state.${row.promise.state}`)}</Pill>
        ),
    },
    {
      id: 'contact',
      header: t('receivables.columns.contact'),
      width: 150,
      yields: 1,
      sort: 'last_contact',
      cell: (row) => (row.lastContactAt === null ? '—' : <InstantText at={row.lastContactAt} />),
    },
    {
      id: 'reminders',
      header: t('receivables.columns.reminders'),
      width: 100,
      yields: 3,
      cell: (row) => (row.reminders === 0 ? '—' : <Num>{text.count(row.reminders)}</Num>),
    },
  ];
}
