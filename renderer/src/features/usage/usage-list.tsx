import { ChartColumn } from 'lucide-react';
import { useMemo } from 'react';
import { knownMetrics, metricName } from '@contract/metric-names';
import type { UsageFilter, usageSortColumns, UsageRow } from '@contract/usage';
import { call, type OutputOf } from '@/api';
import {
  Bdi,
  Button,
  ChoiceChip,
  DataList,
  EmptyState,
  FilterChips,
  InstantText,
  MetricName,
  Num,
  RemovableChip,
  SearchBox,
  TotalsBar,
  type ListColumn,
} from '@/components';
import { useText, type Text } from '@/i18n';

export const newestFirst = { column: 'recorded_at', direction: 'desc' } as const;

/** Every usage record: only ever added, by the service or by hand. */
export function UsageList({ filter, totals, openedId, onChange, onOpen }: UsageListProps) {
  const text = useText();
  const { t } = text;
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => usageColumns(text), [text.language, text.digits]);
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <FilterChips>
        <SearchBox
          label={t('usage.searchPlaceholder')}
          value={filter.search ?? ''}
          onChange={(search) => onChange({ search })}
        />
        <ChoiceChip
          label={t('usage.columns.metric')}
          value={filter.metric ?? null}
          choices={knownMetrics.map((metric) => ({ value: metric, label: metricName(metric, text.language) }))}
          onChange={(metric) => onChange({ metric: metric ?? undefined })}
        />
        {filter.tenantId !== undefined && (
          <RemovableChip
            label={t('usage.columns.tenant')}
            value={filter.tenantId}
            onRemove={() => onChange({ tenantId: undefined })}
          />
        )}
      </FilterChips>
      <DataList
        name="usage"
        label={t('common.listOf', { name: t('usage.title') })}
        area="usage"
        columns={columns}
        defaultSort={newestFirst}
        filter={filter}
        load={(request) => call('usage.list', { filter, ...request })}
        rowId={(row) => row.id}
        openedId={openedId}
        onOpen={(row) => onOpen(row.id)}
        totals={totals}
        empty={
          <EmptyState
            icon={ChartColumn}
            title={t(filtered ? 'usage.emptyFiltered.title' : 'usage.empty.title')}
            text={t(filtered ? 'usage.emptyFiltered.hint' : 'usage.empty.hint')}
          >
            {filtered && (
              <Button
                onPress={() =>
                  onChange({ search: undefined, metric: undefined, tenantId: undefined, subscriptionId: undefined })
                }
              >
                {t('common.clearFilters')}
              </Button>
            )}
          </EmptyState>
        }
      />
      <TotalsBar totals={totals} show="none" />
    </>
  );
}
interface UsageListProps {
  readonly filter: UsageFilter;
  readonly totals: OutputOf<'usage.totals'> | undefined;
  readonly openedId: string | undefined;
  readonly onChange: (part: UsageFilter) => void;
  readonly onOpen: (id: string) => void;
}

function usageColumns(text: Text): readonly ListColumn<UsageRow, (typeof usageSortColumns)[number]>[] {
  const { t } = text;
  return [
    {
      id: 'tenant',
      header: t('usage.columns.tenant'),
      width: 180,
      grows: true,
      sort: 'tenant_name',
      cell: (row) => <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    },
    {
      id: 'metric',
      header: t('usage.columns.metric'),
      width: 240,
      sort: 'metric_type',
      cell: (row) => <MetricName metric={row.metric} />,
    },
    {
      id: 'quantity',
      header: t('usage.columns.quantity'),
      width: 120,
      align: 'amount',
      sort: 'quantity',
      cell: (row) => <Num>{text.count(row.quantity)}</Num>,
    },
    {
      id: 'recordedAt',
      header: t('usage.columns.recordedAt'),
      width: 160,
      sort: 'recorded_at',
      cell: (row) => <InstantText at={row.recordedAt} />,
    },
  ];
}
