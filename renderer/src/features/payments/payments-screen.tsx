import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { CreditCard, Landmark, Plus, Undo2 } from 'lucide-react';
import { useMemo } from 'react';
import { paymentIdSchema } from '@contract/ids';
import type { PaymentFilter } from '@contract/payments';
import { call, useRead } from '@/api';
import { Button, DataList, EmptyState, ListHeader, SplitView, TotalsBar, useShortcut } from '@/components';
import { ExportMenu } from '@/features/exports';
import { PrintButton } from '@/features/printing';
import { useText } from '@/i18n';
import { paymentColumns } from './payment-columns';
import { PaymentFilters } from './payment-filters';
import { RecordPaymentDialog } from './payment-form';
import { PaymentRecord } from './payment-record';

const route = getRouteApi('/payments');
const newestFirst = { column: 'created_at', direction: 'desc' } as const;
const nothing: PaymentFilter = {};

/** Every payment: the list, and beside it the one that is open. */
export function PaymentsScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = nothing, create } = route.useSearch();
  const navigate = route.useNavigate();
  const goTo = useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => paymentColumns(text), [text.language, text.digits]);
  const totals = useRead('payments.totals', { filter }, { keepPrevious: true });

  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const setFilter = (next: PaymentFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: next }), replace: true });
  const setCreate = (on: boolean): void =>
    void navigate({ search: (before) => ({ ...before, create: on ? true : undefined }), replace: true });
  useShortcut({ needs: 'payments.record', keys: 'N', label: t('payments.new'), run: () => setCreate(true) });

  const openId = paymentIdSchema.safeParse(open);
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('payments.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader
              title={t('payments.title')}
              count={totals.data?.capped === false ? totals.data.count : undefined}
            >
              <ExportMenu source={{ list: 'payments', filter, sort: newestFirst }} />
              <Button icon={Landmark} onPress={() => void goTo({ to: '/bank' })}>
                {t('payments.bank')}
              </Button>
              <Button icon={Undo2} onPress={() => void goTo({ to: '/refunds' })}>
                {t('refunds.title')}
              </Button>
              <PrintButton count={totals.data?.count ?? 0} selection={{ list: 'payments', filter }} />
              <Button needs="payments.record" variant="primary" icon={Plus} keys="N" onPress={() => setCreate(true)}>
                {t('payments.new')}
              </Button>
            </ListHeader>
            <PaymentFilters filter={filter} onChange={setFilter} />
            <DataList
              name="payments"
              label={t('common.listOf', { name: t('payments.title') })}
              area="payments"
              columns={columns}
              defaultSort={newestFirst}
              filter={filter}
              load={(request) => call('payments.list', { filter, ...request })}
              rowId={(row) => row.id}
              openedId={open}
              onOpen={(row) => setOpen(row.id)}
              totals={totals.data}
              empty={
                <EmptyState
                  icon={CreditCard}
                  title={t(filtered ? 'payments.emptyFiltered.title' : 'payments.empty.title')}
                  text={t(filtered ? 'payments.emptyFiltered.hint' : 'payments.empty.hint')}
                >
                  {filtered ? (
                    <Button onPress={() => setFilter({})}>{t('common.clearFilters')}</Button>
                  ) : (
                    <Button needs="payments.record" variant="primary" icon={Plus} onPress={() => setCreate(true)}>
                      {t('payments.new')}
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
            <PaymentRecord key={openId.data} id={openId.data} onClose={() => setOpen(undefined)} />
          ) : null
        }
      />
      {create === true && (
        <RecordPaymentDialog
          onClose={() => setCreate(false)}
          onSaved={({ id }) => void navigate({ search: (before) => ({ ...before, create: undefined, open: id }) })}
        />
      )}
    </>
  );
}
