import { ShieldCheck } from 'lucide-react';
import type { Verification } from '@contract/verify';
import { useAction } from '@/api';
import { Banner, Button, EmptyState, ErrorBanner, Skeleton } from '@/components';
import { useText } from '@/i18n';
import { FindingList } from './finding-list';
import styles from './database-screen.module.css';

const origins = ['desktop', 'service', 'inherited'] as const;
const invariants = [1, 2, 3, 4, 5, 6, 7] as const;

/** Checks that the books agree with themselves; nothing is changed. */
export function VerifyTab() {
  const { t } = useText();
  const verify = useAction('verify.run');
  return (
    <div className={styles.tab}>
      <div className={styles.intro}>
        <p>{t('verify.text')}</p>
        <Button variant="primary" icon={ShieldCheck} pending={verify.pending} onPress={() => void verify.run({})}>
          {t('verify.run')}
        </Button>
      </div>
      {verify.error && <ErrorBanner error={verify.error} />}
      {verify.pending && <Skeleton lines={7} />}
      {!verify.pending && verify.data !== undefined && <Outcome verification={verify.data} />}
      {!verify.pending && verify.data === undefined && verify.error === null && (
        <EmptyState icon={ShieldCheck} title={t('verify.notYet')} text={t('verify.notYetText')} />
      )}
    </div>
  );
}

function Outcome({ verification }: { readonly verification: Verification }) {
  const { clean, findings } = verification;
  const { t } = useText();
  const foreign = findings.filter(({ origin }) => origin !== 'desktop').length;
  return (
    <>
      {clean ? (
        <Banner tone="ok" title={t('verify.clean')}>
          {foreign > 0 && t('verify.foreign', { count: foreign })}
        </Banner>
      ) : (
        <Banner tone="bad" title={t('verify.unclean')}>
          {t('verify.uncleanText')}
        </Banner>
      )}
      <Checked verification={verification} />
      {origins.map((origin) => {
        const own = findings.filter((finding) => finding.origin === origin);
        return own.length === 0 ? null : <FindingList key={origin} origin={origin} findings={own} />;
      })}
    </>
  );
}

function Checked({ verification: { checked, findings } }: { readonly verification: Verification }) {
  const text = useText();
  const { t } = text;
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>{t('verify.checked')}</h2>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('verify.checked')}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('verify.rule')}</th>
              <th scope="col" className={styles.number}>
                {t('verify.rows')}
              </th>
              <th scope="col" className={styles.number}>
                {t('verify.found')}
              </th>
            </tr>
          </thead>
          <tbody>
            {invariants.map((invariant) => (
              <tr key={invariant}>
                <td>{t(`verify.invariant.${invariant}`)}</td>
                <td className={styles.number}>
                  <span className="num">
                    {text.count(checked.find((row) => row.invariant === invariant)?.rows ?? 0)}
                  </span>
                </td>
                <td className={styles.number}>
                  <span className="num">
                    {text.count(findings.filter((finding) => finding.invariant === invariant).length)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
