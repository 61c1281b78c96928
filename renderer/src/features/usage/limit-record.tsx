import { useNavigate } from '@tanstack/react-router';
import { User, UserRound } from 'lucide-react';
import type { SubscriptionId } from '@contract/ids';
import { useRead } from '@/api';
import { Bdi, Button, Names, RecordMeta, RecordPanel, RecordPanelState, SubscriptionPill } from '@/components';
import { useText } from '@/i18n';
import { UsageStanding } from './usage-standing';

/** Whose limit is nearly or all used: how every metric stands, and the way to where the plan is changed. */
export function LimitRecord({ subscriptionId, onClose }: LimitRecordProps) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const { data, error, refetch } = useRead('subscriptions.get', { id: subscriptionId });
  if (!data) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return (
    <RecordPanel
      title={<Bdi>{text.name(data.tenantName, data.tenantNameAr) || data.tenantId}</Bdi>}
      status={<SubscriptionPill status={data.status} />}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            icon={User}
            onPress={() => void navigate({ to: '/subscriptions', search: { open: data.id } })}
          >
            {t('invoices.actions.openSubscription')}
          </Button>
          <Button icon={UserRound} onPress={() => void navigate({ to: '/tenants', search: { open: data.tenantId } })}>
            {t('usage.limits.openTenant')}
          </Button>
        </>
      }
    >
      <RecordMeta
        entries={[
          { label: t('usage.columns.tenant'), value: <Names name={data.tenantName} nameAr={data.tenantNameAr} /> },
          { label: t('usage.columns.plan'), value: <Bdi>{text.name(data.planName, data.planNameAr)}</Bdi> },
        ]}
      />
      <UsageStanding subscriptionId={data.id} />
    </RecordPanel>
  );
}
interface LimitRecordProps {
  readonly subscriptionId: SubscriptionId;
  readonly onClose: () => void;
}
