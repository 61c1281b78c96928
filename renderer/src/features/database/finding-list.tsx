import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Finding } from '@contract/verify';
import { Button, Pill, type Tone } from '@/components';
import { useText } from '@/i18n';
import { findingSentence } from './finding-sentence';
import styles from './database-screen.module.css';

const tones: Readonly<Record<Finding['origin'], Tone>> = { desktop: 'bad', service: 'warn', inherited: 'mute' };
const paths = { invoice: '/invoices', payment: '/payments', subscription: '/subscriptions' } as const;
const shownAtOnce = 50;

/** What was found of one origin, with what it means and the way to each record. */
export function FindingList({ origin, findings }: FindingListProps) {
  const text = useText();
  const { t } = text;
  const [shown, setShown] = useState(shownAtOnce);
  const left = findings.length - shown;
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>
        <span>{t(`verify.origin.${origin}`)}</span>
        <Pill tone={tones[origin]}>{text.count(findings.length)}</Pill>
      </h2>
      <p className={styles.note}>{t(`verify.originText.${origin}`)}</p>
      <ul className={styles.findings}>
        {findings.slice(0, shown).map((finding) => (
          <li key={JSON.stringify(finding)} className={styles.finding}>
            <span>{findingSentence(finding, text)}</span>
            <OpenRecord finding={finding} />
          </li>
        ))}
      </ul>
      {left > 0 && (
        <div className={styles.more}>
          <Button size="small" variant="quiet" onPress={() => setShown(shown + 200)}>
            {t('verify.more', { count: left })}
          </Button>
        </div>
      )}
    </section>
  );
}
interface FindingListProps {
  readonly origin: Finding['origin'];
  readonly findings: readonly Finding[];
}

function OpenRecord({ finding: { entity, id } }: { readonly finding: Finding }) {
  const { t } = useText();
  const navigate = useNavigate();
  if (entity !== 'invoice' && entity !== 'payment' && entity !== 'subscription') return null;
  return (
    <Button size="small" variant="quiet" onPress={() => void navigate({ to: paths[entity], search: { open: id } })}>
      {t(`verify.open.${entity}`)}
    </Button>
  );
}
