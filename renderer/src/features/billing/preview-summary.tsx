import type { RunPreview } from '@contract/billing';
import type { ApiError } from '@/api';
import { AmountText, DateText, ErrorState, Skeleton } from '@/components';
import { useText } from '@/i18n';
import styles from './preview-summary.module.css';

/** What a run on the date would come to, for each currency, and by which rate and tax. */
export function PreviewSummary({ preview, error, onRetry }: PreviewSummaryProps) {
  const text = useText();
  const { t } = text;
  if (error && preview === undefined) return <ErrorState error={error} onRetry={onRetry} />;
  if (preview === undefined) return <Skeleton lines={2} />;
  const left = preview.leftOut.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={styles.summary}>
      {preview.amounts.map(({ currency, invoices, total }) => (
        <div key={currency} className={styles.tile}>
          <span className={styles.label}>{t('billing.invoices', { count: invoices })}</span>
          <span className={styles.amount}>
            <AmountText amount={total} strong /> <small>{text.currency(currency)}</small>
          </span>
        </div>
      ))}
      {preview.amounts.length === 0 && (
        <div className={styles.tile}>
          <span className={styles.label}>{t('billing.invoices', { count: 0 })}</span>
          <span className={styles.amount}>{t('billing.nothingDue')}</span>
        </div>
      )}
      <div className={styles.tile}>
        <span className={styles.label}>{t('billing.leftOut')}</span>
        <span className={styles.amount}>
          <span className="num strong">{text.count(left)}</span>
        </span>
      </div>
      <div className={styles.tile}>
        <span className={styles.label}>{t('billing.rate')}</span>
        {preview.rate === null ? (
          <span className={styles.missing}>{t('billing.noRate')}</span>
        ) : (
          <span className={styles.amount}>
            <span className="num strong">{text.decimal(preview.rate.yerPerUsd)}</span>{' '}
            <small>
              <DateText date={preview.rate.date} />
            </small>
          </span>
        )}
      </div>
    </div>
  );
}
interface PreviewSummaryProps {
  readonly preview: RunPreview | undefined;
  readonly error: ApiError | null;
  readonly onRetry: () => void;
}
