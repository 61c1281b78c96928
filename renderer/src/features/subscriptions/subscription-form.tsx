import { useEffect } from 'react';
import { currencies } from '@contract/currency';
import { createSubscriptionSchema } from '@contract/subscriptions';
import { billingCycleSchema, paymentMethodSchema } from '@contract/status';
import type { SubscriptionId } from '@contract/ids';
import type { Plan } from '@contract/plans';
import { useRead } from '@/api';
import {
  Dialog,
  ErrorState,
  FormCount,
  FormDate,
  FormDialog,
  FormGrid,
  FormRadio,
  FormSelect,
  FormTenant,
  FormWide,
  Skeleton,
  toast,
  useCommandForm,
} from '@/components';
import { useText } from '@/i18n';

interface NewSubscriptionProps {
  readonly onClose: () => void;
  readonly onSaved: (id: SubscriptionId) => void;
}

/** A new subscription: whose, which plan, and from when; a trial bills nothing until it ends. */
export function NewSubscriptionDialog({ onClose, onSaved }: NewSubscriptionProps) {
  const { t } = useText();
  const business = useRead('business.get', {});
  const plans = useRead('plans.list', {});
  const failure = business.error ?? plans.error;
  if (business.data && plans.data) {
    const onSale = plans.data.filter((plan) => plan.isActive);
    return <SubscriptionForm today={business.data.today} plans={onSale} onClose={onClose} onSaved={onSaved} />;
  }
  return (
    <Dialog title={t('subscriptions.form.createTitle')} look="sheet" onClose={onClose}>
      {failure ? <ErrorState error={failure} onRetry={() => void plans.refetch()} /> : <Skeleton />}
    </Dialog>
  );
}

const formSchema = createSubscriptionSchema.omit({ key: true });

function SubscriptionForm(props: NewSubscriptionProps & { readonly today: string; readonly plans: readonly Plan[] }) {
  const text = useText();
  const { t } = text;
  const commandForm = useCommandForm({
    name: 'subscriptions.new',
    schema: formSchema,
    values: {
      tenantId: '',
      planId: '',
      cycle: 'monthly',
      currency: 'USD',
      startDate: props.today,
      trialDays: 0,
      paymentMethod: null,
    },
    command: 'subscriptions.create',
    send: (checked) => checked,
    onSaved: ({ id }) => {
      toast({ tone: 'ok', title: t('subscriptions.done.created') });
      props.onSaved(id);
    },
  });
  const { control, watch, setValue, formState } = commandForm.form;
  const planId = watch('planId');
  const trialDays = props.plans.find((plan) => plan.planId === planId)?.trialDays;
  const trialTouched = formState.touchedFields.trialDays === true;
  useEffect(() => {
    if (trialDays !== undefined && !trialTouched) setValue('trialDays', trialDays);
  }, [trialDays, trialTouched, setValue]);
  return (
    <FormDialog
      title={t('subscriptions.form.createTitle')}
      commandForm={commandForm}
      saveLabel={t('subscriptions.form.submit')}
      onClose={props.onClose}
    >
      <FormGrid>
        <FormWide>
          <FormTenant control={control} name="tenantId" label={t('subscriptions.form.tenant')} autoFocus />
        </FormWide>
        <FormSelect
          control={control}
          name="planId"
          label={t('subscriptions.form.plan')}
          choices={props.plans.map((plan) => ({ value: plan.planId, label: text.name(plan.name, plan.nameAr) }))}
        />
        <FormSelect
          control={control}
          name="currency"
          label={t('subscriptions.form.currency')}
          choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
        />
        <FormWide>
          <FormRadio
            control={control}
            name="cycle"
            label={t('subscriptions.form.cycle')}
            choices={billingCycleSchema.options.map((value) => ({ value, label: t(`status.cycle.${value}`) }))}
          />
        </FormWide>
        <FormDate control={control} name="startDate" label={t('subscriptions.form.startDate')} />
        <FormCount
          control={control}
          name="trialDays"
          label={t('subscriptions.form.trialDays')}
          description={t('subscriptions.form.trialHint')}
        />
        <FormWide>
          <FormSelect
            control={control}
            name="paymentMethod"
            label={t('subscriptions.form.paymentMethod')}
            required={false}
            choices={paymentMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) }))}
          />
        </FormWide>
      </FormGrid>
    </FormDialog>
  );
}
