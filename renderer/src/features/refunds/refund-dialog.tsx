import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import {
  compareAmounts,
  nonNegativeAmountSchema,
  positiveAmountSchema,
  sumAmounts,
  zeroAmount,
} from '@contract/amount';
import type { Amount } from '@contract/amount';
import type { InvoiceId } from '@contract/ids';
import { invoiceIdSchema } from '@contract/ids';
import { referenceRules, type PaymentDetail } from '@contract/payments';
import { refundPaymentSchema } from '@contract/refunds';
import { paymentMethodSchema } from '@contract/status';
import { useFirstRead } from '@/api';
import {
  Dialog,
  ErrorState,
  FormDate,
  FormDialog,
  FormGrid,
  FormMoney,
  FormRadio,
  FormSection,
  FormText,
  FormWide,
  Money,
  Num,
  Skeleton,
  toast,
  useCommandForm,
  useGuidePlace,
} from '@/components';
import { useText } from '@/i18n';
import styles from './refund-record.module.css';

interface RefundDialogProps {
  readonly payment: PaymentDetail;
  readonly onClose: () => void;
}

interface Source {
  readonly invoiceId: InvoiceId;
  readonly invoiceNumber: string;
  readonly amount: Amount;
}

const amountOrNothing = z.union([z.literal(''), nonNegativeAmountSchema]);

/** What the form holds: how much off each invoice and out of the credit, and how it is paid back. */
const refundFormSchema = refundPaymentSchema
  .pick({ method: true, reference: true, payeeNumber: true, refundedOn: true, reason: true })
  .extend({
    parts: z.array(z.object({ invoiceId: invoiceIdSchema, amount: amountOrNothing })),
    fromCredit: amountOrNothing,
  })
  .superRefine(({ method, reference, payeeNumber }, context) => {
    const rules = referenceRules[method];
    const refuse = (path: string): void => context.addIssue({ code: 'custom', path: [path], message: 'required' });
    if (rules.reference === 'required' && !reference) refuse('reference');
    if (rules.payerNumber === 'required' && !payeeNumber) refuse('payeeNumber');
  });

/** Pays back all or a part of a payment: off invoices that it had paid, or out of what is with no invoice. */
export function RefundDialog(props: RefundDialogProps) {
  useGuidePlace('credits');
  const { t } = useText();
  const business = useFirstRead('business.get', {});
  if (business.data) return <RefundForm {...props} today={business.data.today} />;
  return (
    <Dialog title={t('refunds.form.title')} look="normal" onClose={props.onClose}>
      {business.error ? <ErrorState error={business.error} onRetry={() => void business.refetch()} /> : <Skeleton />}
    </Dialog>
  );
}

/** What of the payment is with each invoice now. */
function sourcesOf({ allocations }: PaymentDetail): Source[] {
  const sources = new Map<string, Source>();
  for (const { invoiceId, invoiceNumber, amount } of allocations) {
    const before = sources.get(invoiceId)?.amount ?? zeroAmount;
    sources.set(invoiceId, { invoiceId, invoiceNumber, amount: sumAmounts([before, amount]) });
  }
  return [...sources.values()].filter(({ amount }) => compareAmounts(amount, zeroAmount) > 0);
}

function RefundForm({ payment, today, onClose }: RefundDialogProps & { readonly today: string }) {
  const text = useText();
  const { t } = text;
  const { currency } = payment;
  const sources = sourcesOf(payment);
  const hasCredit = compareAmounts(payment.unallocated, zeroAmount) > 0;
  const commandForm = useCommandForm({
    name: `payments.refund ${payment.id}`,
    schema: refundFormSchema,
    values: {
      parts: sources.map(({ invoiceId }) => ({ invoiceId, amount: '' })),
      fromCredit: hasCredit ? payment.unallocated : '',
      method: payment.method,
      reference: null,
      payeeNumber: payment.payerNumber,
      refundedOn: today,
      reason: '',
    },
    command: 'payments.refund',
    send: ({ parts, fromCredit, ...rest }) => ({
      ...rest,
      paymentId: payment.id,
      parts: parts.flatMap(({ invoiceId, amount }) => {
        const read = positiveAmountSchema.safeParse(amount);
        return read.success ? [{ invoiceId, amount: read.data }] : [];
      }),
      fromCredit: fromCredit === '' ? zeroAmount : fromCredit,
    }),
    onSaved: ({ number, amount }) => {
      toast({ tone: 'ok', title: t('refunds.form.done', { number, amount: text.money(amount, currency) }) });
      onClose();
    },
  });
  const { control } = commandForm.form;
  const [parts, fromCredit, method] = useWatch({ control, name: ['parts', 'fromCredit', 'method'] });
  const typed = [...parts.map(({ amount }) => amount), fromCredit].flatMap(
    (amount) => positiveAmountSchema.safeParse(amount).data ?? [],
  );
  const rules = referenceRules[method];
  return (
    <FormDialog
      title={t('refunds.form.title')}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('refunds.form.submit')}
      onClose={onClose}
      aside={
        <span>
          {t('refunds.form.total')} <Money amount={sumAmounts(typed)} currency={currency} strong />
        </span>
      }
    >
      <FormSection title={t('refunds.form.from')}>
        {sources.map((source, index) => (
          <div key={source.invoiceId} className={styles.source}>
            <span>
              <Num>{source.invoiceNumber}</Num>
              <br />
              <span className="muted">
                {t('refunds.form.paidOfIt', { amount: text.money(source.amount, currency) })}
              </span>
            </span>
            <FormMoney
              control={control}
              name={`parts.${index}.amount`}
              label={t('refunds.form.offInvoice', { number: source.invoiceNumber })}
              currency={currency}
              required={false}
              autoFocus={index === 0 && !hasCredit}
            />
          </div>
        ))}
        {hasCredit && (
          <div className={styles.source}>
            <span>
              {t('refunds.form.credit')}
              <br />
              <span className="muted">{text.money(payment.unallocated, currency)}</span>
            </span>
            <FormMoney
              control={control}
              name="fromCredit"
              label={t('refunds.form.fromCredit')}
              currency={currency}
              required={false}
              autoFocus
            />
          </div>
        )}
      </FormSection>
      <FormGrid>
        <FormWide>
          <FormRadio
            control={control}
            name="method"
            label={t('refunds.form.method')}
            choices={paymentMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) }))}
          />
        </FormWide>
        {rules.reference === 'required' && (
          <FormText
            control={control}
            name="reference"
            label={t('refunds.form.reference')}
            kind="code"
            nullable
            required
          />
        )}
        {rules.payerNumber === 'required' && (
          <FormText
            control={control}
            name="payeeNumber"
            label={t('refunds.form.payeeNumber')}
            kind="code"
            type="tel"
            nullable
            required
          />
        )}
        <FormDate control={control} name="refundedOn" label={t('refunds.columns.refundedOn')} />
      </FormGrid>
      <FormText control={control} name="reason" label={t('refunds.form.reason')} />
    </FormDialog>
  );
}
