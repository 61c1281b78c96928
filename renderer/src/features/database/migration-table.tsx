import type { MigrationInfo } from '@contract/schema';
import { Bdi, InstantText, Num, Pill, type Tone } from '@/components';
import { migrationTitle } from '@/features/setup';
import { formatMilliseconds, useText } from '@/i18n';
import styles from './database-screen.module.css';

const tones: Readonly<Record<MigrationInfo['state'], Tone>> = {
  pending: 'warn',
  applied: 'ok',
  edited: 'bad',
  unknown: 'warn',
};

/** Every upgrade of this database: when, by whom, by which version of the program, with its checksum. */
export function MigrationTable({ migrations }: { readonly migrations: readonly MigrationInfo[] }) {
  const text = useText();
  const { t } = text;
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>{t('database.schema.history')}</h2>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('database.schema.history')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('database.schema.upgrade')}</th>
              <th scope="col">{t('database.schema.state')}</th>
              <th scope="col">{t('database.schema.at')}</th>
              <th scope="col">{t('database.schema.by')}</th>
              <th scope="col" className={styles.number}>
                {t('database.schema.duration')}
              </th>
              <th scope="col">{t('connection.appVersion')}</th>
              <th scope="col">{t('database.schema.checksum')}</th>
            </tr>
          </thead>
          <tbody>
            {migrations.map((migration) => (
              <MigrationRow key={migration.name} migration={migration} title={migrationTitle(text, migration)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function MigrationRow({ migration, title }: { readonly migration: MigrationInfo; readonly title: string }) {
  const text = useText();
  const { t } = text;
  const { applied, state, checksum } = migration;
  const changed = applied !== null && applied.checksum !== checksum;
  return (
    <tr>
      <td>
        <span className={styles.words}>
          <Bdi>{title}</Bdi>
          <Num className={styles.small ?? ''}>{migration.name}</Num>
          {applied !== null && applied.found.length > 0 && (
            <span className={styles.small}>{t('database.schema.found', { names: applied.found.join(', ') })}</span>
          )}
        </span>
      </td>
      <td>
        <Pill tone={tones[state]}>
          {applied?.adopted === true && state === 'applied'
            ? t('database.schema.adopted')
            : t(`database.schema.stateOf.${state}`)}
        </Pill>
      </td>
      <td>{applied !== null && <InstantText at={applied.at} />}</td>
      <td>{applied !== null && <Num>{applied.by}</Num>}</td>
      <td className={styles.number}>
        {applied !== null && (
          <bdi>{t('app.connection.milliseconds', { ms: formatMilliseconds(applied.durationMs, text.digits) })}</bdi>
        )}
      </td>
      <td>{applied !== null && <Num>{applied.appVersion}</Num>}</td>
      <td>
        <span className={styles.words}>
          <Checksum value={checksum} />
          {changed && <Checksum value={applied.checksum} />}
        </span>
      </td>
    </tr>
  );
}

/** Its first digits; the whole of it on pointing and for those who copy it. */
function Checksum({ value }: { readonly value: string }) {
  return (
    <span title={value}>
      <Num className={styles.mono ?? ''}>{value.slice(0, 12)}</Num>
    </span>
  );
}
