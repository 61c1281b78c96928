import { Plus, Trash2 } from 'lucide-react';
import { useFieldArray, type Control } from 'react-hook-form';
import { z } from 'zod';
import { planIdSchema, type PlanId } from '@contract/ids';
import { planInputSchema, planTierSchema, type Plan } from '@contract/plans';
import {
  Button,
  FormCheckbox,
  FormCount,
  FormDialog,
  FormGrid,
  FormMoney,
  FormSection,
  FormSelect,
  FormText,
  FormWide,
  IconButton,
  toast,
  useCommandForm,
} from '@/components';
import { useText } from '@/i18n';
import { LimitField } from './limit-field';
import styles from './plan-form.module.css';

const formSchema = z.object({ planId: planIdSchema, plan: planInputSchema });
type Values = z.input<typeof formSchema>;
type Checked = z.output<typeof formSchema>;

interface NewPlanProps {
  readonly onClose: () => void;
  readonly onSaved: (planId: PlanId) => void;
}

export function NewPlanDialog({ onClose, onSaved }: NewPlanProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: 'plans.new',
    schema: formSchema,
    values: {
      planId: '',
      plan: {
        name: '',
        nameAr: '',
        description: null,
        descriptionAr: null,
        tier: 'starter',
        pricing: { monthlyUsd: null, quarterlyUsd: null, yearlyUsd: null, setupFeeUsd: null },
        limits: [],
        trialDays: 0,
        isActive: true,
      },
    },
    command: 'plans.create',
    send: (checked) => checked,
    onSaved: (_answer, { planId }) => {
      toast({ tone: 'ok', title: t('plans.done.saved') });
      onSaved(planId);
    },
  });
  return (
    <FormDialog
      title={t('plans.form.createTitle')}
      commandForm={commandForm}
      saveLabel={t('plans.form.save')}
      onClose={onClose}
    >
      <PlanFields control={commandForm.form.control} isNew />
    </FormDialog>
  );
}

/** Prices change for what is billed from now on; invoices that exist keep theirs. */
export function EditPlanDialog({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const { t } = useText();
  const { planId, version, subscribers: _subscribers, updatedAt: _updatedAt, ...values } = plan;
  const commandForm = useCommandForm({
    name: `plans.edit ${planId}`,
    schema: formSchema,
    values: { planId, plan: values },
    command: 'plans.update',
    send: (checked) => ({ ...checked, version }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('plans.done.saved') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('plans.form.editTitle')}
      commandForm={commandForm}
      saveLabel={t('plans.form.save')}
      onClose={onClose}
    >
      <PlanFields control={commandForm.form.control} isNew={false} />
    </FormDialog>
  );
}

function PlanFields({
  control,
  isNew,
}: {
  readonly control: Control<Values, unknown, Checked>;
  readonly isNew: boolean;
}) {
  const { t } = useText();
  const price = { currency: 'USD', nullable: true } as const;
  return (
    <>
      <FormGrid>
        {isNew && (
          <FormWide>
            <FormText
              control={control}
              name="planId"
              label={t('plans.form.id')}
              description={t('plans.form.idHint')}
              kind="code"
              autoFocus
            />
          </FormWide>
        )}
        <FormText
          control={control}
          name="plan.nameAr"
          label={t('plans.form.nameAr')}
          language="ar"
          autoFocus={!isNew}
        />
        <FormText control={control} name="plan.name" label={t('plans.form.name')} language="en" />
        <FormText
          control={control}
          name="plan.descriptionAr"
          label={t('plans.form.descriptionAr')}
          language="ar"
          lines={2}
          nullable
        />
        <FormText
          control={control}
          name="plan.description"
          label={t('plans.form.description')}
          language="en"
          lines={2}
          nullable
        />
        <FormSelect
          control={control}
          name="plan.tier"
          label={t('plans.form.tier')}
          choices={planTierSchema.options.map((value) => ({ value, label: t(`status.tier.${value}`) }))}
        />
        <FormCount control={control} name="plan.trialDays" label={t('plans.form.trialDays')} />
      </FormGrid>
      <FormSection title={t('plans.record.prices')}>
        <FormGrid>
          <FormMoney control={control} name="plan.pricing.monthlyUsd" label={t('plans.form.monthly')} {...price} />
          <FormMoney control={control} name="plan.pricing.quarterlyUsd" label={t('plans.form.quarterly')} {...price} />
          <FormMoney control={control} name="plan.pricing.yearlyUsd" label={t('plans.form.yearly')} {...price} />
          <FormMoney control={control} name="plan.pricing.setupFeeUsd" label={t('plans.form.setupFee')} {...price} />
        </FormGrid>
        <p className="muted">{t('plans.form.priceHint')}</p>
      </FormSection>
      <FormSection title={t('plans.form.limits')}>
        <Limits control={control} />
      </FormSection>
      <FormCheckbox control={control} name="plan.isActive" label={t('plans.form.active')} />
      {!isNew && <p className="muted">{t('plans.form.oldInvoices')}</p>}
    </>
  );
}

function Limits({ control }: { readonly control: Control<Values, unknown, Checked> }) {
  const { t } = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'plan.limits' });
  return (
    <div className={styles.limits}>
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
