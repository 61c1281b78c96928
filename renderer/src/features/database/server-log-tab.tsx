import { RotateCw } from 'lucide-react';
import { serverLogGrants } from '@contract/upkeep';
import { useRead } from '@/api';
import { Banner, Button, ErrorState, Skeleton } from '@/components';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

/** The end of PostgreSQL's own log, where this login may read it. */
export function ServerLogTab() {
  const { t } = useText();
  const { data, error, refetch, isFetching } = useRead('upkeep.serverLog', {});
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('database.serverLog.text')}</p>
        <Button icon={RotateCw} pending={isFetching} onPress={() => void refetch()}>
          {t('database.diagnostics.again')}
        </Button>
      </div>
      {data ? (
        data.reason === null ? (
          <section className={styles.card}>
            <h2 className={styles.cardTitle}>
              <bdi dir="ltr" className={styles.mono}>
                {data.file}
              </bdi>
            </h2>
            <pre className={styles.text} dir="ltr" lang="en" tabIndex={0}>
              {data.lines.length === 0 ? t('database.serverLog.empty') : data.lines.toReversed().join('\n')}
            </pre>
          </section>
        ) : (
          <Banner tone="info" title={t(`database.serverLog.reason.${data.reason}`)}>
            {t(`database.serverLog.remedy.${data.reason}`, {
              destination: data.destination,
              grants: serverLogGrants.join('; '),
            })}
          </Banner>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={12} />
      )}
    </div>
  );
}
