import { useNavigate } from '@tanstack/react-router';
import { CalendarClock, CircleAlert, CreditCard, FileText, Gauge, Hourglass, TriangleAlert } from 'lucide-react';
import { addDays } from '@contract/calendar-date';
import type { InvoiceRow } from '@contract/invoices';
import type { PaymentRow } from '@contract/payments';
import type { SubscriptionRow } from '@contract/subscriptions';
import type { Today } from '@contract/today';
import type { LimitAlert } from '@contract/usage';
import { useRead } from '@/api';
import {
  Bdi,
  DateText,
  ErrorState,
  InvoicePill,
  ListHeader,
  MetricName,
  Money,
  Num,
  PaymentPill,
  Skeleton,
  SubscriptionPill,
} from '@/components';
import { BackupNotice } from '@/features/backup-standing';
import { FirstUseHint } from '@/features/help';
import { LimitPill } from '@/features/usage/limit-pill';
import { useText, type Text } from '@/i18n';
import { Pile, type PileRow } from './pile';
import styles from './today-screen.module.css';

/** What needs doing now, as piles of work; each row leads to its record, each pile to its list. */
export function TodayScreen() {
  const text = useText();
  const { t } = text;
  const { data, error, refetch } = useRead('today.get', {});
  return (
    <div className={styles.screen}>
      <ListHeader title={t('today.title')}>
        {data && (
          <span className={styles.date}>
            <DateText date={data.date} hijri />
          </span>
        )}
      </ListHeader>
      <BackupNotice />
      <FirstUseHint hint="today" />
      {data ? (
        <Piles today={data} text={text} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </div>
  );
}

function Piles({ today, text }: { readonly today: Today; readonly text: Text }) {
  const { t } = text;
  const navigate = useNavigate();
  const invoiceRow = (row: InvoiceRow): PileRow => ({
    id: row.id,
    title: <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    detail:
      row.standing === 'draft' ? (
        <DateText date={row.issueDate} />
      ) : (
        <>
          <Num>{row.number}</Num> · <DateText date={row.dueDate} />
        </>
      ),
    pill: <InvoicePill standing={row.standing} daysOverdue={row.daysOverdue} />,
    amount: { amount: row.standing === 'draft' ? row.total : row.amountDue, currency: row.currency },
    onOpen: () => void navigate({ to: '/invoices', search: { open: row.id } }),
  });
  const paymentRow = (row: PaymentRow): PileRow => ({
    id: row.id,
    title: <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    detail: (
      <>
        {t(`status.method.${row.method}`)} · <Num>{row.invoiceNumber}</Num>
      </>
    ),
    pill: <PaymentPill status={row.status} reversed={row.reversed} />,
    amount: { amount: row.amount, currency: row.currency },
    onOpen: () => void navigate({ to: '/payments', search: { open: row.id } }),
  });
  const subscriptionRow = (row: SubscriptionRow): PileRow => ({
    id: row.id,
    title: <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
    detail: (
      <>
        <Bdi>{text.name(row.planName, row.planNameAr)}</Bdi>
        {row.trialEndDate !== null && (
          <>
            {' · '}
            <DateText date={row.trialEndDate} />
          </>
        )}
      </>
    ),
    pill: <SubscriptionPill status={row.status} />,
    amount: null,
    onOpen: () => void navigate({ to: '/subscriptions', search: { open: row.id } }),
  });
  const week = addDays(today.date, 7);
  return (
    <>
      <Received today={today} text={text} />
      <div className={styles.piles}>
        <Pile
          title={t('today.overdue')}
          icon={TriangleAlert}
          tone="bad"
          pile={today.overdue}
          row={invoiceRow}
          onAll={() => void navigate({ to: '/invoices', search: { filter: { standing: ['overdue'] } } })}
        />
        <Pile
          title={t('today.dueThisWeek')}
          icon={CalendarClock}
          tone="info"
          pile={today.dueThisWeek}
          row={invoiceRow}
          onAll={() =>
            void navigate({
              to: '/invoices',
              search: { filter: { standing: ['pending', 'partly_paid'], dueFrom: today.date, dueTo: week } },
            })
          }
        />
        <Pile
          title={t('today.pendingPayments')}
          icon={CreditCard}
          tone="warn"
          pile={today.pendingPayments}
          row={paymentRow}
          onAll={() => void navigate({ to: '/payments', search: { filter: { status: ['pending', 'processing'] } } })}
        />
        <Pile
          title={t('today.failedPayments')}
          icon={CircleAlert}
          tone="bad"
          pile={today.failedPayments}
          row={paymentRow}
          onAll={() => void navigate({ to: '/payments', search: { filter: { status: ['failed'] } } })}
        />
        <Pile
          title={t('today.drafts')}
          icon={FileText}
          tone="mute"
          pile={today.drafts}
          row={invoiceRow}
          onAll={() => void navigate({ to: '/invoices', search: { filter: { standing: ['draft'] } } })}
        />
        <Pile
          title={t('today.trialsEnding')}
          icon={Hourglass}
          tone="info"
          pile={today.trialsEnding}
          row={subscriptionRow}
          onAll={() =>
            void navigate({ to: '/subscriptions', search: { filter: { status: ['trial'], trialEndsTo: week } } })
          }
        />
        <Limits text={text} />
      </div>
    </>
  );
}

/** As many rows as the other piles have. */
const shownLimits = 8;

/** Limits of plans that are nearly or all used; not there while there are none. Read apart: it costs more than the rest. */
function Limits({ text }: { readonly text: Text }) {
  const navigate = useNavigate();
  const { data } = useRead('usage.alerts', {});
  if (data === undefined || data.count === 0) return null;
  const { count, alerts } = data;
  return (
    <Pile
      title={text.t('today.limits')}
      icon={Gauge}
      tone="warn"
      pile={{ count, capped: false, sums: [], first: alerts.slice(0, shownLimits) }}
      row={(row: LimitAlert) => ({
        id: `${row.subscriptionId} ${row.metric}`,
        title: <Bdi>{text.name(row.tenantName, row.tenantNameAr) || row.tenantId}</Bdi>,
        detail: (
          <>
            <MetricName metric={row.metric} /> · <Num>{text.decimal(row.used)}</Num> /{' '}
            <Num>{text.decimal(row.limit)}</Num>
          </>
        ),
        pill: <LimitPill percent={row.percent} />,
        amount: null,
        onOpen: () =>
          void navigate({
            to: '/usage',
            search: { tab: 'limits', open: `${row.subscriptionId} ${row.metric}` },
          }),
      })}
      onAll={() => void navigate({ to: '/usage', search: { tab: 'limits' } })}
    />
  );
}

function Received({ today, text }: { readonly today: Today; readonly text: Text }) {
  return (
    <div className={styles.received}>
      <span className="muted">{text.t('today.received')}</span>
      {today.receivedToday.length === 0 ? (
        <span>{text.t('today.nothingReceived')}</span>
      ) : (
        today.receivedToday.map(({ currency, amount }) => (
          <span key={currency} className={styles.sum}>
            <Money amount={amount} currency={currency} strong />
          </span>
        ))
      )}
    </div>
  );
}
