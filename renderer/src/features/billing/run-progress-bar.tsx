import type { RunAmounts } from '@contract/billing';
import { Money } from '@/components';
import { useText } from '@/i18n';
import styles from './run-progress-bar.module.css';

/** How many of the subscriptions a run has looked at, and what it has billed so far. */
export function RunProgressBar({ examined, candidates, amounts }: RunProgressBarProps) {
  const text = useText();
  const { t } = text;
  const share = candidates === 0 ? 100 : Math.min(100, Math.floor((examined / candidates) * 100));
  return (
    <div className={styles.progress}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={t('billing.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
      >
        <i style={{ inlineSize: `${share}%` }} />
      </div>
      <p className={styles.words}>
        <span>{t('billing.examined', { examined: text.count(examined), candidates: text.count(candidates) })}</span>
        {amounts.map(({ currency, invoices, total }) => (
          <span key={currency}>
            {t('billing.invoices', { count: invoices })}: <Money amount={total} currency={currency} />
          </span>
        ))}
      </p>
    </div>
  );
}
interface RunProgressBarProps {
  readonly examined: number;
  readonly candidates: number;
  readonly amounts: RunAmounts;
}
