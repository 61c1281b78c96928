import type { ReactNode } from 'react';
import type { InvoiceStanding, PaymentStatus, SubscriptionStatus } from '@contract/status';
import { useText } from '@/i18n';
import { classes } from './class-names';
import styles from './pill.module.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'mute';

/** A state in a word: soft colour, and a dot so that colour is not all that tells. */
export function Pill({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes(styles.pill, styles[tone])}>
      <span className={styles.words}>{children}</span>
    </span>
  );
}

const invoiceTones: Readonly<Record<InvoiceStanding, Tone>> = {
  draft: 'mute',
  pending: 'info',
  partly_paid: 'warn',
  paid: 'ok',
  overdue: 'bad',
  canceled: 'mute',
  refunded: 'mute',
};
const paymentTones: Readonly<Record<PaymentStatus, Tone>> = {
  pending: 'warn',
  processing: 'info',
  succeeded: 'ok',
  failed: 'bad',
  refunded: 'mute',
};
const subscriptionTones: Readonly<Record<SubscriptionStatus, Tone>> = {
  active: 'ok',
  trial: 'info',
  past_due: 'bad',
  canceled: 'mute',
  suspended: 'warn',
  expired: 'mute',
};

/** An invoice's standing; an overdue one says by how many days where they are given. */
export function InvoicePill({ standing, daysOverdue = 0 }: { standing: InvoiceStanding; daysOverdue?: number }) {
  const { t } = useText();
  return (
    <Pill tone={invoiceTones[standing]}>
      {t(`status.invoice.${standing}`)}
      {standing === 'overdue' && daysOverdue > 0 && <> {t('common.days', { count: daysOverdue })}</>}
    </Pill>
  );
}

export function PaymentPill({ status, reversed = false }: { status: PaymentStatus; reversed?: boolean }) {
  const { t } = useText();
  return reversed ? (
    <Pill tone="mute">{t('status.payment.reversed')}</Pill>
  ) : (
    <Pill tone={paymentTones[status]}>{t(`status.payment.${status}`)}</Pill>
  );
}

export function SubscriptionPill({ status }: { status: SubscriptionStatus }) {
  const { t } = useText();
  return <Pill tone={subscriptionTones[status]}>{t(`status.subscription.${status}`)}</Pill>;
}
