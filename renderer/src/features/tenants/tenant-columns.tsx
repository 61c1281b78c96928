import type { tenantSortColumns, TenantRow } from '@contract/tenants';
import { AmountText, Pill, type ListColumn } from '@/components';
import type { Text } from '@/i18n';

type Column = ListColumn<TenantRow, (typeof tenantSortColumns)[number]>;

/** The columns of the customers' list. What is owed stands in one column for each currency: they are never added. */
export function tenantColumns(text: Text): readonly Column[] {
  const { t } = text;
  const arabicFirst = text.language === 'ar';
  const arabic: Column = {
    id: 'name_ar',
    header: t('tenants.column.nameAr'),
    width: 180,
    grows: arabicFirst,
    hidden: !arabicFirst,
    sort: 'name_ar',
    cell: (row) => <bdi>{row.nameAr || row.name || row.tenantId}</bdi>,
  };
  const english: Column = {
    id: 'name',
    header: t('tenants.column.name'),
    width: 180,
    grows: !arabicFirst,
    hidden: arabicFirst,
    sort: 'name',
    cell: (row) => <bdi>{row.name || row.nameAr || row.tenantId}</bdi>,
  };
  const due = (currency: 'USD' | 'YER', width: number): Column => ({
    id: `due_${currency}`,
    header: t('tenants.column.due', { currency: text.currency(currency) }),
    width,
    align: 'amount',
    cell: (row) => {
      const owed = row.owed.find((part) => part.currency === currency);
      return owed === undefined || owed.due === '0.00' ? null : (
        <AmountText amount={owed.due} strong {...(owed.overdue === '0.00' ? {} : { tone: 'bad' as const })} />
      );
    },
  });
  return [
    ...(arabicFirst ? [arabic, english] : [english, arabic]),
    {
      id: 'tenant_id',
      header: t('tenants.column.id'),
      width: 168,
      yields: 1,
      sort: 'tenant_id',
      cell: (row) => <span className="num">{row.tenantId}</span>,
    },
    {
      id: 'governorate',
      header: t('tenants.column.governorate'),
      width: 118,
      yields: 2,
      cell: (row) => <bdi>{row.governorate ?? row.city}</bdi>,
    },
    {
      id: 'phone',
      header: t('tenants.column.phone'),
      width: 130,
      hidden: true,
      cell: (row) => <span className="num">{row.phone}</span>,
    },
    {
      id: 'is_active',
      header: t('tenants.column.status'),
      width: 142,
      sort: 'is_active',
      cell: (row) => <TenantPill t={t} isActive={row.isActive} registered={row.registered} />,
    },
    due('USD', 112),
    due('YER', 124),
  ];
}

/** A customer that only the service's rows name bills and prints under its id until it is registered. */
export function TenantPill({ t, isActive, registered }: { t: Text['t']; isActive: boolean; registered: boolean }) {
  if (!registered) return <Pill tone="warn">{t('status.activity.unregistered')}</Pill>;
  return isActive ? (
    <Pill tone="ok">{t('status.activity.active')}</Pill>
  ) : (
    <Pill tone="mute">{t('status.activity.inactive')}</Pill>
  );
}
