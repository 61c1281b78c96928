import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { addDays } from '@contract/calendar-date';
import type { SubscriptionDetail } from '@contract/subscriptions';
import type { SubscriptionPeriod } from '@contract/subscription-changes';
import { AmountText, DateText, Num, RecordSection, classes } from '@/components';
import { useText } from '@/i18n';
import styles from './period-strip.module.css';

/** The periods around today in a row: what is paid, what is due, what comes next; each billed one leads to its invoice. */
export function PeriodStrip({ subscription }: { readonly subscription: SubscriptionDetail }) {
  const { t } = useText();
  const strip = useRef<HTMLOListElement>(null);
  const current = subscription.periods.findIndex((period) => period.current);
  useEffect(() => {
    strip.current?.children[current]?.scrollIntoView({ inline: 'center', block: 'nearest' });
  }, [current]);
  if (subscription.periods.length === 0) return null;
  return (
    <RecordSection title={t('subscriptions.periods.title')}>
      <ol ref={strip} className={styles.strip} tabIndex={0} aria-label={t('subscriptions.periods.title')}>
        {subscription.periods.map((period) => (
          <li key={`${period.start} ${period.invoiceId ?? ''}`}>
            <PeriodCell period={period} />
          </li>
        ))}
      </ol>
    </RecordSection>
  );
}

function PeriodCell({ period }: { readonly period: SubscriptionPeriod }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { state, current, start, end, invoiceId, invoiceNumber, total } = period;
  const className = classes(styles.period, styles[state], current && styles.current);
  const content = (
    <>
      <span className={styles.bar} aria-hidden />
      <span className={styles.state}>{t(`subscriptions.periods.state.${state}`)}</span>
      <span className={styles.dates}>
        <DateText date={start} />
      </span>
      <span className={styles.dates}>
        <DateText date={addDays(end, -1)} />
      </span>
      <span className={styles.foot}>
        {total !== null && <AmountText amount={total} />}
        {total === null && (
          <span className="muted">{state === 'suspended' ? t('subscriptions.periods.notBilled') : '—'}</span>
        )}
      </span>
      {current && <span className="visually-hidden">{t('subscriptions.periods.current')}</span>}
    </>
  );
  if (invoiceId === null) return <div className={className}>{content}</div>;
  return (
    <button
      type="button"
      className={className}
      aria-label={`${t(`subscriptions.periods.state.${state}`)} ${invoiceNumber ?? ''}`}
      onClick={() => void navigate({ to: '/invoices', search: { open: invoiceId } })}
    >
      {content}
      <span className={styles.number}>
        <Num>{invoiceNumber}</Num>
      </span>
    </button>
  );
}
