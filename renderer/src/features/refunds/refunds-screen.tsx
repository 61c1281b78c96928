import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CreditCard, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { currencies } from '@contract/currency';
import { refundIdSchema } from '@contract/ids';
import type { RefundFilter } from '@contract/refunds';
import { paymentMethodSchema } from '@contract/status';
import { call, useRead } from '@/api';
import {
  Button,
  ChoiceChip,
  DataList,
  EmptyState,
  FilterChips,
  ListHeader,
  RemovableChip,
  SearchBox,
  SplitView,
  TotalsBar,
  withoutEmpty,
} from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { refundColumns } from './refund-columns';
import { RefundRecord } from './refund-record';

const route = getRouteApi('/refunds');
const newestFirst = { column: 'refunded_on', direction: 'desc' } as const;
const nothing: RefundFilter = {};

/** All that was paid back: the list, and beside it the one that is open. */
export function RefundsScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = nothing } = route.useSearch();
  const navigate = route.useNavigate();
  const goTo = useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => refundColumns(text), [text.language, text.digits]);
  const totals = useRead('payments.refundTotals', { filter }, { keepPrevious: true });
  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const setFilter = (next: RefundFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: withoutEmpty(next) }), replace: true });
  const openId = refundIdSchema.safeParse(open);
  const filtered = Object.keys(filter).length > 0;
  return (
    <SplitView
      recordLabel={t('common.recordOf', { name: t('refunds.title') })}
      onClose={() => setOpen(undefined)}
      list={
        <>
          <ListHeader title={t('refunds.title')} count={totals.data?.capped === false ? totals.data.count : undefined}>
            <ExportMenu source={{ list: 'refunds', filter, sort: newestFirst }} />
            <Button icon={CreditCard} onPress={() => void goTo({ to: '/payments' })}>
              {t('refunds.toPayments')}
            </Button>
          </ListHeader>
          <FilterChips>
            <SearchBox
              label={t('refunds.search')}
              value={filter.search ?? ''}
              onChange={(search) => setFilter({ ...filter, search })}
            />
            <ChoiceChip
              label={t('refunds.columns.method')}
              value={filter.method?.[0] ?? null}
              choices={paymentMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) }))}
              onChange={(method) => setFilter({ ...filter, method: method === null ? undefined : [method] })}
            />
            <ChoiceChip
              label={t('invoices.filters.currency')}
              value={filter.currency ?? null}
              choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
              onChange={(currency) => setFilter({ ...filter, currency: currency ?? undefined })}
            />
            {filter.tenantId !== undefined && (
              <RemovableChip
                label={t('refunds.columns.tenant')}
                value={filter.tenantId}
                onRemove={() => setFilter({ ...filter, tenantId: undefined })}
              />
            )}
          </FilterChips>
          <DataList
            name="refunds"
            label={t('common.listOf', { name: t('refunds.title') })}
            area="payments"
            columns={columns}
            defaultSort={newestFirst}
            filter={filter}
            load={(request) => call('payments.refunds', { filter, ...request })}
            rowId={(row) => row.id}
            openedId={open}
            onOpen={(row) => setOpen(row.id)}
            totals={totals.data}
            empty={
              <EmptyState
                icon={Undo2}
                title={t(filtered ? 'refunds.emptyFiltered.title' : 'refunds.empty.title')}
                text={t(filtered ? 'refunds.emptyFiltered.hint' : 'refunds.empty.hint')}
              >
                {filtered ? (
                  <Button onPress={() => setFilter({})}>{t('common.clearFilters')}</Button>
                ) : (
                  <Button variant="primary" icon={CreditCard} onPress={() => void goTo({ to: '/payments' })}>
                    {t('refunds.toPayments')}
                  </Button>
                )}
              </EmptyState>
            }
          />
          <TotalsBar totals={totals.data} show="total" />
        </>
      }
      record={
        openId.success ? <RefundRecord key={openId.data} id={openId.data} onClose={() => setOpen(undefined)} /> : null
      }
    />
  );
}
