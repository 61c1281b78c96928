import { getRouteApi } from '@tanstack/react-router';
import { Mail, PhoneCall } from 'lucide-react';
import { useMemo, useState } from 'react';
import { currencies } from '@contract/currency';
import { planIdSchema, tenantIdSchema } from '@contract/ids';
import { bucketSchema, type ReceivableFilter, type ReceivableRow } from '@contract/receivables';
import { call, useRead } from '@/api';
import {
  Button,
  Chip,
  ChoiceChip,
  DataList,
  EmptyState,
  FilterChips,
  ListHeader,
  SearchBox,
  SplitView,
  TotalsBar,
  withoutEmpty,
} from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { receivableColumns } from './receivable-columns';
import { ReceivableRecord } from './receivable-record';
import { RemindersDialog } from './reminders-dialog';

const route = getRouteApi('/receivables');
const worstFirst = { column: 'overdue', direction: 'desc' } as const;
const nothing: ReceivableFilter = {};
const promises = ['open', 'broken', 'none'] as const;
const silences = ['7', '14', '30'] as const;

/** The work list of what is overdue, worst first within each currency, and the customer to be followed up beside it. */
export function ReceivablesScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = nothing } = route.useSearch();
  const navigate = route.useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => receivableColumns(text), [text.language, text.digits]);
  const totals = useRead('receivables.totals', { filter }, { keepPrevious: true });
  const plans = useRead('plans.list', {});
  const [selected, setSelected] = useState<readonly ReceivableRow[]>([]);
  const [making, setMaking] = useState(false);
  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const change = (part: ReceivableFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: withoutEmpty({ ...filter, ...part }) }), replace: true });

  const tenant = tenantIdSchema.safeParse(open?.slice(open.indexOf(':') + 1));
  const chosen = [...new Set(selected.map(({ tenantId }) => tenantId))];
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('receivables.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader
              title={t('receivables.title')}
              count={totals.data?.capped === false ? totals.data.count : undefined}
            >
              <ExportMenu source={{ list: 'receivables', filter, sort: worstFirst }} />
              <Button
                needs="receivables.makeReminders"
                icon={Mail}
                disabled={chosen.length === 0}
                onPress={() => setMaking(true)}
              >
                {t('receivables.reminders.make')}
              </Button>
            </ListHeader>
            <FilterChips>
              <SearchBox
                label={t('receivables.searchPlaceholder')}
                value={filter.search ?? ''}
                onChange={(search) => change({ search })}
              />
              <Chip
                label={t('receivables.filters.pastGrace')}
                on={filter.pastGrace === true}
                onChange={(on) => change({ pastGrace: on ? true : undefined })}
              />
              <ChoiceChip
                label={t('receivables.columns.currency')}
                value={filter.currency ?? null}
                choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
                onChange={(currency) => change({ currency: currency ?? undefined })}
              />
              <ChoiceChip
                label={t('receivables.columns.days')}
                value={filter.bucket ?? null}
                choices={bucketSchema.options.map((value) => ({ value, label: t(`receivables.bucket.${value}`) }))}
                onChange={(bucket) => change({ bucket: bucket ?? undefined })}
              />
              <ChoiceChip
                label={t('receivables.columns.promise')}
                value={filter.promise ?? null}
                choices={promises.map((value) => ({ value, label: t(`receivables.filters.promise.${value}`) }))}
                onChange={(promise) => change({ promise: promise ?? undefined })}
              />
              <ChoiceChip
                label={t('receivables.filters.silent')}
                value={silences.find((days) => Number(days) === filter.notContactedFor) ?? null}
                choices={silences.map((value) => ({
                  value,
                  label: t('receivables.filters.days', { count: Number(value) }),
                }))}
                onChange={(days) => change({ notContactedFor: days === null ? undefined : Number(days) })}
              />
              <ChoiceChip
                label={t('receivables.filters.plan')}
                value={filter.planId ?? null}
                choices={(plans.data ?? []).map((plan) => ({
                  value: plan.planId,
                  label: text.name(plan.name, plan.nameAr),
                }))}
                onChange={(planId) => change({ planId: planIdSchema.safeParse(planId).data })}
              />
            </FilterChips>
            <DataList
              name="receivables"
              label={t('common.listOf', { name: t('receivables.title') })}
              area="receivables"
              columns={columns}
              defaultSort={worstFirst}
              filter={filter}
              load={(request) => call('receivables.list', { filter, ...request })}
              rowId={(row) => row.id}
              openedId={open}
              onOpen={(row) => setOpen(row.id)}
              onSelect={setSelected}
              totals={totals.data}
              empty={
                <EmptyState
                  icon={PhoneCall}
                  title={t(filtered ? 'receivables.emptyFiltered.title' : 'receivables.empty.title')}
                  text={t(filtered ? 'receivables.emptyFiltered.hint' : 'receivables.empty.hint')}
                >
                  {filtered && (
                    <Button
                      onPress={() =>
                        void navigate({ search: (before) => ({ ...before, filter: undefined }), replace: true })
                      }
                    >
                      {t('common.clearFilters')}
                    </Button>
                  )}
                </EmptyState>
              }
            />
            <TotalsBar totals={totals.data} show="total" />
          </>
        }
        record={
          open !== undefined && tenant.success ? (
            <ReceivableRecord key={tenant.data} tenantId={tenant.data} onClose={() => setOpen(undefined)} />
          ) : null
        }
      />
      {making && <RemindersDialog tenantIds={chosen} onClose={() => setMaking(false)} />}
    </>
  );
}
