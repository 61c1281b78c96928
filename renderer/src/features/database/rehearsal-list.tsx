import type { ReactNode } from 'react';
import type { Rehearsal } from '@contract/schema';
import { Bdi, Num, Pill, type Tone } from '@/components';
import { formatMilliseconds, useText } from '@/i18n';
import styles from './database-screen.module.css';

const tones: Readonly<Record<Rehearsal['locks'][number]['bars'], Tone>> = {
  nothing: 'ok',
  writes: 'warn',
  reads: 'bad',
};

/** From what holds up the most to what holds up nobody. */
const bars = ['reads', 'writes', 'nothing'] as const;

/** A few lines stand open; of many, one line says how many there are and opens them. */
const mostOpen = 4;

function Folded({ count, summary, pill, children }: FoldedProps) {
  if (count === 0) return null;
  if (count <= mostOpen) return children;
  return (
    <details className={styles.folded}>
      <summary>
        {summary} {pill}
      </summary>
      <div className={styles.foldedLines}>{children}</div>
    </details>
  );
}
interface FoldedProps {
  readonly count: number;
  readonly summary: string;
  readonly pill?: ReactNode;
  readonly children: ReactNode;
}

function Locks({ locks, bars: kind }: Pick<Rehearsal, 'locks'> & { readonly bars: (typeof bars)[number] }) {
  const { t } = useText();
  const pill = <Pill tone={tones[kind]}>{t(`database.rehearsal.bars.${kind}`)}</Pill>;
  return (
    <Folded count={locks.length} summary={t('database.rehearsal.locks', { count: locks.length })} pill={pill}>
      {locks.map(({ table, mode }) => (
        <span key={table} className={styles.effect}>
          <span>{t('database.rehearsal.lock', { table, mode })}</span>
          {locks.length <= mostOpen && pill}
        </span>
      ))}
    </Folded>
  );
}

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
      {bars.map((kind) => (
        <Locks key={kind} bars={kind} locks={locks.filter((lock) => lock.bars === kind)} />
      ))}
      <Folded count={rows.length} summary={t('database.rehearsal.rowsOf', { count: rows.length })}>
        {rows.map((row) => (
          <span key={row.table}>{t('database.rehearsal.rows', { ...row })}</span>
        ))}
      </Folded>
      {rewritten.map((row) => (
        <span key={row.table}>{t('database.rehearsal.rewritten', { ...row })}</span>
      ))}
    </>
  );
}
