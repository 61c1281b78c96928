import type { Rehearsal } from '@contract/schema';
import { Bdi, Num, Pill, type Tone } from '@/components';
import { formatMilliseconds, useText } from '@/i18n';
import styles from './database-screen.module.css';

const tones: Readonly<Record<Rehearsal['locks'][number]['bars'], Tone>> = {
  nothing: 'ok',
  writes: 'warn',
  reads: 'bad',
};

/** What a run that was taken back has shown, migration by migration. */
export function RehearsalList({ rehearsals }: { readonly rehearsals: readonly Rehearsal[] }) {
  const { t } = useText();
  if (rehearsals.length === 0) return <p>{t('database.rehearsal.nothing')}</p>;
  return (
    <ul className={`${styles.card ?? ''} ${styles.findings ?? ''}`}>
      {rehearsals.map((rehearsal) => (
        <li key={rehearsal.name} className={styles.difference}>
          <RehearsalRow rehearsal={rehearsal} />
        </li>
      ))}
    </ul>
  );
}

function RehearsalRow({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const text = useText();
  const { t } = text;
  const { name, title, kind, durationMs, locks, rows, rewritten, indexes } = rehearsal;
  return (
    <>
      <div className={styles.differenceWords}>
        <span className={styles.words}>
          <Bdi>{title[text.language]}</Bdi>
          <Num className={styles.small ?? ''}>{name}</Num>
        </span>
        {kind === 'tried' && (
          <bdi className={styles.small}>
            {t('app.connection.milliseconds', { ms: formatMilliseconds(durationMs, text.digits) })}
          </bdi>
        )}
      </div>
      {kind === 'adopted' && <span className={styles.small}>{t('database.rehearsal.adopted')}</span>}
      {kind === 'indexes' && (
        <>
          <span className={styles.small}>{t('database.rehearsal.indexes')}</span>
          <bdi dir="ltr" className={styles.mono}>
            {indexes.map((index) => index.name).join(', ')}
          </bdi>
        </>
      )}
      {kind === 'tried' && locks.length === 0 && (
        <span className={styles.small}>{t('database.rehearsal.noLocks')}</span>
      )}
      {locks.map(({ table, mode, bars }) => (
        <span key={table} className={styles.effect}>
          <span>{t('database.rehearsal.lock', { table, mode })}</span>
          <Pill tone={tones[bars]}>{t(`database.rehearsal.bars.${bars}`)}</Pill>
        </span>
      ))}
      {rows.map((row) => (
        <span key={row.table}>{t('database.rehearsal.rows', { ...row })}</span>
      ))}
      {rewritten.map((row) => (
        <span key={row.table}>{t('database.rehearsal.rewritten', { ...row })}</span>
      ))}
    </>
  );
}
