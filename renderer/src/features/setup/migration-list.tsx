import { Check, CircleAlert } from 'lucide-react';
import type { MigrationEvent, MigrationInfo } from '@contract/schema';
import { classes } from '@/components';
import { useText } from '@/i18n';
import { migrationTitle } from './migration-title';
import { progressOf, type MigrationProgress } from './use-migration-run';
import styles from './upgrade-plan.module.css';

const notYet: MigrationProgress = { state: 'pending', step: 0, steps: 0, durationMs: null };

/** What is run, one after the other, and how far each is. */
export function MigrationList({ migrations, events, done }: MigrationListProps) {
  const text = useText();
  const { t } = text;
  const progress = progressOf(events);
  return (
    <section className={styles.box} aria-label={t('setup.upgrade.list')}>
      <h2 className={styles.boxTitle}>{t('setup.upgrade.list')}</h2>
      <ol className={styles.migrations}>
        {migrations.map((migration) => {
          const found = progress.get(migration.name) ?? notYet;
          // Another start of the program may have applied it meanwhile: then this run has no word on it.
          const now: MigrationProgress = done ? { ...found, state: 'done' } : found;
          return (
            <li key={migration.name} className={classes(styles.migration, styles[now.state])}>
              <span className={styles.mark} aria-hidden>
                {now.state === 'done' && <Check size={14} strokeWidth={3} />}
                {now.state === 'failed' && <CircleAlert size={15} />}
                {now.state === 'running' && <span className={styles.spinner} />}
              </span>
              <span className={styles.migrationWords}>
                <span>{migrationTitle(text, migration)}</span>
                <bdi className={styles.migrationName} dir="ltr">
                  {migration.name}
                </bdi>
              </span>
              <span className={styles.progress}>
                {now.state === 'running' && now.steps > 0
                  ? t('setup.upgrade.step', { step: now.step, steps: now.steps })
                  : t(`setup.upgrade.state.${now.state}`)}
              </span>
              {now.state === 'running' && now.steps > 0 && (
                <span
                  className={styles.bar}
                  role="progressbar"
                  aria-label={migrationTitle(text, migration)}
                  aria-valuemin={0}
                  aria-valuemax={now.steps}
                  aria-valuenow={now.step}
                >
                  <i style={{ inlineSize: `${Math.round((now.step / now.steps) * 100)}%` }} />
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
interface MigrationListProps {
  readonly migrations: readonly MigrationInfo[];
  readonly events: readonly MigrationEvent[];
  readonly done: boolean;
}
