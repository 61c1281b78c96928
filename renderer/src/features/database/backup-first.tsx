import { DatabaseBackup } from 'lucide-react';
import { useAction, useRead } from '@/api';
import { Banner, Button, Checkbox, ErrorBanner, InstantText, Num, Skeleton } from '@/components';
import { useText } from '@/i18n';
import { BackupJobCard } from './backup-job';

/**
 * Before tables are dropped: the verified backup that holds the last change, the way to make one, and in so many words the
 * way to go on without.
 */
export function BackupFirst({ without, onWithout }: BackupFirstProps) {
  const { t, language } = useText();
  const { data: fresh, error } = useRead('backups.fresh', {});
  const { data: state } = useRead('backups.state', {});
  const start = useAction('backups.start');
  const job = state?.job?.kind === 'backup' && state.job.state !== 'done' ? state.job : null;
  const make = (
    <Button
      size="small"
      variant="primary"
      icon={DatabaseBackup}
      pending={start.pending}
      disabled={state?.job?.state === 'running'}
      onPress={() => void start.run({ passphrase: null, language })}
    >
      {t('database.backupFirst.make')}
    </Button>
  );
  return (
    <>
      {start.error && <ErrorBanner error={start.error} />}
      {fresh === undefined ? (
        error === null ? (
          <Skeleton lines={2} />
        ) : (
          <ErrorBanner error={error} action={make} />
        )
      ) : fresh.fresh && fresh.backup !== null ? (
        <Banner tone="ok" title={t('database.backupFirst.fresh')}>
          <Num>{fresh.backup.file}</Num> · <InstantText at={fresh.backup.takenAt} />
        </Banner>
      ) : (
        <Banner
          tone="warn"
          title={t(fresh.backup === null ? 'database.backupFirst.none' : 'database.backupFirst.stale')}
          action={make}
        >
          {fresh.backup === null
            ? t('database.backupFirst.noneText')
            : t('database.backupFirst.staleText', { file: fresh.backup.file, tables: fresh.changed })}
        </Banner>
      )}
      {job !== null && <BackupJobCard job={job} />}
      {fresh?.fresh !== true && (
        <Checkbox checked={without} onChange={onWithout}>
          {t('database.backupFirst.without')}
        </Checkbox>
      )}
    </>
  );
}
interface BackupFirstProps {
  readonly without: boolean;
  readonly onWithout: (without: boolean) => void;
}

/** The backup that a downgrade goes by; null where there is none that holds the last change. */
export function useFreshBackup(): string | null {
  const { data } = useRead('backups.fresh', {});
  return data?.fresh === true ? (data.backup?.id ?? null) : null;
}
