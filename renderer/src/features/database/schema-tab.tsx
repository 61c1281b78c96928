import { ArrowUpCircle, FlaskConical, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useAction, useRead } from '@/api';
import { Banner, Button, ErrorState, Skeleton } from '@/components';
import { NotTheOwner, UpgradeDialog, useUpgrader } from '@/features/setup';
import { useText } from '@/i18n';
import { DowngradeDialog } from './downgrade-dialog';
import { MigrationTable } from './migration-table';
import { RehearsalDialog } from './rehearsal-dialog';
import styles from './database-screen.module.css';

/** What the tables are at, how they came there, and what is still to be run. */
export function SchemaTab() {
  const { t } = useText();
  const { data: history, error, refetch } = useRead('setup.history', {});
  const [task, setTask] = useState<'upgrade' | 'try' | 'back' | null>(null);
  const applied = history?.filter((migration) => migration.applied !== null) ?? [];
  const close = () => setTask(null);
  const upgrader = useUpgrader();
  const rehearsal = useAction('upkeep.rehearse');
  const tryOut = () => {
    rehearsal.reset();
    void rehearsal.run({ direction: 'up', to: null });
    setTask('try');
  };
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
          {waiting > 0 && upgrader !== null ? (
            <NotTheOwner owner={upgrader} />
          ) : waiting > 0 ? (
            <Banner
              tone="warn"
              title={t('connection.pending', { count: waiting })}
              action={
                <span className={styles.profileActions}>
                  <Button needs="upkeep.rehearse" size="small" icon={FlaskConical} onPress={tryOut}>
                    {t('database.schema.try')}
                  </Button>
                  <Button
                    needs="setup.migrate"
                    size="small"
                    variant="primary"
                    icon={ArrowUpCircle}
                    onPress={() => setTask('upgrade')}
                  >
                    {t('database.schema.run')}
                  </Button>
                </span>
              }
            >
              {t('connection.explain.not_migrated')}
            </Banner>
          ) : (
            !edited && !unknown && <Banner tone="ok" title={t('database.schema.current')} />
          )}
          <MigrationTable migrations={history} />
          {applied.length > 0 && !edited && !unknown && upgrader === null && (
            <div>
              <Button
                needs="upkeep.downgrade"
                size="small"
                variant="quiet"
                icon={Undo2}
                onPress={() => setTask('back')}
              >
                {t('database.schema.back')}
              </Button>
            </div>
          )}
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
      {task === 'upgrade' && <UpgradeDialog onClose={close} />}
      {task === 'try' && (
        <RehearsalDialog rehearsal={rehearsal} from={applied.at(-1)?.name ?? 'base'} onClose={close} />
      )}
      {task === 'back' && history && <DowngradeDialog migrations={history} onClose={close} />}
    </div>
  );
}
