import { getRouteApi } from '@tanstack/react-router';
import { FileInput, Plus } from 'lucide-react';
import { useState } from 'react';
import { subscriptionIdSchema } from '@contract/ids';
import type { UsageFilter } from '@contract/usage';
import { useRead } from '@/api';
import { Button, FillingTabs, ListHeader, Num, SplitView, useShortcut, withoutEmpty } from '@/components';
import { ExportMenu } from '@/features/exports';
import { useText } from '@/i18n';
import { ImportUsageDialog } from './import-usage';
import { LimitList } from './limit-list';
import { LimitRecord } from './limit-record';
import type { UsageTab } from './route';
import { RecordUsageDialog } from './usage-form';
import { newestFirst, UsageList } from './usage-list';
import { UsageRecord } from './usage-record';

const route = getRouteApi('/usage');
const nothing: UsageFilter = {};

/** What was used, record by record, and the limits of which most is used. */
export function UsageScreen() {
  const text = useText();
  const { t } = text;
  const { tab = 'records', open, filter = nothing, level, create } = route.useSearch();
  const navigate = route.useNavigate();
  const [importing, setImporting] = useState(false);
  const totals = useRead('usage.totals', { filter }, { keepPrevious: true });
  const limits = useRead('usage.alerts', {});

  const setOpen = (id: string | undefined): void =>
    void navigate({ search: (before) => ({ ...before, open: id }), replace: true });
  const change = (part: UsageFilter): void =>
    void navigate({ search: (before) => ({ ...before, filter: withoutEmpty({ ...filter, ...part }) }), replace: true });
  const setCreate = (on: boolean): void =>
    void navigate({ search: (before) => ({ ...before, create: on ? true : undefined }), replace: true });
  useShortcut({ needs: 'usage.record', keys: 'N', label: t('usage.new'), run: () => setCreate(true) });

  const recorded = totals.data?.capped === false ? totals.data.count : undefined;
  // A row of limits is named by its subscription and metric.
  const limited = subscriptionIdSchema.safeParse(open?.split(' ')[0]);
  const near = limits.data?.count ?? 0;
  return (
    <>
      <SplitView
        recordLabel={t('common.recordOf', { name: t('usage.title') })}
        onClose={() => setOpen(undefined)}
        list={
          <>
            <ListHeader title={t('usage.title')} count={tab === 'records' ? recorded : limits.data?.count}>
              <ExportMenu
                source={
                  tab === 'records' ? { list: 'usage', filter, sort: newestFirst } : { report: 'limits', asked: {} }
                }
              />
              <Button needs="usage.import" icon={FileInput} onPress={() => setImporting(true)}>
                {t('usage.import.take')}
              </Button>
              <Button needs="usage.record" variant="primary" icon={Plus} keys="N" onPress={() => setCreate(true)}>
                {t('usage.new')}
              </Button>
            </ListHeader>
            <FillingTabs<UsageTab>
              label={t('usage.title')}
              selected={tab}
              onSelect={(next) =>
                void navigate({ search: (before) => ({ ...before, tab: next, open: undefined }), replace: true })
              }
              tabs={[
                {
                  id: 'records',
                  title: t('usage.tab.records'),
                  content: (
                    <UsageList
                      filter={filter}
                      totals={totals.data}
                      openedId={open}
                      onChange={change}
                      onOpen={setOpen}
                    />
                  ),
                },
                {
                  id: 'limits',
                  title: (
                    <>
                      {t('usage.tab.limits')} {near > 0 && <Num className="muted">{text.count(near)}</Num>}
                    </>
                  ),
                  content: (
                    <LimitList
                      count={near}
                      level={level}
                      openedId={open}
                      onLevel={(next) =>
                        void navigate({ search: (before) => ({ ...before, level: next }), replace: true })
                      }
                      onOpen={setOpen}
                    />
                  ),
                },
              ]}
            />
          </>
        }
        record={
          open === undefined ? null : tab === 'records' ? (
            <UsageRecord key={open} id={open} onClose={() => setOpen(undefined)} />
          ) : (
            limited.success && (
              <LimitRecord key={limited.data} subscriptionId={limited.data} onClose={() => setOpen(undefined)} />
            )
          )
        }
      />
      {importing && <ImportUsageDialog onClose={() => setImporting(false)} />}
      {create === true && <RecordUsageDialog onClose={() => setCreate(false)} />}
    </>
  );
}
