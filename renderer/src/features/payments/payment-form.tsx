import { z } from 'zod';
import { zeroAmount } from '@contract/amount';
import { suggestAllocations } from '@contract/allocation';
import type { Currency } from '@contract/currency';
import { tenantIdSchema, type InvoiceId } from '@contract/ids';
import { recordPaymentSchema, referenceRules, type OpenInvoice, type PaymentResult } from '@contract/payments';
import { useRead } from '@/api';
import { Dialog, ErrorState, FormDialog, Skeleton, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';
import { PaymentFields } from './payment-fields';
import { PaymentTotals } from './payment-totals';

/** What the form holds: the command without its key, and the rules that tie its parts together. */
export const paymentFormSchema = recordPaymentSchema.omit({ key: true }).superRefine((payment, context) => {
  const rules = referenceRules[payment.method];
  const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
  if (rules.reference === 'required' && !payment.reference) refuse('reference', 'required');
  if (rules.payerNumber === 'required' && !payment.payerNumber) refuse('payerNumber', 'required');
});
export type PaymentSchema = typeof paymentFormSchema;
export type PaymentValues = z.input<PaymentSchema>;

export interface PaymentStart {
  readonly tenantId: string;
  readonly tenantName: string;
  /** The invoice that the payment was opened from: its whole due amount is suggested. */
  readonly invoice?: { readonly id: InvoiceId; readonly currency: Currency };
}

export interface RecordPaymentProps {
  readonly start?: PaymentStart;
  readonly onClose: () => void;
  readonly onSaved: (payment: PaymentResult) => void;
}

/** Records a receipt. From an invoice it starts with what is due there; amount, method and Enter are then enough. */
export function RecordPaymentDialog({ start, onClose, onSaved }: RecordPaymentProps) {
  const { t } = useText();
  const business = useRead('business.get', {});
  const tenant = tenantIdSchema.safeParse(start?.tenantId);
  const open = useRead('payments.openInvoices', { tenantId: start?.tenantId ?? '' }, { enabled: tenant.success });
  const failed = business.error ?? open.error;
  if (business.data === undefined || (tenant.success && open.data === undefined)) {
    return (
      <Dialog title={t('payments.form.title')} look="sheet" onClose={onClose}>
        {failed ? <ErrorState error={failed} onRetry={() => void business.refetch()} /> : <Skeleton />}
      </Dialog>
    );
  }
  const first = open.data?.find(({ id }) => id === start?.invoice?.id) ?? open.data?.[0];
  const values: PaymentValues = {
    tenantId: start?.tenantId ?? '',
    amount: start?.invoice && first ? first.amountDue : '',
    currency: start?.invoice?.currency ?? first?.currency ?? 'USD',
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
      <PaymentFields form={commandForm.form} start={start} />
    </FormDialog>
  );
}
interface PaymentFormProps {
  readonly start: PaymentStart | undefined;
  readonly values: PaymentValues;
}

/** The suggestion for an amount: the invoice it was opened from first, then the oldest due. */
export function suggestFor(
  amount: Parameters<typeof suggestAllocations>[0],
  open: readonly OpenInvoice[],
  preferred: InvoiceId | undefined,
): PaymentValues['allocations'] {
  const ordered = [...open.filter(({ id }) => id === preferred), ...open.filter(({ id }) => id !== preferred)];
  return [...suggestAllocations(amount, ordered).allocations];
}
