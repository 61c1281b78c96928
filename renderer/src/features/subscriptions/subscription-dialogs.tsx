import { subscriptions, type SubscriptionDetail } from '@contract/subscriptions';
import { paymentMethodSchema } from '@contract/status';
import { useCommand, type CommandName } from '@/api';
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
    send: ({ paymentMethod }) => ({ id: subscription.id, version: subscription.version, paymentMethod }),
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
    send: ({ reason }) => ({ id: subscription.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('subscriptions.done.suspended') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('subscriptions.suspend.title')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('subscriptions.suspend.submit')}
      onClose={onClose}
    >
      <p>{t('subscriptions.suspend.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('subscriptions.suspend.reason')} autoFocus />
    </FormDialog>
  );
}

const cancelSchema = subscriptions.cancel.input.pick({ when: true, reason: true });

export function CancelDialog({ subscription, onClose }: SubscriptionDialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `subscriptions.cancel ${subscription.id}`,
    schema: cancelSchema,
    values: { when: 'period_end', reason: '' },
    command: 'subscriptions.cancel',
    send: ({ when, reason }) => ({ id: subscription.id, when, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('subscriptions.done.canceled') });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('subscriptions.cancel.title')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('subscriptions.cancel.submit')}
      onClose={onClose}
    >
      <FormRadio
        control={control}
        name="when"
        label={t('subscriptions.cancel.when')}
        look="column"
        choices={[
          { value: 'period_end', label: t('subscriptions.cancel.periodEnd') },
          { value: 'now', label: t('subscriptions.cancel.now') },
        ]}
      />
      <FormText control={control} name="reason" label={t('subscriptions.cancel.reason')} autoFocus />
    </FormDialog>
  );
}

/** Asks once, then sends a command that needs no more than the subscription's id. */
function SimpleDialog<
  N extends Extract<CommandName, 'subscriptions.resume' | 'subscriptions.reactivate' | 'subscriptions.delete'>,
>({
  command: name,
  subscription,
  words,
  danger = false,
  onClose,
  onDone,
}: SubscriptionDialogProps & {
  readonly command: N;
  readonly words: { readonly title: string; readonly explain: string; readonly submit: string; readonly done: string };
  readonly danger?: boolean;
  readonly onDone: () => void;
}) {
  const command = useCommand<'subscriptions.resume' | 'subscriptions.reactivate' | 'subscriptions.delete'>(name);
  const confirm = async (): Promise<void> => {
    if ((await command.run({ id: subscription.id })) === null) return;
    toast({ tone: 'ok', title: words.done });
    onDone();
  };
  return (
    <ConfirmDialog
      title={words.title}
      confirmLabel={words.submit}
      danger={danger}
      pending={command.pending}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {command.error ? <ErrorBanner error={command.error} /> : <p>{words.explain}</p>}
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
  return <SimpleDialog {...props} command="subscriptions.resume" words={words} onDone={props.onClose} />;
}

export function ReactivateDialog(props: SubscriptionDialogProps) {
  const { t } = useText();
  const words = {
    title: t('subscriptions.reactivate.title'),
    explain: t('subscriptions.reactivate.explain'),
    submit: t('subscriptions.reactivate.submit'),
    done: t('subscriptions.done.reactivated'),
  };
  return <SimpleDialog {...props} command="subscriptions.reactivate" words={words} onDone={props.onClose} />;
}

export function DeleteSubscriptionDialog(props: SubscriptionDialogProps & { readonly onDeleted: () => void }) {
  const { t } = useText();
  const words = {
    title: t('subscriptions.delete.title'),
    explain: t('subscriptions.delete.explain'),
    submit: t('subscriptions.delete.submit'),
    done: t('subscriptions.done.deleted'),
  };
  return <SimpleDialog {...props} command="subscriptions.delete" words={words} danger onDone={props.onDeleted} />;
}
