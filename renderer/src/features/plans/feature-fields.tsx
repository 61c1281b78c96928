import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { Button, FormText, IconButton } from '@/components';
import { useText } from '@/i18n';
import styles from './plan-form.module.css';
import type { PlanFormControl } from './plan-form-values';

/** What the plan offers beside its limits, each in both languages. */
export function FeatureFields({ control }: { readonly control: PlanFormControl }) {
  const { t } = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'plan.features' });
  return (
    <div className={styles.rows}>
      {fields.map((field, index) => (
        <div key={field.id} className={styles.limit}>
          <FormText
            control={control}
            name={`plan.features.${index}.nameAr`}
            label={t('plans.form.featureAr')}
            hideLabel
            language="ar"
          />
          <FormText
            control={control}
            name={`plan.features.${index}.name`}
            label={t('plans.form.feature')}
            hideLabel
            language="en"
          />
          <IconButton
            label={t('plans.form.removeFeature', { name: field.name })}
            icon={Trash2}
            onPress={() => remove(index)}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon={Plus} onPress={() => append({ name: '', nameAr: '' })}>
          {t('plans.form.addFeature')}
        </Button>
      </div>
    </div>
  );
}
