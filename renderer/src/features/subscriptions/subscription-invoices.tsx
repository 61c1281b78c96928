import { useNavigate } from '@tanstack/react-router';
import type { SubscriptionDetail } from '@contract/subscriptions';
import { AmountText, DateText, InvoicePill, Num, RecordSection } from '@/components';
import { useText } from '@/i18n';
import styles from './subscription-invoices.module.css';

/** The subscription's latest invoices, each leading to its record. */
export function SubscriptionInvoices({ subscription }: { readonly subscription: SubscriptionDetail }) {
  const { t } = useText();
  const navigate = useNavigate();
  return (
    <RecordSection title={t('subscriptions.record.invoices')}>
      {subscription.invoices.length === 0 ? (
        <p className="muted">{t('subscriptions.record.noInvoices')}</p>
      ) : (
        <ul className={styles.list}>
          {subscription.invoices.map((invoice) => (
            <li key={invoice.id}>
              <button
                type="button"
                className={styles.row}
                onClick={() => void navigate({ to: '/invoices', search: { open: invoice.id } })}
              >
                <span className={styles.words}>
                  <Num>{invoice.standing === 'draft' ? t('status.invoice.draft') : invoice.number}</Num>
                  <span className="muted">
                    <DateText date={invoice.issueDate} />
                  </span>
                </span>
                <InvoicePill standing={invoice.standing} />
                <AmountText amount={invoice.total} strong block />
              </button>
            </li>
          ))}
        </ul>
      )}
    </RecordSection>
  );
}
