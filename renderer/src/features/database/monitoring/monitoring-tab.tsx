import { RotateCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { refreshAreas, useRead } from '@/api';
import { Button, ErrorBanner, ErrorState, Skeleton } from '@/components';
import { useText } from '@/i18n';
import { BlockedList } from './blocked-list';
import { EndSessionDialog, type Ending } from './end-session-dialog';
import { FigureCharts } from './figure-charts';
import { ReplicasCard } from './replicas-card';
import { SessionTable } from './session-table';
import { SlowQueriesCard } from './slow-queries-card';
import { StorageCards } from './storage-cards';
import styles from '../database-screen.module.css';

const readEveryMs = 3_000;

/** What goes on in the database now, read again every few seconds while it is looked at. */
export function MonitoringTab() {
  const { t } = useText();
  const client = useQueryClient();
  const { data, error, refetch, isFetching } = useRead('monitoring.activity', {});
  const [ending, setEnding] = useState<Ending | null>(null);
  useEffect(() => {
    // Over a slow line one look takes longer than the pause: it is waited for, and not begun again and again.
    const timer = setInterval(() => void refetch({ cancelRefetch: false }), readEveryMs);
    return () => clearInterval(timer);
  }, [refetch]);
  if (!data) {
    return (
      <div className={styles.tab}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={9} />}
      </div>
    );
  }
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('monitoring.text')}</p>
        <Button icon={RotateCw} onPress={() => void refreshAreas(client, ['monitoring'])}>
          {t('database.diagnostics.again')}
        </Button>
      </div>
      {error && !isFetching && <ErrorBanner error={error} />}
      <FigureCharts history={data.history} />
      <BlockedList blocked={data.blocked} onEnd={setEnding} />
      <SessionTable activity={data} onEnd={setEnding} />
      <SlowQueriesCard />
      <StorageCards />
      <ReplicasCard activity={data} />
      {ending && <EndSessionDialog ending={ending} onClose={() => setEnding(null)} />}
    </div>
  );
}
