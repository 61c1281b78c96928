import { getRouteApi } from '@tanstack/react-router';
import { FileInput, Landmark } from 'lucide-react';
import { useMemo } from 'react';
import { bankLineIdSchema, bankLineStateSchema, type BankFilter } from '@contract/bank';
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
  useShortcut,
  withoutEmpty,
} from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { bankColumns } from './bank-columns';
import { BankLineRecord } from './bank-line';
import { TakeStatementDialog } from './take-statement';

const route = getRouteApi('/bank');
const oldestFirst = { column: 'booked_on', direction: 'asc' } as const;
const waiting: BankFilter = { state: 'waiting' };

/** Lines of bank statements: what waits at one side, what it may pay at the other; Enter confirms and goes on. */
export function BankScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = waiting, take } = route.useSearch();
  const navigate = route.useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => bankColumns(text), [text.language, text.digits]);
  const totals = useRead('bank.totals', { filter }, { keepPrevious: true });
  const accounts = useRead('bank.accounts', {});
  const page = useRead('bank.list', { filter, sort: oldestFirst, page: { from: 'start', limit: 200 } });

  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const change = (part: BankFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: withoutEmpty({ ...filter, ...part }) }), replace: true });
  const setTake = (on: boolean): void =>
    void navigate({ search: (before) => ({ ...before, take: on ? true : undefined }), replace: true });
  useShortcut({ needs: 'bank.import', keys: 'N', label: t('bank.take'), run: () => setTake(true) });

  const openId = bankLineIdSchema.safeParse(open);
  const rows = page.data?.rows ?? [];
  const place = rows.findIndex(({ id }) => id === open);
  const next = (place === -1 ? undefined : (rows[place + 1] ?? rows[place - 1]))?.id;
  const filtered = filter.search !== undefined || filter.accountId !== undefined || filter.state !== 'waiting';
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('bank.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader title={t('bank.title')} count={totals.data?.capped === false ? totals.data.count : undefined}>
              <ExportMenu source={{ list: 'bank', filter, sort: oldestFirst }} />
              <Button needs="bank.import" variant="primary" icon={FileInput} keys="N" onPress={() => setTake(true)}>
                {t('bank.take')}
              </Button>
            </ListHeader>
            <FilterChips>
              <SearchBox
                label={t('bank.searchPlaceholder')}
                value={filter.search ?? ''}
                onChange={(search) => change({ search })}
              />
              {bankLineStateSchema.options.map((state) => (
                <Chip
                  key={state}
                  label={t(`bank.state.${state}`)}
                  on={filter.state === state}
                  onChange={(on) => change({ state: on ? state : undefined })}
                />
              ))}
              <ChoiceChip
                label={t('bank.columns.account')}
                value={filter.accountId ?? null}
                choices={(accounts.data ?? []).map((account) => ({
                  value: account.id,
                  label: text.name(account.name, account.nameAr),
                }))}
                onChange={(accountId) => change({ accountId: accountId ?? undefined })}
              />
            </FilterChips>
            <DataList
              name="bank"
              label={t('common.listOf', { name: t('bank.title') })}
              area="bank"
              columns={columns}
              defaultSort={oldestFirst}
              filter={filter}
              load={(request) => call('bank.list', { filter, ...request })}
              rowId={(row) => row.id}
              openedId={open}
              onOpen={(row) => setOpen(row.id)}
              totals={totals.data}
              empty={
                <EmptyState
                  icon={Landmark}
                  title={t(filtered ? 'bank.emptyFiltered.title' : 'bank.empty.title')}
                  text={t(filtered ? 'bank.emptyFiltered.hint' : 'bank.empty.hint')}
                >
                  {filtered ? (
                    <Button onPress={() => change({ search: undefined, accountId: undefined, state: 'waiting' })}>
                      {t('common.clearFilters')}
                    </Button>
                  ) : (
                    <Button needs="bank.import" variant="primary" icon={FileInput} onPress={() => setTake(true)}>
                      {t('bank.take')}
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
            <BankLineRecord
              key={openId.data}
              id={openId.data}
              next={next}
              onNext={() => setOpen(next)}
              onClose={() => setOpen(undefined)}
            />
          ) : null
        }
      />
      {take === true && accounts.data !== undefined && (
        <TakeStatementDialog
          accounts={accounts.data}
          onClose={() => setTake(false)}
          onTaken={() =>
            void navigate({ search: (before) => ({ ...before, take: undefined, filter: undefined, open: undefined }) })
          }
        />
      )}
    </>
  );
}
