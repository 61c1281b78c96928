import type { PlanId } from '@contract/ids';
import { planTierSchema, type Plan } from '@contract/plans';
import {
  FormCheckbox,
  FormCount,
  FormDialog,
  FormGrid,
  FormSection,
  FormSelect,
  FormText,
  FormWide,
  toast,
  useCommandForm,
} from '@/components';
import { useText } from '@/i18n';
import { FeatureFields } from './feature-fields';
import { LimitFields } from './limit-fields';
import { OverageFields } from './overage-fields';
import { planFormSchema, type PlanFormControl } from './plan-form-values';
import { usePlanLabel } from './use-plan-label';
import { PriceFields } from './price-fields';

interface NewPlanProps {
  readonly onClose: () => void;
  readonly onSaved: (planId: PlanId) => void;
}

export function NewPlanDialog({ onClose, onSaved }: NewPlanProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: 'plans.new',
    schema: planFormSchema,
    values: {
      planId: '',
      plan: {
        name: '',
        nameAr: '',
        description: null,
        descriptionAr: null,
        tier: 'starter',
        pricing: {
          monthlyUsd: null,
          quarterlyUsd: null,
          yearlyUsd: null,
          setupFeeUsd: null,
          monthlyYer: null,
          quarterlyYer: null,
          yearlyYer: null,
          setupFeeYer: null,
          overage: [],
        },
        limits: [],
        features: [],
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
      look="wide"
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
    schema: planFormSchema,
    values: { planId, plan: values },
    command: 'plans.update',
    version,
    send: (checked, standsOn) => ({ ...checked, version: standsOn }),
    label: usePlanLabel(),
    onSaved: () => {
      toast({ tone: 'ok', title: t('plans.done.saved') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('plans.form.editTitle')}
      look="wide"
      commandForm={commandForm}
      saveLabel={t('plans.form.save')}
      onClose={onClose}
    >
      <PlanFields control={commandForm.form.control} isNew={false} />
    </FormDialog>
  );
}

function PlanFields({ control, isNew }: { readonly control: PlanFormControl; readonly isNew: boolean }) {
  const { t } = useText();
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
        <PriceFields control={control} />
      </FormSection>
      <FormSection title={t('plans.form.limits')}>
        <LimitFields control={control} />
      </FormSection>
      <FormSection title={t('plans.form.overage')}>
        <OverageFields control={control} />
      </FormSection>
      <FormSection title={t('plans.form.features')}>
        <FeatureFields control={control} />
      </FormSection>
      <FormCheckbox control={control} name="plan.isActive" label={t('plans.form.active')} />
      {!isNew && <p className="muted">{t('plans.form.oldInvoices')}</p>}
    </>
  );
}
