import { Link } from '@tanstack/react-router';
import type { PaymentDetail } from '@contract/payments';
import { AmountText, DateText, Num, Pill, RecordSection } from '@/components';
import { useText } from '@/i18n';
import styles from './payment-refunds.module.css';

/** What was paid back of a payment, each leading to its payment voucher. */
export function PaymentRefunds({ payment }: { readonly payment: PaymentDetail }) {
  const { t } = useText();
  if (payment.refunds.length === 0) return null;
  return (
    <RecordSection title={t('payments.record.refunds')}>
      <ul className={styles.list}>
        {payment.refunds.map((refund) => (
          <li key={refund.id} className={styles.row}>
            <Link to="/refunds" search={{ open: refund.id }} className={styles.link}>
              <span>
                {t(`status.method.${refund.method}`)}
                {' · '}
                <Num>{refund.number}</Num>
              </span>
              <span className="muted">
                <DateText date={refund.refundedOn} />
              </span>
            </Link>
            {refund.canceled && <Pill tone="mute">{t('refunds.canceled')}</Pill>}
            <AmountText amount={refund.amount} block {...(refund.canceled ? { tone: 'muted' } : { strong: true })} />
          </li>
        ))}
      </ul>
    </RecordSection>
  );
}
