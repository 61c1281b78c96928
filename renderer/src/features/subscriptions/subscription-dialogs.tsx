import { z } from 'zod';
import { subscriptions, type SubscriptionDetail } from '@contract/subscriptions';
import { paymentMethodSchema } from '@contract/status';
import { useCommand } from '@/api';
import {
  ConfirmDialog,
  ErrorBanner,
  FormDialog,
  FormRadio,
  FormSelect,
  FormText,
  toast,
  useCommandForm,
} from '@/components';
import { useText } from '@/i18n';
import { useChangePreview } from './use-change-preview';

interface SubscriptionDialogProps {
  readonly subscription: SubscriptionDetail;
  readonly onClose: () => void;
}

const methodSchema = subscriptions.update.input.pick({ paymentMethod: true });

export function PaymentMethodDialog({ subscription, onClose }: SubscriptionDialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `subscriptions.edit ${subscription.id}`,
    schema: methodSchema,
    values: { paymentMethod: subscription.paymentMethod },
    command: 'subscriptions.update',
    version: subscription.version,
    send: ({ paymentMethod }, version) => ({ id: subscription.id, version, paymentMethod }),
    label: () => t('subscriptions.form.paymentMethod'),
    onSaved: () => {
      toast({ tone: 'ok', title: t('subscriptions.done.saved') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('subscriptions.form.editTitle')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('subscriptions.form.save')}
      onClose={onClose}
    >
      <FormSelect
        control={commandForm.form.control}
        name="paymentMethod"
        label={t('subscriptions.form.paymentMethod')}
        required={false}
        choices={paymentMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) }))}
      />
    </FormDialog>
  );
}

const suspendSchema = subscriptions.suspend.input.pick({ reason: true });

export function SuspendDialog({ subscription, onClose }: SubscriptionDialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `subscriptions.suspend ${subscription.id}`,
    schema: suspendSchema,
    values: { reason: '' },
    command: 'subscriptions.suspend',
    send: ({ reason }) => ({
      id: subscription.id,
      reason,
      ...(preview.expected === null ? {} : { expected: preview.expected }),
    }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('subscriptions.done.suspended') });
      onClose();
    },
  });
  const preview = useChangePreview(subscription.id, { kind: 'suspend' }, commandForm.command.error);
  return (
    <FormDialog
      title={t('subscriptions.suspend.title')}
      blocked={preview.expected === null}
      commandForm={commandForm}
      saveLabel={t('subscriptions.suspend.submit')}
      onClose={onClose}
    >
      <p>{t('subscriptions.suspend.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('subscriptions.suspend.reason')} autoFocus />
      {preview.view}
    </FormDialog>
  );
}

const cancelSchema = subscriptions.cancel.input
  .pick({ reason: true })
  .extend({ how: z.enum(['period_end', 'now', 'now_with_credit']) });

function termsOfCancel(how: z.infer<typeof cancelSchema>['how']): { when: 'now' | 'period_end'; credit: boolean } {
  return { when: how === 'period_end' ? 'period_end' : 'now', credit: how === 'now_with_credit' };
}

export function CancelDialog({ subscription, onClose }: SubscriptionDialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `subscriptions.cancel ${subscription.id}`,
    schema: cancelSchema,
    values: { how: 'period_end', reason: '' },
    command: 'subscriptions.cancel',
    send: ({ how, reason }) => ({
      id: subscription.id,
      ...termsOfCancel(how),
      reason,
      ...(preview.expected === null ? {} : { expected: preview.expected }),
    }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('subscriptions.done.canceled') });
      onClose();
    },
  });
  const { control, watch } = commandForm.form;
  const change = { kind: 'cancel', ...termsOfCancel(watch('how')) } as const;
  const preview = useChangePreview(subscription.id, change, commandForm.command.error);
  return (
    <FormDialog
      title={t('subscriptions.cancel.title')}
      blocked={preview.expected === null}
      commandForm={commandForm}
      saveLabel={t('subscriptions.cancel.submit')}
      onClose={onClose}
    >
      <FormRadio
        control={control}
        name="how"
        label={t('subscriptions.cancel.when')}
        look="column"
        choices={[
          { value: 'period_end', label: t('subscriptions.cancel.periodEnd') },
          { value: 'now', label: t('subscriptions.cancel.now') },
          { value: 'now_with_credit', label: t('subscriptions.cancel.nowWithCredit') },
        ]}
      />
      <FormText control={control} name="reason" label={t('subscriptions.cancel.reason')} autoFocus />
      {preview.view}
    </FormDialog>
  );
}

interface MoveProps extends SubscriptionDialogProps {
  readonly command: 'subscriptions.resume' | 'subscriptions.reactivate';
  readonly kind: 'resume' | 'reactivate';
  readonly words: { readonly title: string; readonly explain: string; readonly submit: string; readonly done: string };
}

/** Shows what comes of it, asks once, and does it. */
function MoveDialog({ command: name, kind, subscription, words, onClose }: MoveProps) {
  const command = useCommand<'subscriptions.resume' | 'subscriptions.reactivate'>(name);
  const preview = useChangePreview(subscription.id, { kind }, command.error);
  const confirm = async (): Promise<void> => {
    if (preview.expected === null) return;
    if ((await command.run({ id: subscription.id, expected: preview.expected })) === null) return;
    toast({ tone: 'ok', title: words.done });
    onClose();
  };
  return (
    <ConfirmDialog
      title={words.title}
      confirmLabel={words.submit}
      pending={command.pending}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {command.error ? <ErrorBanner error={command.error} /> : <p>{words.explain}</p>}
      {preview.view}
    </ConfirmDialog>
  );
}

export function ResumeDialog(props: SubscriptionDialogProps) {
  const { t } = useText();
  const words = {
    title: t('subscriptions.resume.title'),
    explain: t('subscriptions.resume.explain'),
    submit: t('subscriptions.resume.submit'),
    done: t('subscriptions.done.resumed'),
  };
  return <MoveDialog {...props} command="subscriptions.resume" kind="resume" words={words} />;
}

export function ReactivateDialog(props: SubscriptionDialogProps) {
  const { t } = useText();
  const words = {
    title: t('subscriptions.reactivate.title'),
    explain: t('subscriptions.reactivate.explain'),
    submit: t('subscriptions.reactivate.submit'),
    done: t('subscriptions.done.reactivated'),
  };
  return <MoveDialog {...props} command="subscriptions.reactivate" kind="reactivate" words={words} />;
}

export function DeleteSubscriptionDialog({
  subscription,
  onClose,
  onDeleted,
}: SubscriptionDialogProps & { readonly onDeleted: () => void }) {
  const { t } = useText();
  const command = useCommand('subscriptions.delete');
  const confirm = async (): Promise<void> => {
    if ((await command.run({ id: subscription.id })) === null) return;
    toast({ tone: 'ok', title: t('subscriptions.done.deleted') });
    onDeleted();
  };
  return (
    <ConfirmDialog
      title={t('subscriptions.delete.title')}
      confirmLabel={t('subscriptions.delete.submit')}
      danger
      pending={command.pending}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {command.error ? <ErrorBanner error={command.error} /> : <p>{t('subscriptions.delete.explain')}</p>}
    </ConfirmDialog>
  );
}
