import { useState } from 'react';
import type { BackupJob } from '@contract/backups';
import type { RestoreResult } from '@contract/backup';
import { ApiError, useAction } from '@/api';
import { Banner, Button, ErrorBanner, Num, Pill, TextField, toast } from '@/components';
import { formatDecimal, formatMilliseconds, useText } from '@/i18n';
import styles from './database-screen.module.css';

/** What is under way, or how the last one ended. */
export function BackupJobCard({ job }: { readonly job: BackupJob }) {
  const { t, count } = useText();
  const stop = useAction('backups.stop');
  const { kind, state, file, progress, failure, result } = job;
  if (state === 'running') {
    return (
      <Banner
        tone="info"
        title={t(`backups.running.${kind}`, { file })}
        action={
          <Button size="small" onPress={() => void stop.run({})}>
            {t('backups.stop')}
          </Button>
        }
      >
        {progress !== null && (
          <span>
            {t(`backups.step.${progress.step}`)}
            {progress.of > 0 && <> {t('backups.tables', { done: count(progress.done), of: count(progress.of) })}</>}
          </span>
        )}
      </Banner>
    );
  }
  return (
    <>
      {state === 'stopped' && <Banner tone="info" title={t(`backups.stopped.${kind}`)} />}
      {failure !== null && <ErrorBanner error={new ApiError(failure.code, failure.params)} />}
      {state === 'done' && failure === null && (
        <Banner tone="ok" title={t(`backups.done.${kind}`, { file, database: result?.database ?? '' })} />
      )}
      {result !== null && <Comparison job={job} result={result} />}
    </>
  );
}

function Comparison({ job, result }: { readonly job: BackupJob; readonly result: RestoreResult }) {
  const text = useText();
  const { t, digits } = text;
  const { comparison } = result;
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>
        <span>{t('backups.compared')}</span>
        <Pill tone={comparison.same ? 'ok' : 'bad'}>{t(comparison.same ? 'backups.same' : 'backups.differs')}</Pill>
      </h2>
      <p className={styles.note}>
        {t(comparison.books.clean ? 'backups.booksClean' : 'backups.booksUnclean')}{' '}
        {t('backups.took', { ms: formatMilliseconds(result.durationMs, digits) })}{' '}
        {job.upgrades.map(({ name, durationMs }) => (
          <bdi key={name} dir="ltr">
            {`${name}: ${formatMilliseconds(durationMs, digits)} ms; `}
          </bdi>
        ))}
      </p>
      {job.kind === 'restore' && comparison.same && <UseRestored database={result.database} />}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('backups.compared')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('backups.table')}</th>
              <th scope="col" className={styles.number}>
                {t('backups.inBackup')}
              </th>
              <th scope="col" className={styles.number}>
                {t('backups.restoredRows')}
              </th>
              <th scope="col">{t('backups.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {comparison.tables.map(({ name, same, expectedRows, foundRows }) => (
              <tr key={name}>
                <td>
                  <Num>{name}</Num>
                </td>
                <td className={styles.number}>
                  <Num>{formatDecimal(expectedRows, digits)}</Num>
                </td>
                <td className={styles.number}>
                  <Num>{formatDecimal(foundRows, digits)}</Num>
                </td>
                <td>
                  <Pill tone={same ? 'ok' : 'bad'}>{t(same ? 'backups.same' : 'backups.differs')}</Pill>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The switch: the restored database becomes a connection of its own; the old one stays. */
function UseRestored({ database }: { readonly database: string }) {
  const { t } = useText();
  const use = useAction('backups.useRestored');
  const [name, setName] = useState(database);
  const run = async () => {
    if ((await use.run({ name })) !== null) toast({ tone: 'ok', title: t('backups.used', { name }) });
  };
  return (
    <div className={`${styles.more ?? ''} ${styles.fields ?? ''}`}>
      {use.error && <ErrorBanner error={use.error} />}
      <TextField label={t('backups.useName')} value={name} maxLength={100} onChange={setName} />
      <div>
        <Button pending={use.pending} onPress={() => void run()}>
          {t('backups.use')}
        </Button>
      </div>
    </div>
  );
}
