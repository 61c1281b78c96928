import Big from 'big.js';
import type { SubscriptionId } from '@contract/ids';
import type { UsageStanding as Standing } from '@contract/usage';
import { useRead } from '@/api';
import { classes, Num, RecordSection } from '@/components';
import { useText } from '@/i18n';
import { metricName } from './metric-name';
import styles from './usage-standing.module.css';

/** Used, limit and what is left of each metric; the bar turns amber at 80 % and red at the limit (domain.md, Usage). */
export function UsageStanding({ subscriptionId }: { readonly subscriptionId: SubscriptionId }) {
  const { t } = useText();
  const { data } = useRead('usage.standing', { subscriptionId });
  if (data === undefined || data.length === 0) return null;
  return (
    <RecordSection title={t('usage.record.standing')}>
      <ul className={styles.list}>
        {data.map((standing) => (
          <Meter key={standing.metric} standing={standing} />
        ))}
      </ul>
    </RecordSection>
  );
}

/** Per cent of the limit that is used, 0 to 100; null where it is unlimited. */
function shareOf({ used, limit }: Standing): number | null {
  if (limit === null) return null;
  const whole = new Big(limit);
  if (whole.lte(0)) return new Big(used).gt(0) ? 100 : 0;
  const share = new Big(used).times(100).div(whole);
  return share.gt(100) ? 100 : share.round(0, Big.roundDown).toNumber();
}

function Meter({ standing }: { readonly standing: Standing }) {
  const text = useText();
  const { t } = text;
  const share = shareOf(standing);
  const name = metricName(standing.metric, t);
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <bdi>{name}</bdi> <span className="muted">{t(`usage.window.${standing.window}`)}</span>
      </span>
      <span className={styles.figures}>
        <Num>{text.decimal(standing.used)}</Num>
        {' / '}
        {standing.limit === null ? t('usage.standing.unlimited') : <Num>{text.decimal(standing.limit)}</Num>}
      </span>
      {share !== null && (
        <span
          className={styles.bar}
          role="meter"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share}
        >
          <i
            className={classes(share >= 100 ? styles.full : share >= 80 && styles.near)}
            style={{ inlineSize: `${share}%` }}
          />
        </span>
      )}
    </li>
  );
}
