import type { subscriptionSortColumns, SubscriptionRow } from '@contract/subscriptions';
import { Bdi, DateText, InstantText, SubscriptionPill, type ListColumn } from '@/components';
import type { Text } from '@/i18n';

type Column = ListColumn<SubscriptionRow, (typeof subscriptionSortColumns)[number]>;

/** The columns of the subscriptions' list, in the reader's words and digits. */
export function subscriptionColumns(text: Text): readonly Column[] {
  const { t } = text;
  return [
    {
      id: 'tenant',
      header: t('subscriptions.columns.tenant'),
      width: 160,
      grows: true,
      sort: 'tenant_name',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'plan',
      header: t('subscriptions.columns.plan'),
      width: 120,
      sort: 'plan_id',
      cell: (row) => <Bdi>{text.name(row.planName, row.planNameAr) || row.planId}</Bdi>,
    },
    {
      id: 'status',
      header: t('subscriptions.columns.status'),
      width: 132,
      sort: 'status',
      cell: (row) => <SubscriptionPill status={row.status} />,
    },
    {
      id: 'cycle',
      header: t('subscriptions.columns.cycle'),
      width: 110,
      yields: 2,
      sort: 'billing_cycle',
      cell: (row) => t(`status.cycle.${row.cycle}`),
    },
    {
      id: 'startDate',
      header: t('subscriptions.columns.startDate'),
      width: 112,
      yields: 4,
      sort: 'start_date',
      cell: (row) => <DateText date={row.startDate} />,
    },
    {
      id: 'endDate',
      header: t('subscriptions.columns.endDate'),
      width: 112,
      yields: 3,
      sort: 'end_date',
      cell: (row) => <DateText date={row.endDate} />,
    },
    {
      id: 'nextBillingDate',
      header: t('subscriptions.columns.nextBillingDate'),
      width: 124,
      sort: 'next_billing_date',
      cell: (row) => <DateText date={row.nextBillingDate} />,
    },
    {
      id: 'currency',
      header: t('subscriptions.columns.currency'),
      width: 78,
      yields: 1,
      sort: 'currency',
      cell: (row) => <span className="muted">{text.currency(row.currency)}</span>,
    },
    {
      id: 'canceledAt',
      header: t('subscriptions.record.canceled'),
      width: 142,
      hidden: true,
      cell: (row) => row.canceledAt !== null && <InstantText at={row.canceledAt} />,
    },
  ];
}
