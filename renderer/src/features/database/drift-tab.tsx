import { ClipboardCopy, Scale } from 'lucide-react';
import type { Difference, SchemaCheck } from '@contract/schema';
import { useAction } from '@/api';
import { Banner, Button, EmptyState, ErrorBanner, Pill, Skeleton, toast } from '@/components';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

/** Stands where there is nothing: a default that a column does not have. */
const nothing = '—';

/** Holds the tables against what this version of the program makes; nothing is changed. */
export function DriftTab() {
  const { t } = useText();
  const check = useAction('upkeep.check');
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('database.drift.text')}</p>
        <Button variant="primary" icon={Scale} pending={check.pending} onPress={() => void check.run({})}>
          {t('database.drift.run')}
        </Button>
      </div>
      {check.error && <ErrorBanner error={check.error} />}
      {check.pending && <Skeleton lines={6} />}
      {!check.pending && check.data !== undefined && <Outcome check={check.data} />}
      {!check.pending && check.data === undefined && check.error === null && (
        <EmptyState icon={Scale} title={t('database.drift.notYet')} text={t('database.drift.notYetText')} />
      )}
    </div>
  );
}

function Outcome({ check: { state, clean, differences } }: { readonly check: SchemaCheck }) {
  const { t } = useText();
  if (state.kind !== 'current') {
    return (
      <>
        <Banner tone="warn" title={t(`setup.schema.${state.kind}`)}>
          {t('database.drift.notCompared')}
        </Banner>
        {state.kind === 'refused' && <Differences differences={state.differences} />}
      </>
    );
  }
  return (
    <>
      {clean ? (
        <Banner tone="ok" title={t('database.drift.clean')} />
      ) : (
        <Banner tone="bad" title={t('database.drift.found', { count: differences.length })}>
          {t('errors.schema_drift.remedy')}
        </Banner>
      )}
      {differences.length > 0 && <Differences differences={differences} />}
    </>
  );
}

function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const { t } = useText();
  const copy = useAction('upkeep.copy');
  const statements = differences.flatMap(({ mend }) => mend.map((sql) => `${sql};`));
  const run = async () => {
    if ((await copy.run({ text: `${statements.join('\n')}\n` })) !== null) {
      toast({ tone: 'ok', title: t('database.drift.copied') });
    }
  };
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>
        <span>{t('setup.upgrade.differences')}</span>
        {statements.length > 0 && (
          <Button size="small" icon={ClipboardCopy} pending={copy.pending} onPress={() => void run()}>
            {t('database.drift.copy')}
          </Button>
        )}
      </h2>
      {copy.error && <ErrorBanner error={copy.error} />}
      <ul className={styles.findings}>
        {differences.map((difference) => (
          <DifferenceRow key={`${difference.code} ${difference.object} ${difference.part}`} difference={difference} />
        ))}
      </ul>
    </section>
  );
}

function DifferenceRow({ difference }: { readonly difference: Difference }) {
  const { t } = useText();
  const { code, severity, object, part, expected, found, mend } = difference;
  const places = { object, part, expected: expected || nothing, found: found || nothing };
  return (
    <li className={styles.difference}>
      <div className={styles.differenceWords}>
        <span>{t(`differences.${code}`, places)}</span>
        {severity === 'warning' && <Pill tone="warn">{t('database.drift.warning')}</Pill>}
      </div>
      {mend.length > 0 ? (
        <pre className={styles.sql} dir="ltr" lang="en" tabIndex={0}>
          {mend.map((sql) => `${sql};`).join('\n')}
        </pre>
      ) : (
        <span className={styles.small}>{t('database.drift.byHand')}</span>
      )}
    </li>
  );
}
