import { Link } from '@tanstack/react-router';
import type { InvoiceDetail } from '@contract/invoices';
import { AmountText, InstantText, Num, PaymentPill, RecordSection } from '@/components';
import { useText } from '@/i18n';
import styles from './invoice-payments.module.css';

/** What was paid on an invoice, each leading to its payment. */
export function InvoicePayments({ invoice }: { readonly invoice: InvoiceDetail }) {
  const { t } = useText();
  return (
    <RecordSection title={t('invoices.record.payments')}>
      {invoice.payments.length === 0 ? (
        <p className="muted">{t('invoices.record.noPayments')}</p>
      ) : (
        <ul className={styles.list}>
          {invoice.payments.map((payment) => (
            <li key={payment.paymentId} className={styles.row}>
              <Link to="/payments" search={{ open: payment.paymentId }} className={styles.link}>
                <span>
                  {t(`status.method.${payment.method}`)}
                  {payment.voucherNumber !== null && (
                    <>
                      {' · '}
                      <Num>{payment.voucherNumber}</Num>
                    </>
                  )}
                </span>
                <span className="muted">
                  <InstantText at={payment.at} />
                </span>
              </Link>
              <PaymentPill status={payment.status} reversed={payment.reversed} />
              {payment.status === 'succeeded' && !payment.reversed ? (
                <AmountText amount={payment.allocated} strong block />
              ) : (
                // It does not count, or not yet: what it was made out for, in a quieter tone.
                <AmountText amount={payment.amount} tone="muted" block />
              )}
            </li>
          ))}
        </ul>
      )}
    </RecordSection>
  );
}
