import { useNavigate } from '@tanstack/react-router';
import {
  ArrowRightLeft,
  Ban,
  CalendarSync,
  CirclePause,
  CirclePlay,
  Ellipsis,
  FilePlus2,
  Trash2,
  Undo2,
  User,
  Wallet,
} from 'lucide-react';
import { useState } from 'react';
import type { SubscriptionId } from '@contract/ids';
import type { SubscriptionDetail } from '@contract/subscriptions';
import { useRead } from '@/api';
import {
  Bdi,
  Button,
  DateText,
  IconButton,
  InstantText,
  Menu,
  Money,
  Names,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
  RecordTimeline,
  SubscriptionPill,
  useShortcut,
  type MenuEntry,
} from '@/components';
import { UsageStanding } from '@/features/usage/usage-standing';
import { useText } from '@/i18n';
import {
  CancelDialog,
  DeleteSubscriptionDialog,
  PaymentMethodDialog,
  ReactivateDialog,
  ResumeDialog,
  SuspendDialog,
} from './subscription-dialogs';
import { ChangeCycleDialog, ChangePlanDialog, TakeBackDialog } from './change-dialogs';
import { PeriodStrip } from './period-strip';
import { ComingBanner, SubscriptionChanges } from './subscription-changes';
import { SubscriptionInvoices } from './subscription-invoices';

type SubscriptionTask =
  'changePlan' | 'changeCycle' | 'takeBack' | 'edit' | 'suspend' | 'resume' | 'cancel' | 'reactivate' | 'delete';

const needsOf = {
  edit: 'subscriptions.update',
  suspend: 'subscriptions.suspend',
  resume: 'subscriptions.resume',
  cancel: 'subscriptions.cancel',
  reactivate: 'subscriptions.reactivate',
  delete: 'subscriptions.delete',
  changePlan: 'subscriptions.changePlan',
  changeCycle: 'subscriptions.changeCycle',
  takeBack: 'subscriptions.takeBackChange',
} as const;

interface SubscriptionRecordProps {
  readonly id: SubscriptionId;
  readonly onClose: () => void;
}

/** One subscription: its terms, invoices, usage and history, and what can be done with it next. */
export function SubscriptionRecord({ id, onClose }: SubscriptionRecordProps) {
  const text = useText();
  const [task, setTask] = useState<SubscriptionTask | null>(null);
  const { data, error, refetch } = useRead('subscriptions.get', { id });
  if (!data) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  const endTask = (): void => setTask(null);
  const dialog = { subscription: data, onClose: endTask };
  return (
    <>
      <RecordPanel
        title={<Bdi>{text.name(data.tenantName, data.tenantNameAr) || data.tenantId}</Bdi>}
        status={<SubscriptionPill status={data.status} />}
        onClose={onClose}
        actions={<SubscriptionActions subscription={data} onTask={setTask} />}
      >
        <ComingBanner subscription={data} onTakeBack={() => setTask('takeBack')} />
        <PeriodStrip subscription={data} />
        <SubscriptionMeta subscription={data} />
        <SubscriptionInvoices subscription={data} />
        <SubscriptionChanges subscription={data} />
        <UsageStanding subscriptionId={id} />
        <RecordTimeline entity="subscription" entries={data.timeline} />
      </RecordPanel>
      {task === 'changePlan' && <ChangePlanDialog {...dialog} />}
      {task === 'changeCycle' && <ChangeCycleDialog {...dialog} />}
      {task === 'takeBack' && <TakeBackDialog {...dialog} />}
      {task === 'edit' && <PaymentMethodDialog {...dialog} />}
      {task === 'suspend' && <SuspendDialog {...dialog} />}
      {task === 'resume' && <ResumeDialog {...dialog} />}
      {task === 'cancel' && <CancelDialog {...dialog} />}
      {task === 'reactivate' && <ReactivateDialog {...dialog} />}
      {task === 'delete' && <DeleteSubscriptionDialog {...dialog} onDeleted={onClose} />}
    </>
  );
}

function SubscriptionMeta({ subscription }: { readonly subscription: SubscriptionDetail }) {
  const text = useText();
  const { t } = text;
  return (
    <RecordMeta
      entries={[
        {
          label: t('subscriptions.record.tenant'),
          value: <Names name={subscription.tenantName} nameAr={subscription.tenantNameAr} />,
        },
        {
          label: t('subscriptions.record.plan'),
          value: <Bdi>{text.name(subscription.planName, subscription.planNameAr) || subscription.planId}</Bdi>,
        },
        { label: t('subscriptions.record.cycle'), value: t(`status.cycle.${subscription.cycle}`) },
        {
          label: t('subscriptions.record.price'),
          value:
            subscription.price === null ? (
              <span className="muted">{t('subscriptions.record.noPrice')}</span>
            ) : (
              <Money amount={subscription.price} currency={subscription.currency} />
            ),
        },
        { label: t('subscriptions.record.started'), value: <DateText date={subscription.startDate} hijri /> },
        { label: t('subscriptions.record.ends'), value: <DateText date={subscription.endDate} hijri /> },
        {
          label: t('subscriptions.record.trialEnds'),
          value: subscription.trialEndDate && <DateText date={subscription.trialEndDate} hijri />,
        },
        { label: t('subscriptions.record.nextBill'), value: <DateText date={subscription.nextBillingDate} hijri /> },
        {
          label: t('subscriptions.record.lastBill'),
          value: subscription.lastBillingDate && <DateText date={subscription.lastBillingDate} />,
        },
        {
          label: t('subscriptions.record.paymentMethod'),
          value: subscription.paymentMethod && t(`status.method.${subscription.paymentMethod}`),
        },
        {
          label: t('subscriptions.record.canceled'),
          value: subscription.canceledAt && <InstantText at={subscription.canceledAt} />,
        },
      ]}
    />
  );
}

interface SubscriptionActionsProps {
  readonly subscription: SubscriptionDetail;
  readonly onTask: (task: SubscriptionTask) => void;
}

function SubscriptionActions({ subscription, onTask }: SubscriptionActionsProps) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const { status } = subscription;
  const runs = status === 'active' || status === 'trial' || status === 'past_due';
  const endsLater = runs && subscription.canceledAt !== null;
  const createInvoice = (): void =>
    void navigate({
      to: '/invoices',
      search: {
        create: {
          tenantId: subscription.tenantId,
          tenantName: text.name(subscription.tenantName, subscription.tenantNameAr) || subscription.tenantId,
          subscriptionId: subscription.id,
        },
      },
    });
  useShortcut({
    needs: 'invoices.createDraft',
    keys: 'F2',
    label: t('subscriptions.actions.newInvoice'),
    run: createInvoice,
  });
  const entry = (id: SubscriptionTask, icon: MenuEntry['icon'] & object, danger = false): MenuEntry => ({
    id,
    label: t(`subscriptions.actions.${id}`),
    icon,
    danger,
    needs: needsOf[id],
    onAction: () => onTask(id),
  });
  useShortcut({
    needs: 'subscriptions.changePlan',
    keys: 'F4',
    label: t('subscriptions.actions.changePlan'),
    run: () => {
      if (runs && !endsLater) onTask('changePlan');
    },
  });
  const entries = [
    ...(runs && !endsLater ? [entry('changeCycle', CalendarSync)] : []),
    entry('edit', Wallet),
    ...(runs && !endsLater ? [entry('suspend', CirclePause)] : []),
    {
      id: 'tenant',
      label: t('subscriptions.actions.openTenant'),
      icon: User,
      onAction: () => void navigate({ to: '/tenants', search: { open: subscription.tenantId } }),
    },
  ];
  const dangerous = [
    ...((runs && !endsLater) || status === 'suspended' ? [entry('cancel', Ban, true)] : []),
    ...(subscription.hasRecords ? [] : [entry('delete', Trash2, true)]),
  ];
  return (
    <>
      <Button needs="invoices.createDraft" variant="primary" icon={FilePlus2} keys="F2" onPress={createInvoice}>
        {t('subscriptions.actions.newInvoice')}
      </Button>
      {runs && !endsLater && (
        <Button needs="subscriptions.changePlan" icon={ArrowRightLeft} keys="F4" onPress={() => onTask('changePlan')}>
          {t('subscriptions.actions.changePlan')}
        </Button>
      )}
      {status === 'suspended' && (
        <Button needs="subscriptions.resume" icon={CirclePlay} onPress={() => onTask('resume')}>
          {t('subscriptions.actions.resume')}
        </Button>
      )}
      {(endsLater || status === 'canceled') && (
        <Button needs="subscriptions.reactivate" icon={Undo2} onPress={() => onTask('reactivate')}>
          {t('subscriptions.actions.reactivate')}
        </Button>
      )}
      <Menu
        label={t('common.more')}
        groups={[{ id: 'more', entries }, ...(dangerous.length > 0 ? [{ id: 'danger', entries: dangerous }] : [])]}
      >
        <IconButton label={t('common.more')} icon={Ellipsis} />
      </Menu>
    </>
  );
}
