import { ArrowUpCircle } from 'lucide-react';
import { useState } from 'react';
import { useRead } from '@/api';
import { Banner, Button, ErrorState, Skeleton } from '@/components';
import { UpgradeDialog } from '@/features/setup';
import { useText } from '@/i18n';
import { MigrationTable } from './migration-table';
import styles from './database-screen.module.css';

/** What the tables are at, how they came there, and what is still to be run. */
export function SchemaTab() {
  const { t } = useText();
  const { data: history, error, refetch } = useRead('setup.history', {});
  const [upgrading, setUpgrading] = useState(false);
  const waiting = history?.filter(({ state }) => state === 'pending').length ?? 0;
  const edited = history?.some(({ state }) => state === 'edited') === true;
  const unknown = history?.some(({ state }) => state === 'unknown') === true;
  return (
    <div className={styles.tab}>
      {history ? (
        <>
          {edited && (
            <Banner tone="bad" title={t('errors.migration_edited.title')}>
              {t('errors.migration_edited.remedy')}
            </Banner>
          )}
          {unknown && (
            <Banner tone="warn" title={t('errors.schema_newer.title')}>
              {t('errors.schema_newer.remedy')}
            </Banner>
          )}
          {waiting > 0 ? (
            <Banner
              tone="warn"
              title={t('connection.pending', { count: waiting })}
              action={
                <Button
                  needs="setup.migrate"
                  size="small"
                  variant="primary"
                  icon={ArrowUpCircle}
                  onPress={() => setUpgrading(true)}
                >
                  {t('database.schema.run')}
                </Button>
              }
            >
              {t('connection.explain.not_migrated')}
            </Banner>
          ) : (
            !edited && !unknown && <Banner tone="ok" title={t('database.schema.current')} />
          )}
          <MigrationTable migrations={history} />
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
      {upgrading && <UpgradeDialog onClose={() => setUpgrading(false)} />}
    </div>
  );
}
