import Big from 'big.js';
import type { SubscriptionId } from '@contract/ids';
import { metricName } from '@contract/metric-names';
import type { UsageStanding as Standing } from '@contract/usage';
import { useRead } from '@/api';
import { classes, MetricName, Num, RecordSection } from '@/components';
import { useText } from '@/i18n';
import { LimitPill } from './limit-pill';
import styles from './usage-standing.module.css';

/**
 * Used, limit and what is left of each metric (domain.md, Usage). From 80 % on a pill says so, and the bar is amber; at the
 * limit red. `title` stands in place of the section's own, where several are under each other.
 */
export function UsageStanding({ subscriptionId, title }: UsageStandingProps) {
  const { t } = useText();
  const { data } = useRead('usage.standing', { subscriptionId });
  if (data === undefined || data.length === 0) return null;
  return (
    <RecordSection title={title ?? t('usage.record.standing')}>
      <ul className={styles.list}>
        {data.map((standing) => (
          <Meter key={standing.metric} standing={standing} />
        ))}
      </ul>
    </RecordSection>
  );
}
interface UsageStandingProps {
  readonly subscriptionId: SubscriptionId;
  readonly title?: string;
}

/** Whole per cent of the limit that is used, rounded down; null where it is unlimited. */
function percentOf({ used, limit }: Standing): number | null {
  if (limit === null) return null;
  const whole = new Big(limit);
  if (whole.lte(0)) return new Big(used).gt(0) ? 100 : 0;
  return new Big(used).times(100).div(whole).round(0, Big.roundDown).toNumber();
}

function Meter({ standing }: { readonly standing: Standing }) {
  const text = useText();
  const { t } = text;
  const percent = percentOf(standing);
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <MetricName metric={standing.metric} /> <span className="muted">{t(`usage.window.${standing.window}`)}</span>
        {percent !== null && <LimitPill percent={percent} />}
      </span>
      <span className={styles.figures}>
        <Num>{text.decimal(standing.used)}</Num>
        {' / '}
        {standing.limit === null ? t('usage.standing.unlimited') : <Num>{text.decimal(standing.limit)}</Num>}
        {standing.left !== null && (
          <span className={styles.left}>{t('usage.standing.left', { left: text.decimal(standing.left) })}</span>
        )}
      </span>
      {percent !== null && (
        <span
          className={styles.bar}
          role="meter"
          aria-label={metricName(standing.metric, text.language)}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(percent, 100)}
        >
          <i
            className={classes(percent >= 100 ? styles.full : percent >= 80 && styles.near)}
            style={{ inlineSize: `${Math.min(percent, 100)}%` }}
          />
        </span>
      )}
    </li>
  );
}
