import { ClipboardCopy, RotateCw } from 'lucide-react';
import { useAction, useRead } from '@/api';
import { Button, ErrorBanner, ErrorState, Skeleton, toast } from '@/components';
import { useText } from '@/i18n';
import { HealthCard } from './health-card';
import { ServiceCard } from './service-card';
import styles from './database-screen.module.css';

/** What the support desk asks for, to be read before it is sent. */
export function DiagnosticsTab() {
  const { t } = useText();
  const { data, error, refetch, isFetching } = useRead('connection.diagnostics', {});
  const copy = useAction('connection.copyDiagnostics');
  const run = async () => {
    if ((await copy.run({})) !== null) toast({ tone: 'ok', title: t('connection.copied') });
  };
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('database.diagnostics.text')}</p>
        <div className={styles.profileActions}>
          <Button icon={RotateCw} pending={isFetching} onPress={() => void refetch()}>
            {t('database.diagnostics.again')}
          </Button>
          <Button variant="primary" icon={ClipboardCopy} pending={copy.pending} onPress={() => void run()}>
            {t('connection.copy')}
          </Button>
        </div>
      </div>
      <HealthCard />
      <ServiceCard />
      {copy.error && <ErrorBanner error={copy.error} />}
      {data ? (
        <pre className={`${styles.card ?? ''} ${styles.text ?? ''}`} dir="ltr" lang="en" tabIndex={0}>
          {data.text}
        </pre>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={12} />
      )}
    </div>
  );
}
