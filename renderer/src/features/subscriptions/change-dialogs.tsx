import { z } from 'zod';
import { planIdSchema } from '@contract/ids';
import { billingCycleSchema } from '@contract/status';
import type { SubscriptionDetail } from '@contract/subscriptions';
import { useCommand, useRead } from '@/api';
import { ErrorBanner, FormDialog, FormRadio, FormSelect, toast, useCommandForm, ConfirmDialog } from '@/components';
import { useText } from '@/i18n';
import { useChangePreview } from './use-change-preview';

interface ChangeDialogProps {
  readonly subscription: SubscriptionDetail;
  readonly onClose: () => void;
}

const planSchema = z.object({ planId: planIdSchema });

/** Another plan: what it costs and when it holds stands below before anything is done. */
export function ChangePlanDialog({ subscription, onClose }: ChangeDialogProps) {
  const text = useText();
  const { t } = text;
  const plans = useRead('plans.list', {});
  const commandForm = useCommandForm({
    name: `subscriptions.changePlan ${subscription.id}`,
    schema: planSchema,
    values: { planId: '' },
    command: 'subscriptions.changePlan',
    send: ({ planId }) => ({ id: subscription.id, planId, expected: preview.expected ?? '' }),
    onSaved: ({ invoice }) => {
      toast({
        tone: 'ok',
        title: invoice
          ? t('subscriptions.done.changedWithInvoice', { number: invoice.number })
          : t('subscriptions.done.changed'),
      });
      onClose();
    },
  });
  const chosen = planIdSchema.safeParse(commandForm.form.watch('planId'));
  const preview = useChangePreview(
    subscription.id,
    chosen.success ? { kind: 'plan', planId: chosen.data } : null,
    commandForm.command.error,
  );
  const others = (plans.data ?? []).filter((plan) => plan.isActive && plan.planId !== subscription.planId);
  return (
    <FormDialog
      title={t('subscriptions.changePlan.title')}
      commandForm={commandForm}
      saveLabel={t('subscriptions.changePlan.submit')}
      blocked={preview.expected === null}
      onClose={onClose}
    >
      <FormSelect
        control={commandForm.form.control}
        name="planId"
        label={t('subscriptions.changePlan.plan')}
        choices={others.map((plan) => ({ value: plan.planId, label: text.name(plan.name, plan.nameAr) }))}
      />
      {preview.view ?? <p className="muted">{t('subscriptions.changePlan.hint')}</p>}
    </FormDialog>
  );
}

const cycleSchema = z.object({ cycle: billingCycleSchema });

/** Another cycle: at the end of what was billed, with an anchor of its own. */
export function ChangeCycleDialog({ subscription, onClose }: ChangeDialogProps) {
  const { t } = useText();
  const others = billingCycleSchema.options.filter((cycle) => cycle !== subscription.cycle);
  const commandForm = useCommandForm({
    name: `subscriptions.changeCycle ${subscription.id}`,
    schema: cycleSchema,
    values: { cycle: others[0] ?? 'yearly' },
    command: 'subscriptions.changeCycle',
    send: ({ cycle }) => ({ id: subscription.id, cycle, expected: preview.expected ?? '' }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('subscriptions.done.changed') });
      onClose();
    },
  });
  const preview = useChangePreview(
    subscription.id,
    { kind: 'cycle', cycle: commandForm.form.watch('cycle') },
    commandForm.command.error,
  );
  return (
    <FormDialog
      title={t('subscriptions.changeCycle.title')}
      commandForm={commandForm}
      saveLabel={t('subscriptions.changeCycle.submit')}
      blocked={preview.expected === null}
      onClose={onClose}
    >
      <FormRadio
        control={commandForm.form.control}
        name="cycle"
        label={t('subscriptions.changeCycle.cycle')}
        choices={others.map((value) => ({ value, label: t(`status.cycle.${value}`) }))}
      />
      {preview.view}
    </FormDialog>
  );
}

/** Takes back a plan or a cycle that was to come. */
export function TakeBackDialog({ subscription, onClose }: ChangeDialogProps) {
  const { t } = useText();
  const command = useCommand('subscriptions.takeBackChange');
  const preview = useChangePreview(subscription.id, { kind: 'take_back' }, command.error);
  const confirm = async (): Promise<void> => {
    if (preview.expected === null) return;
    if ((await command.run({ id: subscription.id, expected: preview.expected })) === null) return;
    toast({ tone: 'ok', title: t('subscriptions.done.takenBack') });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('subscriptions.takeBack.title')}
      confirmLabel={t('subscriptions.takeBack.submit')}
      pending={command.pending}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {command.error ? <ErrorBanner error={command.error} /> : <p>{t('subscriptions.takeBack.explain')}</p>}
    </ConfirmDialog>
  );
}
