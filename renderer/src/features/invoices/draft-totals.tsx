import { AmountText, Money } from '@/components';
import { useText } from '@/i18n';
import type { DraftFormMethods } from './draft-values';
import styles from './draft-totals.module.css';
import { useDraftTotals } from './use-draft-totals';

/** The live sums beside the form's buttons. */
export function DraftTotals({ form }: { readonly form: DraftFormMethods }) {
  const { t } = useText();
  const { sums, incomplete } = useDraftTotals(form);
  const currency = form.watch('currency');
  if (sums === null) return null;
  return (
    <div className={styles.totals} aria-live="polite">
      {sums.discountExceedsSubtotal && <span className={styles.bad}>{t('invoices.form.discountError')}</span>}
      <span>
        {t('invoices.record.subtotal')} <AmountText amount={sums.subtotal} />
      </span>
      {sums.taxAmount !== '0.00' && (
        <span>
          {t('invoices.record.taxPlain')} <AmountText amount={sums.taxAmount} />
        </span>
      )}
      <span className={styles.total}>
        {t('invoices.record.total')} {incomplete && '≈ '}
        <Money amount={sums.total} currency={currency} strong />
      </span>
    </div>
  );
}
