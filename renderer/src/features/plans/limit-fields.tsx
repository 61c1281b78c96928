import { Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { metricName } from '@contract/metric-names';
import { IconButton } from '@/components';
import { useText } from '@/i18n';
import { LimitField } from './limit-field';
import { AddMetric, MetricField } from './metric-field';
import styles from './plan-form.module.css';
import type { PlanFormControl } from './plan-form-values';

/** How much of each metric the plan includes. */
export function LimitFields({ control }: { readonly control: PlanFormControl }) {
  const { t, language } = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'plan.limits' });
  return (
    <div className={styles.rows}>
      {fields.map((field, index) => (
        <div key={field.id} className={styles.limit}>
          <MetricField control={control} name={`plan.limits.${index}.metric`} metric={field.metric} />
          <LimitField control={control} index={index} />
          <IconButton
            label={t('plans.form.removeLimit', { metric: metricName(field.metric, language) })}
            icon={Trash2}
            onPress={() => remove(index)}
          />
        </div>
      ))}
      <div>
        <AddMetric
          label={t('plans.form.addLimit')}
          taken={fields.map(({ metric }) => metric)}
          onAdd={(metric) => append({ metric, limit: 0 })}
        />
      </div>
    </div>
  );
}
