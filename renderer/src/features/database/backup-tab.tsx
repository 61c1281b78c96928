import { ArchiveRestore, DatabaseBackup, FolderOpen, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { BackupsState, KnownBackup } from '@contract/backups';
import { ApiError, useAction, useRead } from '@/api';
import {
  Banner,
  Button,
  EmptyState,
  ErrorBanner,
  ErrorState,
  InstantText,
  Num,
  Pill,
  Skeleton,
  useErrorText,
} from '@/components';
import { formatDecimal, useText } from '@/i18n';
import { BackupDialog } from './backup-dialog';
import { BackupJobCard } from './backup-job';
import { BackupSchedule } from './backup-schedule';
import { DrillDialog } from './drill-dialog';
import { RestoreDialog, type BackupFile } from './restore-dialog';
import styles from './database-screen.module.css';

type Task =
  | { readonly kind: 'backup' }
  | { readonly kind: 'restore'; readonly file: BackupFile }
  | { readonly kind: 'drill'; readonly backup: KnownBackup };

/** Backups of the database in use: made now or daily, proven by a drill, restored into another database. */
export function BackupTab() {
  const { t, language } = useText();
  const { data, error, refetch } = useRead('backups.state', {});
  const choose = useAction('backups.choose');
  const [task, setTask] = useState<Task | null>(null);
  const close = () => setTask(null);
  const open = async () => {
    const chosen = await choose.run({ language });
    if (chosen !== null && chosen.id !== null) {
      setTask({ kind: 'restore', file: { id: chosen.id, file: chosen.file, encrypted: null } });
    }
  };
  if (!data) {
    return (
      <div className={styles.tab}>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />}
      </div>
    );
  }
  const busy = data.job?.state === 'running';
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('backups.text')}</p>
        <div className={styles.profileActions}>
          <Button icon={FolderOpen} disabled={busy} pending={choose.pending} onPress={() => void open()}>
            {t('backups.open')}
          </Button>
          <Button variant="primary" icon={DatabaseBackup} disabled={busy} onPress={() => setTask({ kind: 'backup' })}>
            {t('backups.now')}
          </Button>
        </div>
      </div>
      {choose.error && <ErrorBanner error={choose.error} />}
      {data.lastFailure && <LateBanner failure={data.lastFailure.failure} at={data.lastFailure.at} />}
      {data.job && <BackupJobCard job={data.job} />}
      <Known known={data.known} busy={busy} onTask={setTask} />
      <BackupSchedule schedule={data.schedule} />
      {task?.kind === 'backup' && <BackupDialog onClose={close} />}
      {task?.kind === 'restore' && <RestoreDialog file={task.file} onClose={close} />}
      {task?.kind === 'drill' && <DrillDialog backup={task.backup} onClose={close} />}
    </div>
  );
}

type Late = NonNullable<BackupsState['lastFailure']>;

/** The daily backup did not come about: when, and why. */
function LateBanner({ failure, at }: Late) {
  const { t } = useText();
  const { title, remedy } = useErrorText(new ApiError(failure.code, failure.params));
  return (
    <Banner tone="bad" title={t('backups.lateTitle')}>
      <InstantText at={at} /> — {title} {remedy}
    </Banner>
  );
}

interface KnownProps {
  readonly known: readonly KnownBackup[];
  readonly busy: boolean;
  readonly onTask: (task: Task) => void;
}

function Known({ known, busy, onTask }: KnownProps) {
  const { t } = useText();
  if (known.length === 0) {
    return <EmptyState icon={DatabaseBackup} title={t('backups.none')} text={t('backups.noneText')} />;
  }
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>{t('backups.known')}</h2>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('backups.known')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('backups.file')}</th>
              <th scope="col">{t('backups.takenAt')}</th>
              <th scope="col" className={styles.number}>
                {t('backups.size')}
              </th>
              <th scope="col">{t('backups.proven')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('backups.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {known.map((backup) => (
              <KnownRow key={backup.id} backup={backup} busy={busy} onTask={onTask} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const mebibyte = 1_048_576;

function KnownRow({ backup, busy, onTask }: Omit<KnownProps, 'known'> & { readonly backup: KnownBackup }) {
  const { t, digits } = useText();
  const { id, file, folder, takenAt, sizeBytes, encrypted, way, scheduled, drill } = backup;
  const size = formatDecimal((Number(sizeBytes) / mebibyte).toFixed(1), digits, { min: 1, max: 1 });
  const words = (
    <span className={styles.words}>
      <Num>{file}</Num>
      <Num className={styles.small ?? ''}>{folder}</Num>
      <span className={styles.small}>
        {[
          way === 'pg_dump' ? 'pg_dump' : '',
          encrypted ? t('backups.encrypted') : t('backups.open_file'),
          scheduled ? t('backups.daily') : '',
        ]
          .filter((words) => words !== '')
          .join(' · ')}
      </span>
    </span>
  );
  const actions = (
    <span className={styles.profileActions}>
      <Button size="small" icon={ShieldCheck} disabled={busy} onPress={() => onTask({ kind: 'drill', backup })}>
        {t('backups.drill')}
      </Button>
      <Button
        size="small"
        icon={ArchiveRestore}
        disabled={busy}
        onPress={() => onTask({ kind: 'restore', file: { id, file, encrypted } })}
      >
        {t('backups.restore')}
      </Button>
    </span>
  );
  return (
    <tr>
      <td>{words}</td>
      <td>
        <InstantText at={takenAt} />
      </td>
      <td className={styles.number}>
        <bdi>{t('backups.megabytes', { size })}</bdi>
      </td>
      <td>
        {drill === null ? (
          <Pill tone="mute">{t('backups.unproven')}</Pill>
        ) : (
          <span className={styles.words}>
            <Pill tone={drill.same ? 'ok' : 'bad'}>{t(drill.same ? 'backups.same' : 'backups.differs')}</Pill>
            <span className={styles.small}>
              <InstantText at={drill.at} />
            </span>
          </span>
        )}
      </td>
      <td>{actions}</td>
    </tr>
  );
}
