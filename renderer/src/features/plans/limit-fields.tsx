import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { Button, FormText, IconButton } from '@/components';
import { useText } from '@/i18n';
import { LimitField } from './limit-field';
import styles from './plan-form.module.css';
import type { PlanFormControl } from './plan-form-values';

/** How much of each metric the plan includes. */
export function LimitFields({ control }: { readonly control: PlanFormControl }) {
  const { t } = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'plan.limits' });
  return (
    <div className={styles.rows}>
      {fields.map((field, index) => (
        <div key={field.id} className={styles.limit}>
          <FormText
            control={control}
            name={`plan.limits.${index}.metric`}
            label={t('plans.form.metric')}
            hideLabel
            kind="code"
          />
          <LimitField control={control} index={index} />
          <IconButton
            label={t('plans.form.removeLimit', { metric: field.metric })}
            icon={Trash2}
            onPress={() => remove(index)}
          />
        </div>
      ))}
      <div>
        <Button size="small" icon={Plus} onPress={() => append({ metric: '', limit: 0 })}>
          {t('plans.form.addLimit')}
        </Button>
      </div>
    </div>
  );
}
