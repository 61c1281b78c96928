import { useController } from 'react-hook-form';
import { Checkbox, DecimalField, useIssueText } from '@/components';
import { useText } from '@/i18n';
import styles from './plan-form.module.css';
import type { PlanFormControl } from './plan-form-values';

interface LimitFieldProps {
  readonly control: PlanFormControl;
  readonly index: number;
}

/** A metric's limit: a whole number, or unlimited (stored as -1). */
export function LimitField({ control, index }: LimitFieldProps) {
  const { t } = useText();
  const issueText = useIssueText();
  const { field, fieldState } = useController({ control, name: `plan.limits.${index}.limit` });
  const unlimited = field.value === -1;
  return (
    <div className={styles.limitValue}>
      <DecimalField
        label={t('plans.form.limit')}
        hideLabel
        scale={0}
        disabled={unlimited}
        value={unlimited ? '' : String(field.value)}
        onChange={(next) => field.onChange(/^\d{1,10}$/.test(next) ? Number(next) : next)}
        onBlur={field.onBlur}
        error={issueText(fieldState.error?.message)}
      />
      <Checkbox checked={unlimited} onChange={(checked) => field.onChange(checked ? -1 : 0)}>
        {t('plans.unlimited')}
      </Checkbox>
    </div>
  );
}
