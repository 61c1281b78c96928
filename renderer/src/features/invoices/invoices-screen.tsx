import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { FileMinus2, FileText, Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { invoiceIdSchema, subscriptionIdSchema } from '@contract/ids';
import type { InvoiceFilter, InvoiceRow } from '@contract/invoices';
import { call, useRead } from '@/api';
import { Button, DataList, EmptyState, ListHeader, SplitView, TotalsBar, useShortcut } from '@/components';
import { PrintButton } from '@/features/printing';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { NewDraftDialog } from './draft-form';
import { invoiceColumns } from './invoice-columns';
import { InvoiceFilters } from './invoice-filters';
import { InvoiceRecord } from './invoice-record';

const route = getRouteApi('/invoices');
const newestFirst = { column: 'issue_date', direction: 'desc' } as const;

/** Every invoice: the list, and beside it the one that is open. */
export function InvoicesScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = {}, create } = route.useSearch();
  const navigate = route.useNavigate();
  const goTo = useNavigate();
  const [chosen, setChosen] = useState<readonly InvoiceRow[]>([]);
  const columns = useMemo(() => invoiceColumns(text), [text.language, text.digits]); // eslint-disable-line react-hooks/exhaustive-deps -- the words and formats follow these two
  const totals = useRead('invoices.totals', { filter }, { keepPrevious: true });

  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const setFilter = (next: InvoiceFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: next }), replace: true });
  const setCreate = (on: boolean): void =>
    void navigate({ search: (before) => ({ ...before, create: on ? true : undefined }), replace: true });
  useShortcut({ needs: 'invoices.createDraft', keys: 'N', label: t('invoices.new'), run: () => setCreate(true) });

  const openId = invoiceIdSchema.safeParse(open);
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const start = typeof create === 'object' ? create : undefined;
  const subscription = subscriptionIdSchema.safeParse(start?.subscriptionId);
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('invoices.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader
              title={t('invoices.title')}
              count={totals.data?.capped === false ? totals.data.count : undefined}
            >
              <PrintButton
                count={chosen.length > 0 ? chosen.length : (totals.data?.count ?? 0)}
                selection={
                  chosen.length > 0
                    ? { list: 'chosen', documents: chosen.map(({ id }) => ({ kind: 'invoice', id })) }
                    : { list: 'invoices', filter }
                }
              />
              <ExportMenu source={{ list: 'invoices', filter, sort: newestFirst }} />
              <Button icon={FileMinus2} onPress={() => void goTo({ to: '/credit-notes' })}>
                {t('creditNotes.title')}
              </Button>
              <Button
                needs="invoices.createDraft"
                variant="primary"
                icon={Plus}
                keys="N"
                onPress={() => setCreate(true)}
              >
                {t('invoices.new')}
              </Button>
            </ListHeader>
            <InvoiceFilters filter={filter} onChange={setFilter} />
            <DataList
              name="invoices"
              label={t('common.listOf', { name: t('invoices.title') })}
              area="invoices"
              columns={columns}
              defaultSort={newestFirst}
              filter={filter}
              load={(request) => call('invoices.list', { filter, ...request })}
              rowId={(row) => row.id}
              openedId={open}
              onOpen={(row) => setOpen(row.id)}
              onSelect={setChosen}
              totals={totals.data}
              empty={
                <EmptyState
                  icon={FileText}
                  title={t(filtered ? 'invoices.emptyFiltered.title' : 'invoices.empty.title')}
                  text={t(filtered ? 'invoices.emptyFiltered.hint' : 'invoices.empty.hint')}
                >
                  {filtered ? (
                    <Button onPress={() => setFilter({})}>{t('common.clearFilters')}</Button>
                  ) : (
                    <Button needs="invoices.createDraft" variant="primary" icon={Plus} onPress={() => setCreate(true)}>
                      {t('invoices.new')}
                    </Button>
                  )}
                </EmptyState>
              }
            />
            <TotalsBar totals={totals.data} />
          </>
        }
        record={
          openId.success ? (
            <InvoiceRecord key={openId.data} id={openId.data} onClose={() => setOpen(undefined)} />
          ) : null
        }
      />
      {create !== undefined && (
        <NewDraftDialog
          {...(start === undefined
            ? {}
            : {
                start: {
                  tenantId: start.tenantId,
                  tenantName: start.tenantName,
                  ...(subscription.success ? { subscriptionId: subscription.data } : {}),
                },
              })}
          onClose={() => setCreate(false)}
          onSaved={(id) => void navigate({ search: (before) => ({ ...before, create: undefined, open: id }) })}
        />
      )}
    </>
  );
}
