import { getRouteApi } from '@tanstack/react-router';
import { ChartColumn, FileInput, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { UsageFilter, usageSortColumns, UsageRow } from '@contract/usage';
import { call, useRead } from '@/api';
import {
  Bdi,
  Button,
  ChoiceChip,
  DataList,
  EmptyState,
  FilterChips,
  InstantText,
  ListHeader,
  Num,
  RemovableChip,
  SearchBox,
  SplitView,
  TotalsBar,
  useShortcut,
  withoutEmpty,
  type ListColumn,
} from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText, type Text } from '@/i18n';
import { knownMetrics, metricName } from './metric-name';
import { ImportUsageDialog } from './import-usage';
import { LimitAlerts } from './limit-alerts';
import { RecordUsageDialog } from './usage-form';
import { UsageRecord } from './usage-record';

const route = getRouteApi('/usage');
const newestFirst = { column: 'recorded_at', direction: 'desc' } as const;
const nothing: UsageFilter = {};

/** Every usage record: only ever added, by the service or by hand. */
export function UsageScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = nothing, create } = route.useSearch();
  const navigate = route.useNavigate();
  const [importing, setImporting] = useState(false);
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => usageColumns(text), [text.language, text.digits]);
  const totals = useRead('usage.totals', { filter }, { keepPrevious: true });

  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const change = (part: UsageFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: withoutEmpty({ ...filter, ...part }) }), replace: true });
  const setCreate = (on: boolean): void =>
    void navigate({ search: (before) => ({ ...before, create: on ? true : undefined }), replace: true });
  useShortcut({ needs: 'usage.record', keys: 'N', label: t('usage.new'), run: () => setCreate(true) });

  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('usage.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader title={t('usage.title')} count={totals.data?.capped === false ? totals.data.count : undefined}>
              <ExportMenu source={{ list: 'usage', filter, sort: newestFirst }} />
              <Button needs="usage.import" icon={FileInput} onPress={() => setImporting(true)}>
                {t('usage.import.take')}
              </Button>
              <Button needs="usage.record" variant="primary" icon={Plus} keys="N" onPress={() => setCreate(true)}>
                {t('usage.new')}
              </Button>
            </ListHeader>
            <FilterChips>
              <SearchBox
                label={t('usage.searchPlaceholder')}
                value={filter.search ?? ''}
                onChange={(search) => change({ search })}
              />
              <ChoiceChip
                label={t('usage.columns.metric')}
                value={filter.metric ?? null}
                choices={knownMetrics.map((metric) => ({ value: metric, label: metricName(metric, t) }))}
                onChange={(metric) => change({ metric: metric ?? undefined })}
              />
              {filter.tenantId !== undefined && (
                <RemovableChip
                  label={t('usage.columns.tenant')}
                  value={filter.tenantId}
                  onRemove={() => change({ tenantId: undefined })}
                />
              )}
            </FilterChips>
            <LimitAlerts />
            <DataList
              name="usage"
              label={t('common.listOf', { name: t('usage.title') })}
              area="usage"
              columns={columns}
              defaultSort={newestFirst}
              filter={filter}
              load={(request) => call('usage.list', { filter, ...request })}
              rowId={(row) => row.id}
              openedId={open}
              onOpen={(row) => setOpen(row.id)}
              totals={totals.data}
              empty={
                <EmptyState
                  icon={ChartColumn}
                  title={t(filtered ? 'usage.emptyFiltered.title' : 'usage.empty.title')}
                  text={t(filtered ? 'usage.emptyFiltered.hint' : 'usage.empty.hint')}
                >
                  {filtered && (
                    <Button
                      onPress={() =>
                        change({ search: undefined, metric: undefined, tenantId: undefined, subscriptionId: undefined })
                      }
                    >
                      {t('common.clearFilters')}
                    </Button>
                  )}
                </EmptyState>
              }
            />
            <TotalsBar totals={totals.data} show="none" />
          </>
        }
        record={open === undefined ? null : <UsageRecord key={open} id={open} onClose={() => setOpen(undefined)} />}
      />
      {importing && <ImportUsageDialog onClose={() => setImporting(false)} />}
      {create === true && <RecordUsageDialog onClose={() => setCreate(false)} />}
    </>
  );
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
      cell: (row) => <Bdi>{metricName(row.metric, t)}</Bdi>,
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
