import { Play } from 'lucide-react';
import { useState } from 'react';
import { calendarDateSchema } from '@contract/calendar-date';
import { billingRunIdSchema, subscriptionIdSchema } from '@contract/ids';
import { useRead } from '@/api';
import {
  Button,
  classes,
  DateField,
  ErrorState,
  ListHeader,
  Skeleton,
  SplitView,
  FillingTabs,
  useShortcut,
} from '@/components';
import { ExportMenu } from '@/features/exports';
import { FirstUseHint } from '@/features/help';
import { useText } from '@/i18n';
import { CommitDialog } from './commit-dialog';
import { DueList } from './due-list';
import { DueRecord } from './due-record';
import { LeftOutList } from './left-out-list';
import { PreviewSummary } from './preview-summary';
import type { BillingSearch, BillingTab } from './route';
import { RunBanners } from './run-banners';
import { RunList } from './run-list';
import { RunRecord } from './run-record';
import { useRunProgress } from './use-run-progress';
import styles from './billing-screen.module.css';

/** The billing run: what is due on a date, committed once it was looked at; and the runs that there were. */
export function BillingScreen({ search, onSearch, onOpen }: BillingScreenProps) {
  const { data: settings, error, refetch } = useRead('business.get', {});
  if (error && !settings) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!settings) return <Skeleton lines={8} />;
  return <Screen search={search} onSearch={onSearch} onOpen={onOpen} today={settings.today} />;
}

function Screen({ search, onSearch, onOpen, today }: BillingScreenProps & { readonly today: string }) {
  const { t } = useText();
  const { tab = 'due', open } = search;
  const typed = search.date ?? today;
  const date = calendarDateSchema.safeParse(typed);
  const told = useRunProgress();
  const runs = useRead('billing.list', {});
  const active = runs.data?.find((run) => told.get(run.id)?.active ?? run.active);
  const isActive = active !== undefined;
  // While a run goes on its preview would change with each chunk.
  const preview = useRead(
    'billing.preview',
    { date: date.success ? date.data : today },
    { enabled: date.success && !isActive },
  );
  const [committing, setCommitting] = useState(false);
  const canRun = preview.data !== undefined && preview.data.date <= today && !isActive && !preview.isFetching;
  useShortcut({
    needs: 'billing.start',
    keys: 'R',
    label: t('billing.run'),
    run: () => setCommitting(true),
    enabled: canRun,
  });

  const subscription = subscriptionIdSchema.safeParse(open);
  const run = billingRunIdSchema.safeParse(open);
  return (
    <>
      <SplitView
        recordLabel={t(tab === 'history' ? 'billing.record.run' : 'billing.record.due')}
        onClose={() => onOpen(undefined)}
        list={
          <>
            <ListHeader title={t('billing.title')}>
              <span className={styles.date}>
                <DateField
                  label={t('billing.date')}
                  hideLabel
                  value={typed}
                  onChange={(next) => onSearch({ date: next, open: undefined })}
                />
              </span>
              {tab === 'history' ? (
                <ExportMenu source={{ report: 'billingRuns', asked: {} }} />
              ) : (
                date.success &&
                !isActive && (
                  <ExportMenu
                    source={{ report: tab === 'due' ? 'billingDue' : 'billingLeftOut', asked: { date: date.data } }}
                  />
                )
              )}
              <Button
                needs="billing.start"
                variant="primary"
                icon={Play}
                keys="R"
                disabled={!canRun}
                onPress={() => setCommitting(true)}
              >
                {t('billing.run')}
              </Button>
            </ListHeader>
            <RunBanners runs={runs.data ?? []} told={told} onOpen={(id) => onSearch({ tab: 'history', open: id })} />
            <FillingTabs<BillingTab>
              label={t('billing.title')}
              selected={tab}
              onSelect={(next) => onSearch({ tab: next, open: undefined })}
              tabs={[
                {
                  id: 'due',
                  title: t('billing.tab.due'),
                  look: styles.part,
                  content: (
                    <>
                      <FirstUseHint hint="billing" />
                      <PreviewSummary
                        preview={preview.data}
                        error={preview.error}
                        onRetry={() => void preview.refetch()}
                      />
                      {date.success && !isActive && (
                        <DueList
                          date={date.data}
                          openedId={open}
                          onOpen={onOpen}
                          leftOut={preview.data?.leftOut.length ?? 0}
                          onLeftOut={() => onSearch({ tab: 'leftOut' })}
                        />
                      )}
                    </>
                  ),
                },
                {
                  id: 'leftOut',
                  title: t('billing.tab.leftOut'),
                  look: styles.part,
                  content: (
                    <>
                      {date.success && !isActive && (
                        <LeftOutList
                          groups={preview.data?.leftOut}
                          reason={search.reason}
                          date={date.data}
                          onReason={(reason) => onSearch({ reason })}
                        />
                      )}
                    </>
                  ),
                },
                {
                  id: 'history',
                  title: t('billing.tab.history'),
                  look: classes(styles.part, styles.runs),
                  content: <RunList openedId={open} onOpen={onOpen} />,
                },
              ]}
            />
          </>
        }
        record={
          tab === 'history' && run.success ? (
            <RunRecord key={run.data} id={run.data} told={told.get(run.data)} onClose={() => onOpen(undefined)} />
          ) : tab === 'due' && subscription.success && date.success ? (
            <DueRecord
              key={subscription.data}
              subscriptionId={subscription.data}
              date={date.data}
              onClose={() => onOpen(undefined)}
            />
          ) : null
        }
      />
      {committing && preview.data !== undefined && (
        <CommitDialog
          preview={preview.data}
          onClose={() => setCommitting(false)}
          onStarted={(id) => {
            setCommitting(false);
            onSearch({ tab: 'history', open: id });
          }}
        />
      )}
    </>
  );
}
interface BillingScreenProps {
  readonly search: BillingSearch;
  readonly onSearch: (changes: Partial<BillingSearch>) => void;
  readonly onOpen: (id: string | undefined) => void;
}
