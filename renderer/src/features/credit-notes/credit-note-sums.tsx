import { negateAmount, zeroAmount, type Amount } from '@contract/amount';
import type { CreditNoteTotals } from '@contract/credit-note-totals';
import type { Creditable } from '@contract/credit-notes';
import { AmountText, Money } from '@/components';
import { useText } from '@/i18n';
import styles from './credit-note-sums.module.css';

interface CreditNoteSumsProps {
  readonly creditable: Creditable;
  readonly sums: CreditNoteTotals | null;
  readonly freed: Amount;
}

/** The live sums beside the form's buttons: what is credited at the invoice's own rates, and what of it had been paid. */
export function CreditNoteSums({ creditable, sums, freed }: CreditNoteSumsProps) {
  const text = useText();
  const { t } = text;
  const { currency } = creditable;
  if (sums === null) {
    return (
      <div className={styles.sums}>
        <span>
          {t('creditNotes.form.left')} <Money amount={creditable.left} currency={currency} strong />
        </span>
      </div>
    );
  }
  return (
    <div className={styles.sums} aria-live="polite">
      {sums.discountAmount !== zeroAmount && (
        <span>
          {t('creditNotes.form.discount')} <AmountText amount={negateAmount(sums.discountAmount)} />
        </span>
      )}
      {sums.taxAmount !== zeroAmount && (
        <span>
          {t('creditNotes.form.tax')} <AmountText amount={sums.taxAmount} />
        </span>
      )}
      {freed !== zeroAmount && (
        <span>
          {t('creditNotes.form.freed')} <AmountText amount={freed} />
        </span>
      )}
      <span className={styles.total}>
        {t('creditNotes.record.total')} <Money amount={sums.total} currency={currency} strong />
      </span>
    </div>
  );
}
