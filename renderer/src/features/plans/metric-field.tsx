import { Plus } from 'lucide-react';
import { knownLimits, metricName, metricWords } from '@contract/metric-names';
import { Button, FormText, Menu } from '@/components';
import { useText } from '@/i18n';
import styles from './plan-form.module.css';
import type { PlanFormControl } from './plan-form-values';

/** A row's metric: in words with its key below; one without words has its key in a field. */
export function MetricField({ control, name, metric }: MetricFieldProps) {
  const { t, language } = useText();
  const words = metricWords(metric, language);
  if (words === null) {
    return <FormText control={control} name={name} label={t('plans.form.metric')} hideLabel kind="code" />;
  }
  return (
    <span className={styles.metric}>
      <span>{words}</span>
      <bdi dir="ltr" className={styles.key}>
        {metric}
      </bdi>
    </span>
  );
}
interface MetricFieldProps {
  readonly control: PlanFormControl;
  readonly name: `plan.limits.${number}.metric` | `plan.pricing.overage.${number}.metric`;
  /** As the row began: what is typed does not turn the field into words under the hand. */
  readonly metric: string;
}

/** Adds a row for one of the known metrics, or for one that the program has no words for. */
export function AddMetric({ label, taken, onAdd }: AddMetricProps) {
  const { t, language } = useText();
  const free = knownLimits.filter((metric) => !taken.includes(metric));
  return (
    <Menu
      label={label}
      groups={[
        {
          id: 'known',
          entries: free.map((metric) => ({
            id: metric,
            label: metricName(metric, language),
            onAction: () => onAdd(metric),
          })),
        },
        { id: 'other', entries: [{ id: 'other', label: t('plans.form.otherMetric'), onAction: () => onAdd('') }] },
      ]}
    >
      <Button size="small" icon={Plus}>
        {label}
      </Button>
    </Menu>
  );
}
interface AddMetricProps {
  readonly label: string;
  readonly taken: readonly string[];
  readonly onAdd: (metric: string) => void;
}
