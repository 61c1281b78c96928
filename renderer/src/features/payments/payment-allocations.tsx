import { useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import { compareAmounts, positiveAmountSchema } from '@contract/amount';
import { tenantIdSchema, type InvoiceId } from '@contract/ids';
import type { OpenInvoice } from '@contract/payments';
import { useRead } from '@/api';
import { Button, ErrorState, MoneyField, Num, Skeleton, useIssueText } from '@/components';
import { useText } from '@/i18n';
import styles from './payment-allocations.module.css';
import { suggestFor, type PaymentFormMethods } from './payment-values';

interface PaymentAllocationsProps {
  readonly form: PaymentFormMethods;
  readonly preferred: InvoiceId | undefined;
}

/** Where the money goes: the tenant's open invoices, filled by the oldest due first until the clerk writes himself. */
export function PaymentAllocations({ form, preferred }: PaymentAllocationsProps) {
  const text = useText();
  const { t } = text;
  const issueText = useIssueText();
  const [tenantId, currency, amount, allocations] = useWatch({
    control: form.control,
    name: ['tenantId', 'currency', 'amount', 'allocations'],
  });
  const tenant = tenantIdSchema.safeParse(tenantId);
  const open = useRead('payments.openInvoices', { tenantId, currency }, { enabled: tenant.success });
  const { setValue } = form;

  // What was last suggested: as long as the form still holds it, a new amount brings a new suggestion.
  const suggested = useRef<string | null>(null);
  const suggest = (invoices: readonly OpenInvoice[]): void => {
    const read = positiveAmountSchema.safeParse(amount);
    const next = read.success ? suggestFor(read.data, invoices, preferred) : [];
    suggested.current = JSON.stringify(next);
    setValue('allocations', next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  };
  const held = JSON.stringify(allocations);
  useEffect(() => {
    // What is kept from an earlier look is shown, but no money is laid on it.
    if (open.data === undefined || open.isFetching) return;
    const known = allocations.every(({ invoiceId }) => open.data.some(({ id }) => id === invoiceId));
    if (suggested.current === null ? allocations.length <= 1 : held === suggested.current || !known) suggest(open.data);
    // Runs for a new amount, customer or currency; not for each edit of a line.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [amount, tenantId, currency, open.data, open.isFetching]);

  if (!tenant.success) return <p className={styles.hint}>{t('payments.form.chooseCustomer')}</p>;
  if (open.error) return <ErrorState error={open.error} onRetry={() => void open.refetch()} />;
  if (open.data === undefined) return <Skeleton lines={3} />;
  if (open.data.length === 0) return <p className={styles.hint}>{t('payments.form.noOpenInvoices')}</p>;

  const partOf = (id: InvoiceId): string => allocations.find(({ invoiceId }) => invoiceId === id)?.amount ?? '';
  const change = (id: InvoiceId, value: string): void => {
    const others = allocations.filter(({ invoiceId }) => invoiceId !== id);
    setValue('allocations', value === '' || value === '0.00' ? others : [...others, { invoiceId: id, amount: value }], {
      shouldDirty: true,
      shouldValidate: form.formState.isSubmitted,
    });
  };
  const error = form.formState.errors.allocations;
  const message = issueText(error?.root?.message ?? error?.message);
  return (
    <div className={styles.list}>
      {open.data.map((invoice) => {
        const part = partOf(invoice.id);
        const read = positiveAmountSchema.safeParse(part);
        const tooMuch = read.success && compareAmounts(read.data, invoice.amountDue) > 0;
        return (
          <div key={invoice.id} className={styles.row}>
            <div className={styles.invoice}>
              <Num>{invoice.number}</Num>
              <span className={invoice.daysOverdue > 0 ? styles.late : styles.due}>
                {t('payments.form.dueOn', { date: text.date(invoice.dueDate) })}
              </span>
            </div>
            <Button
              size="small"
              variant="quiet"
              label={`${t('payments.form.payWhole')} ${invoice.number}`}
              onPress={() => change(invoice.id, invoice.amountDue)}
            >
              <Num>{text.amount(invoice.amountDue)}</Num>
            </Button>
            <MoneyField
              label={t('payments.form.toInvoice', { number: invoice.number })}
              hideLabel
              required={false}
              value={part}
              onChange={(value) => change(invoice.id, value)}
              error={
                tooMuch
                  ? t('payments.form.allocationTooMuch', { number: invoice.number })
                  : part !== '' && !read.success && form.formState.isSubmitted
                    ? t('validation.amount_positive')
                    : undefined
              }
            />
          </div>
        );
      })}
      {message !== undefined && allocations.length === 0 && (
        <p className={styles.error} role="alert">
          {t('payments.form.allocationMissing')}
        </p>
      )}
      <div>
        <Button size="small" variant="quiet" onPress={() => suggest(open.data)}>
          {t('payments.form.suggest')}
        </Button>
      </div>
    </div>
  );
}
