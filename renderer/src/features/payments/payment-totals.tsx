import { useWatch } from 'react-hook-form';
import { compareAmounts, positiveAmountSchema, subtractAmounts, sumAmounts, zeroAmount } from '@contract/amount';
import { Money } from '@/components';
import { useText } from '@/i18n';
import type { PaymentFormMethods } from './payment-values';
import styles from './payment-totals.module.css';

/** What is applied and what is left over as the tenant's credit, beside the form's buttons. */
export function PaymentTotals({ form }: { readonly form: PaymentFormMethods }) {
  const { t } = useText();
  const [amount, currency, allocations] = useWatch({
    control: form.control,
    name: ['amount', 'currency', 'allocations'],
  });
  const received = positiveAmountSchema.safeParse(amount);
  const parts = allocations.flatMap((part) => {
    const read = positiveAmountSchema.safeParse(part.amount);
    return read.success ? [read.data] : [];
  });
  if (!received.success) return null;
  const allocated = sumAmounts(parts);
  const left = subtractAmounts(received.data, allocated);
  return (
    <div className={styles.totals} aria-live="polite">
      <span>
        {t('payments.form.allocated')} <Money amount={allocated} currency={currency} strong />
      </span>
      {compareAmounts(left, zeroAmount) > 0 && (
        <span className={styles.credit}>
          {t('payments.form.leftOver')} <Money amount={left} currency={currency} strong />
        </span>
      )}
      {compareAmounts(left, zeroAmount) < 0 && <span className={styles.bad}>{t('payments.form.allocationOver')}</span>}
    </div>
  );
}
