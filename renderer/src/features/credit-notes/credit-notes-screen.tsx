import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { FileMinus2, FileText } from 'lucide-react';
import { useMemo } from 'react';
import { creditNoteKindSchema, type CreditNoteFilter } from '@contract/credit-notes';
import { currencies } from '@contract/currency';
import { creditNoteIdSchema } from '@contract/ids';
import { call, useRead } from '@/api';
import {
  Button,
  Chip,
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
import { creditNoteColumns } from './credit-note-columns';
import { CreditNoteRecord } from './credit-note-record';

const route = getRouteApi('/credit-notes');
const newestFirst = { column: 'issue_date', direction: 'desc' } as const;
const nothing: CreditNoteFilter = {};

/** Every credit note: the list, and beside it the one that is open. */
export function CreditNotesScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = nothing } = route.useSearch();
  const navigate = route.useNavigate();
  const goTo = useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => creditNoteColumns(text), [text.language, text.digits]);
  const totals = useRead('creditNotes.totals', { filter }, { keepPrevious: true });
  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const setFilter = (next: CreditNoteFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: withoutEmpty(next) }), replace: true });
  const openId = creditNoteIdSchema.safeParse(open);
  const filtered = Object.keys(filter).length > 0;
  return (
    <SplitView
      recordLabel={t('common.recordOf', { name: t('creditNotes.title') })}
      onClose={() => setOpen(undefined)}
      list={
        <>
          <ListHeader
            title={t('creditNotes.title')}
            count={totals.data?.capped === false ? totals.data.count : undefined}
          >
            <ExportMenu source={{ list: 'creditNotes', filter, sort: newestFirst }} />
            <Button icon={FileText} onPress={() => void goTo({ to: '/invoices' })}>
              {t('creditNotes.toInvoices')}
            </Button>
          </ListHeader>
          <FilterChips>
            <SearchBox
              label={t('creditNotes.search')}
              value={filter.search ?? ''}
              onChange={(search) => setFilter({ ...filter, search })}
            />
            {creditNoteKindSchema.options.map((kind) => (
              <Chip
                key={kind}
                label={t(`creditNotes.kind.${kind}`)}
                on={filter.kind === kind}
                onChange={(on) => setFilter({ ...filter, kind: on ? kind : undefined })}
              />
            ))}
            <Chip
              label={t('creditNotes.kind.canceled')}
              on={filter.canceled === true}
              onChange={(on) => setFilter({ ...filter, canceled: on ? true : undefined })}
            />
            <ChoiceChip
              label={t('invoices.filters.currency')}
              value={filter.currency ?? null}
              choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
              onChange={(currency) => setFilter({ ...filter, currency: currency ?? undefined })}
            />
            {filter.tenantId !== undefined && (
              <RemovableChip
                label={t('creditNotes.columns.tenant')}
                value={filter.tenantId}
                onRemove={() => setFilter({ ...filter, tenantId: undefined })}
              />
            )}
          </FilterChips>
          <DataList
            name="creditNotes"
            label={t('common.listOf', { name: t('creditNotes.title') })}
            area="creditNotes"
            columns={columns}
            defaultSort={newestFirst}
            filter={filter}
            load={(request) => call('creditNotes.list', { filter, ...request })}
            rowId={(row) => row.id}
            openedId={open}
            onOpen={(row) => setOpen(row.id)}
            totals={totals.data}
            empty={
              <EmptyState
                icon={FileMinus2}
                title={t(filtered ? 'creditNotes.emptyFiltered.title' : 'creditNotes.empty.title')}
                text={t(filtered ? 'creditNotes.emptyFiltered.hint' : 'creditNotes.empty.hint')}
              >
                {filtered ? (
                  <Button onPress={() => setFilter({})}>{t('common.clearFilters')}</Button>
                ) : (
                  <Button variant="primary" icon={FileText} onPress={() => void goTo({ to: '/invoices' })}>
                    {t('creditNotes.toInvoices')}
                  </Button>
                )}
              </EmptyState>
            }
          />
          <TotalsBar totals={totals.data} show="total" />
        </>
      }
      record={
        openId.success ? (
          <CreditNoteRecord key={openId.data} id={openId.data} onClose={() => setOpen(undefined)} />
        ) : null
      }
    />
  );
}
