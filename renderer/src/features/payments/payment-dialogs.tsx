import { payments, type PaymentDetail } from '@contract/payments';
import { useRead } from '@/api';
import { Dialog, ErrorState, FormDate, FormDialog, FormText, Skeleton, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';

interface PaymentDialogProps {
  readonly payment: PaymentDetail;
  readonly onClose: () => void;
}

const confirmSchema = payments.confirm.input.pick({ paidOn: true });

/** The money arrived: the payment counts from now and gets its receipt voucher. */
export function ConfirmPaymentDialog(props: PaymentDialogProps) {
  const { t } = useText();
  const business = useRead('business.get', {});
  if (business.data) return <ConfirmForm {...props} today={business.data.today} />;
  return (
    <Dialog title={t('payments.confirm.title')} look="small" onClose={props.onClose}>
      {business.error ? <ErrorState error={business.error} onRetry={() => void business.refetch()} /> : <Skeleton />}
    </Dialog>
  );
}

function ConfirmForm({ payment, today, onClose }: PaymentDialogProps & { readonly today: string }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `payments.confirm ${payment.id}`,
    schema: confirmSchema,
    values: { paidOn: today },
    command: 'payments.confirm',
    send: ({ paidOn }) => ({ id: payment.id, paidOn }),
    onSaved: ({ voucherNumber }) => {
      toast({ tone: 'ok', title: t('payments.done.confirmed', { number: voucherNumber ?? '' }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('payments.confirm.title')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('payments.confirm.submit')}
      onClose={onClose}
    >
      <p>{t('payments.confirm.explain')}</p>
      <FormDate control={commandForm.form.control} name="paidOn" label={t('payments.confirm.paidOn')} autoFocus />
    </FormDialog>
  );
}

const reasonSchema = payments.markFailed.input.pick({ reason: true });

export function FailPaymentDialog({ payment, onClose }: PaymentDialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `payments.fail ${payment.id}`,
    schema: reasonSchema,
    values: { reason: '' },
    command: 'payments.markFailed',
    send: ({ reason }) => ({ id: payment.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('payments.done.failed') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('payments.markFailed.title')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('payments.markFailed.submit')}
      onClose={onClose}
    >
      <p>{t('payments.markFailed.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('payments.markFailed.reason')} autoFocus />
    </FormDialog>
  );
}

/** For a mistaken entry: what it paid becomes due again. */
export function ReversePaymentDialog({ payment, onClose }: PaymentDialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `payments.reverse ${payment.id}`,
    schema: reasonSchema,
    values: { reason: '' },
    command: 'payments.reverse',
    send: ({ reason }) => ({ id: payment.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('payments.done.reversed') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('payments.reverse.title')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('payments.reverse.submit')}
      onClose={onClose}
    >
      <p>{t('payments.reverse.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('payments.reverse.reason')} autoFocus />
    </FormDialog>
  );
}
