import { CircleCheck } from 'lucide-react';
import { useMemo } from 'react';
import { metricName } from '@contract/metric-names';
import type { Language } from '@contract/preferences';
import { mostLimitAlerts, type LimitAlert } from '@contract/usage';
import { call } from '@/api';
import {
  Bdi,
  Chip,
  DataList,
  EmptyState,
  FilterChips,
  loadFromArray,
  MetricName,
  Num,
  TotalsBar,
  type ListColumn,
} from '@/components';
import { useText, type Text } from '@/i18n';
import { LimitPill } from './limit-pill';
import type { LimitLevel } from './route';

type LimitSort = 'tenant' | 'plan' | 'metric' | 'percent';

/** A row by what it is of: a subscription may have several. */
export const limitRowId = ({ subscriptionId, metric }: Pick<LimitAlert, 'subscriptionId' | 'metric'>): string =>
  `${subscriptionId} ${metric}`;

const fullestFirst = { column: 'percent', direction: 'desc' } as const;
const levels = ['near', 'full'] as const;

/** The limits of which 80 % or more is used, the fullest first. */
export function LimitList({ count, level, openedId, onLevel, onOpen }: LimitListProps) {
  const text = useText();
  const { t } = text;
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => limitColumns(text), [text.language, text.digits]);
  const { language } = text;
  const load = useMemo(() => loadFromArray(() => limitsOf(level), ordersIn(language)), [level, language]);
  return (
    <>
      <FilterChips>
        {levels.map((each) => (
          <Chip
            key={each}
            label={t(`usage.limits.level.${each}`)}
            on={level === each}
            onChange={(on) => onLevel(on ? each : undefined)}
          />
        ))}
        {count > mostLimitAlerts && (
          <span className="muted">{t('usage.limits.most', { shown: text.count(mostLimitAlerts) })}</span>
        )}
      </FilterChips>
      <DataList
        name="usage.limits"
        label={t('usage.tab.limits')}
        area="usage"
        columns={columns}
        defaultSort={fullestFirst}
        filter={{ level }}
        load={load}
        rowId={limitRowId}
        openedId={openedId}
        onOpen={(row) => onOpen(limitRowId(row))}
        empty={
          <EmptyState icon={CircleCheck} title={t('usage.limits.none.title')} text={t('usage.limits.none.hint')} />
        }
      />
      <TotalsBar totals={{ count, capped: false, currencies: [] }} show="none" />
    </>
  );
}
interface LimitListProps {
  /** How many there are; more than the list holds where there are very many. */
  readonly count: number;
  readonly level: LimitLevel | undefined;
  readonly openedId: string | undefined;
  readonly onLevel: (level: LimitLevel | undefined) => void;
  readonly onOpen: (id: string) => void;
}

async function limitsOf(level: LimitLevel | undefined): Promise<readonly LimitAlert[]> {
  const { alerts } = await call('usage.alerts', {});
  return alerts.filter(({ percent }) => level === undefined || percent >= 100 === (level === 'full'));
}

type Orders = Readonly<Record<LimitSort, (left: LimitAlert, right: LimitAlert) => number>>;

function ordersIn(language: Language): Orders {
  const by =
    (wordOf: (row: LimitAlert) => string) =>
    (left: LimitAlert, right: LimitAlert): number =>
      wordOf(left).localeCompare(wordOf(right), language);
  const isArabic = language === 'ar';
  return {
    tenant: by((row) => (isArabic ? row.tenantNameAr || row.tenantName : row.tenantName || row.tenantNameAr)),
    plan: by((row) => (isArabic ? row.planNameAr : row.planName)),
    metric: by((row) => metricName(row.metric, language)),
    percent: (left, right) => left.percent - right.percent,
  };
}

function limitColumns(text: Text): readonly ListColumn<LimitAlert, LimitSort>[] {
  const { t } = text;
  return [
    {
      id: 'tenant',
      header: t('usage.columns.tenant'),
      width: 170,
      grows: true,
      sort: 'tenant',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'plan',
      header: t('usage.columns.plan'),
      width: 120,
      yields: 1,
      sort: 'plan',
      cell: (row) => <Bdi>{text.name(row.planName, row.planNameAr)}</Bdi>,
    },
    {
      id: 'metric',
      header: t('usage.columns.metric'),
      width: 216,
      sort: 'metric',
      cell: (row) => <MetricName metric={row.metric} />,
    },
    {
      id: 'used',
      header: t('usage.columns.used'),
      width: 80,
      align: 'amount',
      cell: (row) => <Num>{text.decimal(row.used)}</Num>,
    },
    {
      id: 'limit',
      header: t('usage.columns.limit'),
      width: 80,
      align: 'amount',
      cell: (row) => <Num>{text.decimal(row.limit)}</Num>,
    },
    {
      id: 'percent',
      header: t('usage.columns.percent'),
      width: 192,
      sort: 'percent',
      cell: (row) => <LimitPill percent={row.percent} />,
    },
  ];
}
