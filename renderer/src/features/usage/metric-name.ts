import { ar } from '@/i18n/resources';
import type { Text } from '@/i18n';

type KnownMetric = keyof typeof ar.usage.metric;

function isKnown(metric: string): metric is KnownMetric {
  return Object.hasOwn(ar.usage.metric, metric);
}

/** A metric in the reader's words; one that the service has added since keeps its own name. */
export function metricName(metric: string, t: Text['t']): string {
  return isKnown(metric) ? t(`usage.metric.${metric}`) : metric;
}

/** The metrics that a clerk may choose from when recording by hand. */
export const knownMetrics: readonly string[] = Object.keys(ar.usage.metric);
