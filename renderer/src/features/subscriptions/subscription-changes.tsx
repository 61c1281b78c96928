import { useNavigate } from '@tanstack/react-router';
import type { SubscriptionChange } from '@contract/subscription-changes';
import type { SubscriptionDetail } from '@contract/subscriptions';
import { Banner, Bdi, Button, DateText, Money, Num, RecordSection, Timeline, type TimelineItem } from '@/components';
import { useText, type Text } from '@/i18n';

/** What was changed about a subscription, when it holds, and the money that moved. */
export function SubscriptionChanges({ subscription }: { readonly subscription: SubscriptionDetail }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  if (subscription.changes.length === 0) return null;
  const openInvoice = (id: string): void => void navigate({ to: '/invoices', search: { open: id } });
  const items = subscription.changes.map((change, index): TimelineItem => ({
    id: `${change.at} ${index}`,
    at: change.at,
    tone: change.kind === 'canceled' || change.kind === 'suspended' ? 'bad' : 'ok',
    what: <ChangeWords change={change} text={text} onOpenInvoice={openInvoice} />,
    who: (
      <>
        <Bdi>{change.by}</Bdi>
        {change.reason !== null && (
          <>
            {' – '}
            <Bdi>{change.reason}</Bdi>
          </>
        )}
      </>
    ),
  }));
  return (
    <RecordSection title={t('subscriptions.record.changes')}>
      <Timeline items={items} />
    </RecordSection>
  );
}

interface ChangeWordsProps {
  readonly change: SubscriptionChange;
  readonly text: Text;
  readonly onOpenInvoice: (id: string) => void;
}

function ChangeWords({ change, text, onOpenInvoice }: ChangeWordsProps) {
  const { t } = text;
  const { invoiceId } = change;
  const from = text.name(change.fromPlanName, change.fromPlanNameAr);
  const to = text.name(change.toPlanName, change.toPlanNameAr);
  return (
    <>
      {t(`subscriptions.changeKind.${change.kind}`)}
      {from !== to && <> · {t('subscriptions.record.fromTo', { from, to })}</>}
      {change.fromCycle !== change.toCycle && (
        <>
          {' · '}
          {t('subscriptions.record.fromTo', {
            from: t(`status.cycle.${change.fromCycle}`),
            to: t(`status.cycle.${change.toCycle}`),
          })}
        </>
      )}
      {change.money !== '0.00' && (
        <>
          {' · '}
          <Money amount={change.money} currency={change.currency} />
        </>
      )}
      {invoiceId !== null && (
        <>
          {' '}
          <Button size="small" variant="quiet" onPress={() => onOpenInvoice(invoiceId)}>
            <Num>{change.invoiceNumber}</Num>
          </Button>
        </>
      )}
    </>
  );
}

/** What is going to happen at a period's end, at the head of the record where nobody misses it. */
export function ComingBanner({
  subscription,
  onTakeBack,
}: {
  readonly subscription: SubscriptionDetail;
  readonly onTakeBack: () => void;
}) {
  const text = useText();
  const { t } = text;
  const { coming, endsAtPeriodEnd, endDate } = subscription;
  if (endsAtPeriodEnd) {
    return (
      <Banner
        tone="warn"
        title={
          <>
            {t('subscriptions.coming.ends')} <DateText date={endDate} />
          </>
        }
      />
    );
  }
  if (coming === null) return null;
  const plan =
    coming.planId === null ? null : text.name(coming.planName ?? '', coming.planNameAr ?? '') || coming.planId;
  const parts = [
    ...(plan === null ? [] : [t('subscriptions.coming.plan', { plan })]),
    ...(coming.cycle === null ? [] : [t('subscriptions.coming.cycle', { cycle: t(`status.cycle.${coming.cycle}`) })]),
  ];
  return (
    <Banner
      tone="info"
      title={
        <>
          {t('subscriptions.coming.from')} <DateText date={coming.on} />
        </>
      }
      action={
        <Button size="small" variant="quiet" onPress={onTakeBack}>
          {t('subscriptions.actions.takeBack')}
        </Button>
      }
    >
      {parts.join(' · ')}
    </Banner>
  );
}
