import { useRead } from '@/api';
import { Banner } from '@/components';
import { useText } from '@/i18n';
import { metricName } from './metric-name';

const shown = 5;

/** The customers who have used 80 % or more of a limit, the fullest first. */
export function LimitAlerts() {
  const text = useText();
  const { t } = text;
  const { data } = useRead('usage.alerts', {});
  if (data === undefined || data.length === 0) return null;
  return (
    <Banner tone="warn" title={t('usage.alerts.title')}>
      {data.slice(0, shown).map((alert) => (
        <div key={`${alert.subscriptionId} ${alert.metric}`}>
          <bdi>{text.name(alert.tenantName, alert.tenantNameAr)}</bdi> · <bdi>{metricName(alert.metric, t)}</bdi> ·{' '}
          {t('usage.alerts.used', { percent: alert.percent })}
        </div>
      ))}
    </Banner>
  );
}
