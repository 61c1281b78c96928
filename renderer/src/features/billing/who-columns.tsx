import type { DueRow, LeftOutRow } from '@contract/billing';
import { AmountText, Bdi, DateText, SubscriptionPill, type ListColumn } from '@/components';
import type { Text } from '@/i18n';

type Who = Pick<DueRow, 'tenantName' | 'tenantNameAr' | 'tenantId' | 'planName' | 'planNameAr' | 'planId' | 'cycle'>;

function whoColumns<R extends Who>(text: Text): readonly ListColumn<R, 'order'>[] {
  const { t } = text;
  return [
    {
      id: 'tenant',
      header: t('subscriptions.columns.tenant'),
      width: 160,
      grows: true,
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'plan',
      header: t('subscriptions.columns.plan'),
      width: 120,
      cell: (row) => <Bdi>{text.name(row.planName, row.planNameAr) || row.planId}</Bdi>,
    },
    {
      id: 'cycle',
      header: t('subscriptions.columns.cycle'),
      width: 100,
      yields: 2,
      cell: (row) => t(`status.cycle.${row.cycle}`),
    },
  ];
}

/** The columns of what is due. */
export function dueColumns(text: Text): readonly ListColumn<DueRow, 'order'>[] {
  const { t } = text;
  return [
    ...whoColumns<DueRow>(text),
    {
      id: 'periods',
      header: t('billing.columns.periods'),
      width: 86,
      align: 'amount',
      cell: (row) => <span className={row.periods > 1 ? 'num strong' : 'num'}>{text.count(row.periods)}</span>,
    },
    {
      id: 'from',
      header: t('billing.columns.from'),
      width: 112,
      yields: 1,
      cell: (row) => <DateText date={row.from} />,
    },
    {
      id: 'to',
      header: t('billing.columns.to'),
      width: 112,
      yields: 3,
      cell: (row) => <DateText date={row.to} />,
    },
    {
      id: 'total',
      header: t('billing.columns.total'),
      width: 124,
      align: 'amount',
      cell: (row) => <AmountText amount={row.total} strong />,
    },
    {
      id: 'currency',
      header: t('subscriptions.columns.currency'),
      width: 82,
      cell: (row) => <span className="muted">{text.currency(row.currency)}</span>,
    },
  ];
}

/** The columns of whom a run leaves out. */
export function leftOutColumns(text: Text): readonly ListColumn<LeftOutRow, 'order'>[] {
  const { t } = text;
  return [
    ...whoColumns<LeftOutRow>(text),
    {
      id: 'status',
      header: t('subscriptions.columns.status'),
      width: 124,
      cell: (row) => <SubscriptionPill status={row.status} />,
    },
    {
      id: 'since',
      header: t('billing.columns.since'),
      width: 112,
      cell: (row) => row.since !== null && <DateText date={row.since} />,
    },
    {
      id: 'currency',
      header: t('subscriptions.columns.currency'),
      width: 82,
      cell: (row) => <span className="muted">{text.currency(row.currency)}</span>,
    },
  ];
}
