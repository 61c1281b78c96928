import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Database, History } from 'lucide-react';
import { useMemo } from 'react';
import type { AuditFilter } from '@contract/audit';
import { call } from '@/api';
import { Button, DataList, EmptyState, ListHeader, SplitView, withoutEmpty } from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { auditColumns } from './audit-columns';
import { AuditFilters } from './audit-filters';
import { AuditRecord } from './audit-record';

const route = getRouteApi('/audit');
const newestFirst = { column: 'at', direction: 'desc' } as const;
const nothing: AuditFilter = {};

/** Everything that was written, by whoever: the list, and beside it the entry that is open. */
export function AuditScreen() {
  const text = useText();
  const { t } = text;
  const { open, filter = nothing } = route.useSearch();
  const navigate = route.useNavigate();
  const goTo = useNavigate();
  // The words of the headers depend on the language, the cells on the digits as well.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const columns = useMemo(() => auditColumns(text), [text.language, text.digits]);
  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const setFilter = (next: AuditFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: withoutEmpty(next) }), replace: true });
  const filtered = Object.keys(filter).length > 0;
  return (
    <SplitView
      recordLabel={t('common.recordOf', { name: t('audit.title') })}
      onClose={() => setOpen(undefined)}
      list={
        <>
          <ListHeader title={t('audit.title')}>
            <ExportMenu source={{ list: 'audit', filter, sort: newestFirst }} />
            <Button icon={Database} onPress={() => void goTo({ to: '/database' })}>
              {t('audit.toDatabase')}
            </Button>
          </ListHeader>
          <AuditFilters filter={filter} onChange={setFilter} />
          <DataList
            name="audit"
            label={t('common.listOf', { name: t('audit.title') })}
            area="audit"
            columns={columns}
            defaultSort={newestFirst}
            filter={filter}
            load={(request) => call('audit.list', { filter, ...request })}
            rowId={(row) => row.id}
            openedId={open}
            onOpen={(row) => setOpen(row.id)}
            empty={
              <EmptyState
                icon={History}
                title={t(filtered ? 'audit.emptyFiltered.title' : 'audit.empty.title')}
                text={t(filtered ? 'audit.emptyFiltered.hint' : 'audit.empty.hint')}
              >
                {filtered && <Button onPress={() => setFilter({})}>{t('common.clearFilters')}</Button>}
              </EmptyState>
            }
          />
        </>
      }
      record={
        open !== undefined && /^\d{1,18}$/.test(open) ? (
          <AuditRecord key={open} id={open} onFilter={setFilter} onClose={() => setOpen(undefined)} />
        ) : null
      }
    />
  );
}
