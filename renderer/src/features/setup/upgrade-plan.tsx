import type { MigrationInfo, SchemaState } from '@contract/schema';
import { Banner, ErrorBanner } from '@/components';
import { useText } from '@/i18n';
import { DifferenceList } from './difference-list';
import { MigrationList } from './migration-list';
import { MigrationLog } from './migration-log';
import type { MigrationRun } from './use-migration-run';
import styles from './upgrade-plan.module.css';

/** How a database stands, what would be run on it, and how that goes. */
export function UpgradePlan({ schema, migration }: { readonly schema: SchemaState; readonly migration: MigrationRun }) {
  const { t } = useText();
  const pending = pendingOf(schema);
  return (
    <div className={styles.plan}>
      {!migration.done && <Standing schema={schema} />}
      {pending.length > 0 && <MigrationList migrations={pending} events={migration.events} done={migration.done} />}
      {migration.error && <ErrorBanner error={migration.error} />}
      {migration.events.length > 0 && <MigrationLog events={migration.events} running={migration.running} />}
      {schema.kind === 'refused' && (
        <DifferenceList label={t('setup.upgrade.differences')} differences={schema.differences} />
      )}
      {'warnings' in schema && schema.warnings.length > 0 && !migration.running && (
        <DifferenceList label={t('setup.upgrade.warnings')} differences={schema.warnings} />
      )}
    </div>
  );
}

/** What running would apply to a database in this state. */
export function pendingOf(schema: SchemaState): readonly MigrationInfo[] {
  return 'pending' in schema ? schema.pending : [];
}

/** What was found, in one sentence, and what follows from it. */
function Standing({ schema }: { readonly schema: SchemaState }) {
  const { t } = useText();
  switch (schema.kind) {
    case 'empty':
      return (
        <Banner tone="info" title={t('setup.schema.empty')}>
          {t('setup.upgrade.empty', { count: schema.pending.length })}
        </Banner>
      );
    case 'adoptable':
      return (
        <Banner tone="info" title={t('setup.schema.adoptable')}>
          {t('setup.upgrade.adoptable')}
        </Banner>
      );
    case 'pending':
      return (
        <Banner tone="info" title={t('setup.schema.pending')}>
          {t('setup.upgrade.pending', { count: schema.pending.length })}
        </Banner>
      );
    case 'current':
      return (
        <Banner tone="ok" title={t('setup.schema.current')}>
          {t('setup.upgrade.current', { version: schema.expected })}
        </Banner>
      );
    case 'newer':
      return (
        <Banner tone="warn" title={t('setup.schema.newer')}>
          {t('setup.upgrade.newer', { found: schema.unknown.join(', '), expected: schema.expected })}
        </Banner>
      );
    case 'edited':
      return (
        <Banner tone="bad" title={t('errors.migration_edited.title')}>
          {t('errors.migration_edited.remedy')} <Names names={schema.edited.map(({ name }) => name)} />
        </Banner>
      );
    case 'refused':
      return (
        <Banner tone="bad" title={t('errors.adoption_refused.title')}>
          {t('errors.adoption_refused.remedy')}
        </Banner>
      );
  }
}

function Names({ names }: { readonly names: readonly string[] }) {
  return <bdi dir="ltr">{names.join(', ')}</bdi>;
}
