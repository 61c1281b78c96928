import { Plus, Users } from 'lucide-react';
import { useMemo } from 'react';
import { call, useRead } from '@/api';
import {
  Button,
  Chip,
  DataList,
  EmptyState,
  FilterChips,
  ListHeader,
  SearchBox,
  SplitView,
  TotalsBar,
  useShortcut,
} from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import type { TenantsSearch } from './route';
import { tenantColumns } from './tenant-columns';
import { NewTenantForm } from './tenant-form';
import { TenantRecord } from './tenant-record';

/** The customers: a list with the opened one beside it. */
export function TenantsScreen({ search, onSearch, onOpen }: TenantsScreenProps) {
  const text = useText();
  const { t } = text;
  const { open, form } = search;
  const filter = useMemo(
    () => ({
      ...(search.search === undefined ? {} : { search: search.search }),
      ...(search.isActive === undefined ? {} : { isActive: search.isActive }),
      ...(search.overdue === undefined ? {} : { overdue: search.overdue }),
    }),
    [search.search, search.isActive, search.overdue],
  );
  const filtered = Object.keys(filter).length > 0;
  const { data: totals } = useRead('tenants.totals', { filter }, { keepPrevious: true });
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => tenantColumns(text), [text.language, text.digits]);

  const startNew = () => onSearch({ form: 'new' });
  const clear = () => onSearch({ search: undefined, isActive: undefined, overdue: undefined });
  useShortcut({ needs: 'tenants.create', keys: 'N', label: t('tenants.new'), run: startNew });

  return (
    <>
      <SplitView
        recordLabel={t('tenants.record.label')}
        onClose={() => onOpen(undefined)}
        list={
          <>
            <ListHeader title={t('tenants.title')} count={totals?.capped === false ? totals.count : undefined}>
              <ExportMenu
                source={{
                  list: 'tenants',
                  filter,
                  sort: { column: text.language === 'ar' ? 'name_ar' : 'name', direction: 'asc' },
                }}
              />
              <Button needs="tenants.create" variant="primary" icon={Plus} keys="N" onPress={startNew}>
                {t('tenants.new')}
              </Button>
            </ListHeader>
            <FilterChips>
              <SearchBox
                label={t('tenants.search')}
                value={search.search ?? ''}
                onChange={(term) => onSearch({ search: term === '' ? undefined : term })}
              />
              <Chip
                label={t('tenants.filter.overdue')}
                on={search.overdue === true}
                onChange={(on) => onSearch({ overdue: on ? true : undefined })}
              />
              <Chip
                label={t('status.activity.active')}
                on={search.isActive === true}
                onChange={(on) => onSearch({ isActive: on ? true : undefined })}
              />
              <Chip
                label={t('status.activity.inactive')}
                on={search.isActive === false}
                onChange={(on) => onSearch({ isActive: on ? false : undefined })}
              />
            </FilterChips>
            <DataList
              name="tenants"
              label={t('tenants.title')}
              area="tenants"
              columns={columns}
              defaultSort={{ column: text.language === 'ar' ? 'name_ar' : 'name', direction: 'asc' }}
              filter={filter}
              load={(request) => call('tenants.list', { filter, ...request })}
              rowId={(row) => row.tenantId}
              openedId={open}
              onOpen={(row) => onOpen(row.tenantId)}
              totals={totals}
              empty={
                filtered ? (
                  <EmptyState icon={Users} title={t('common.noMatches')} text={t('tenants.emptyFiltered')}>
                    <Button onPress={clear}>{t('common.clearFilters')}</Button>
                  </EmptyState>
                ) : (
                  <EmptyState icon={Users} title={t('tenants.empty.title')} text={t('tenants.empty.text')}>
                    <Button needs="tenants.create" variant="primary" icon={Plus} onPress={startNew}>
                      {t('tenants.new')}
                    </Button>
                  </EmptyState>
                )
              }
            />
            <TotalsBar totals={totals} show="due" />
          </>
        }
        record={
          open === undefined ? null : (
            <TenantRecord
              key={open}
              tenantId={open}
              editing={form === 'edit'}
              onEdit={(editing) => onSearch({ form: editing ? 'edit' : undefined })}
              onClose={() => onOpen(undefined)}
            />
          )
        }
      />
      {form === 'new' && <NewTenantForm onClose={() => onSearch({ form: undefined })} onSaved={onOpen} />}
    </>
  );
}
interface TenantsScreenProps {
  readonly search: TenantsSearch;
  readonly onSearch: (changes: Partial<TenantsSearch>) => void;
  readonly onOpen: (tenantId: string | undefined) => void;
}
