import { getRouteApi } from '@tanstack/react-router';
import { Plus, RefreshCw } from 'lucide-react';
import { useMemo } from 'react';
import { subscriptionIdSchema } from '@contract/ids';
import type { SubscriptionFilter } from '@contract/subscriptions';
import { call, useRead } from '@/api';
import { Button, DataList, EmptyState, ListHeader, SplitView, TotalsBar, useShortcut } from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { subscriptionColumns } from './subscription-columns';
import { SubscriptionFilters } from './subscription-filters';
import { NewSubscriptionDialog } from './subscription-form';
import { SubscriptionRecord } from './subscription-record';

const route = getRouteApi('/subscriptions');
const nextBillFirst = { column: 'next_billing_date', direction: 'asc' } as const;
const nothing: SubscriptionFilter = {};

/** Every subscription: the list, and beside it the one that is open. */
export function SubscriptionsScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = nothing, create } = route.useSearch();
  const navigate = route.useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => subscriptionColumns(text), [text.language, text.digits]);
  const totals = useRead('subscriptions.totals', { filter }, { keepPrevious: true });

  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const setFilter = (next: SubscriptionFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: next }), replace: true });
  const setCreate = (on: boolean): void =>
    void navigate({ search: (before) => ({ ...before, create: on ? true : undefined }), replace: true });
  useShortcut({ needs: 'subscriptions.create', keys: 'N', label: t('subscriptions.new'), run: () => setCreate(true) });

  const openId = subscriptionIdSchema.safeParse(open);
  const filtered = Object.keys(filter).length > 0;
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('subscriptions.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader
              title={t('subscriptions.title')}
              count={totals.data?.capped === false ? totals.data.count : undefined}
            >
              <ExportMenu source={{ list: 'subscriptions', filter, sort: nextBillFirst }} />
              <Button
                needs="subscriptions.create"
                variant="primary"
                icon={Plus}
                keys="N"
                onPress={() => setCreate(true)}
              >
                {t('subscriptions.new')}
              </Button>
            </ListHeader>
            <SubscriptionFilters filter={filter} onChange={setFilter} />
            <DataList
              name="subscriptions"
              label={t('common.listOf', { name: t('subscriptions.title') })}
              area="subscriptions"
              columns={columns}
              defaultSort={nextBillFirst}
              filter={filter}
              load={(request) => call('subscriptions.list', { filter, ...request })}
              rowId={(row) => row.id}
              openedId={open}
              onOpen={(row) => setOpen(row.id)}
              totals={totals.data}
              empty={
                <EmptyState
                  icon={RefreshCw}
                  title={t(filtered ? 'subscriptions.emptyFiltered.title' : 'subscriptions.empty.title')}
                  text={t(filtered ? 'subscriptions.emptyFiltered.hint' : 'subscriptions.empty.hint')}
                >
                  {filtered ? (
                    <Button onPress={() => setFilter({})}>{t('common.clearFilters')}</Button>
                  ) : (
                    <Button needs="subscriptions.create" variant="primary" icon={Plus} onPress={() => setCreate(true)}>
                      {t('subscriptions.new')}
                    </Button>
                  )}
                </EmptyState>
              }
            />
            <TotalsBar totals={totals.data} show="none" />
          </>
        }
        record={
          openId.success ? (
            <SubscriptionRecord key={openId.data} id={openId.data} onClose={() => setOpen(undefined)} />
          ) : null
        }
      />
      {create === true && (
        <NewSubscriptionDialog
          onClose={() => setCreate(false)}
          onSaved={(id) => void navigate({ search: (before) => ({ ...before, create: undefined, open: id }) })}
        />
      )}
    </>
  );
}
