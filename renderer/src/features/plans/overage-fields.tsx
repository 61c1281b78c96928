import { Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { metricName } from '@contract/metric-names';
import { FormMoney, IconButton } from '@/components';
import { useText } from '@/i18n';
import { AddMetric, MetricField } from './metric-field';
import styles from './plan-form.module.css';
import type { PlanFormControl } from './plan-form-values';

/** What a unit above the limit of a metric costs; a metric without a row here is not billed. */
export function OverageFields({ control }: { readonly control: PlanFormControl }) {
  const { t, language } = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'plan.pricing.overage' });
  return (
    <div className={styles.rows}>
      {fields.map((field, index) => (
        <div key={field.id} className={styles.overage}>
          <MetricField control={control} name={`plan.pricing.overage.${index}.metric`} metric={field.metric} />
          <FormMoney
            control={control}
            name={`plan.pricing.overage.${index}.usd`}
            label={t('plans.form.unitPriceUsd')}
            hideLabel
            currency="USD"
            nullable
          />
          <FormMoney
            control={control}
            name={`plan.pricing.overage.${index}.yer`}
            label={t('plans.form.unitPriceYer')}
            hideLabel
            currency="YER"
            nullable
          />
          <IconButton
            label={t('plans.form.removeOverage', { metric: metricName(field.metric, language) })}
            icon={Trash2}
            onPress={() => remove(index)}
          />
        </div>
      ))}
      <p className="muted">{t('plans.form.overageHint')}</p>
      <div>
        <AddMetric
          label={t('plans.form.addOverage')}
          taken={fields.map(({ metric }) => metric)}
          onAdd={(metric) => append({ metric, usd: null, yer: null })}
        />
      </div>
    </div>
  );
}
