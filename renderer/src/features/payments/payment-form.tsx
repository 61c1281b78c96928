import { zeroAmount } from '@contract/amount';
import { tenantIdSchema } from '@contract/ids';
import type { PaymentResult } from '@contract/payments';
import { useFirstRead } from '@/api';
import { Dialog, ErrorState, FormDialog, Skeleton, toast, useCommandForm, useGuidePlace } from '@/components';
import { FirstUseHint } from '@/features/help';
import { useText } from '@/i18n';
import { PaymentFields } from './payment-fields';
import { PaymentTotals } from './payment-totals';
import { paymentFormSchema, type PaymentStart, type PaymentValues } from './payment-values';

export interface RecordPaymentProps {
  readonly start?: PaymentStart;
  readonly onClose: () => void;
  readonly onSaved: (payment: PaymentResult) => void;
}

/** Records a receipt. From an invoice it starts with what is due there; amount, method and Enter are then enough. */
export function RecordPaymentDialog({ start, onClose, onSaved }: RecordPaymentProps) {
  useGuidePlace('payments');
  const { t } = useText();
  const business = useFirstRead('business.get', {});
  const tenant = tenantIdSchema.safeParse(start?.tenantId);
  const currency = start?.invoice?.currency;
  const open = useFirstRead(
    'payments.openInvoices',
    { tenantId: start?.tenantId ?? '', ...(currency === undefined ? {} : { currency }) },
    { enabled: tenant.success },
  );
  const failed = business.error ?? open.error;
  if (business.data === undefined || (tenant.success && open.data === undefined)) {
    return (
      <Dialog title={t('payments.form.title')} look="sheet" onClose={onClose}>
        {failed ? (
          <ErrorState error={failed} onRetry={() => void (business.error ? business.refetch() : open.refetch())} />
        ) : (
          <Skeleton />
        )}
      </Dialog>
    );
  }
  const first = start?.invoice ? open.data?.find(({ id }) => id === start.invoice?.id) : open.data?.[0];
  const values: PaymentValues = {
    tenantId: start?.tenantId ?? '',
    amount: start?.invoice && first ? first.amountDue : '',
    currency: currency ?? first?.currency ?? 'USD',
    method: 'cash',
    reference: null,
    payerNumber: null,
    paidOn: business.data.today,
    pending: false,
    note: null,
    allocations: start?.invoice && first ? [{ invoiceId: first.id, amount: first.amountDue }] : [],
  };
  return <PaymentForm start={start} values={values} onClose={onClose} onSaved={onSaved} />;
}

function PaymentForm({ start, values, onClose, onSaved }: Omit<RecordPaymentProps, 'start'> & PaymentFormProps) {
  const text = useText();
  const { t } = text;
  const commandForm = useCommandForm({
    name: start?.invoice ? `payments.new ${start.invoice.id}` : 'payments.new',
    schema: paymentFormSchema,
    values,
    command: 'payments.record',
    send: (payment) => payment,
    onSaved: (payment) => {
      const title =
        payment.voucherNumber === null
          ? t('payments.done.pending')
          : t('payments.done.recorded', { number: payment.voucherNumber });
      toast({
        tone: 'ok',
        title,
        ...(payment.credit === zeroAmount
          ? {}
          : { text: t('payments.done.credit', { amount: text.money(payment.credit, payment.currency) }) }),
      });
      onSaved(payment);
    },
  });
  return (
    <FormDialog
      title={t('payments.form.title')}
      commandForm={commandForm}
      saveLabel={t('payments.form.submit')}
      onClose={onClose}
      aside={<PaymentTotals form={commandForm.form} />}
    >
      <FirstUseHint hint="payment" />
      <PaymentFields form={commandForm.form} start={start} />
    </FormDialog>
  );
}
interface PaymentFormProps {
  readonly start: PaymentStart | undefined;
  readonly values: PaymentValues;
}
