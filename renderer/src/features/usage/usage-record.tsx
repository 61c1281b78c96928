import { useNavigate } from '@tanstack/react-router';
import { User } from 'lucide-react';
import { useRead } from '@/api';
import {
  Bdi,
  Button,
  InstantText,
  MetricName,
  Names,
  Num,
  RecordHistory,
  RecordMeta,
  RecordPanel,
  RecordPanelState,
} from '@/components';
import { useText } from '@/i18n';
import { UsageStanding } from './usage-standing';

/** One usage record, and how its subscription stands. */
export function UsageRecord({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const { data, error, refetch } = useRead('usage.get', { id });
  if (!data) return <RecordPanelState error={error} onRetry={() => void refetch()} onClose={onClose} />;
  return (
    <RecordPanel
      title={<MetricName metric={data.metric} />}
      onClose={onClose}
      actions={
        <Button
          variant="primary"
          icon={User}
          onPress={() => void navigate({ to: '/subscriptions', search: { open: data.subscriptionId } })}
        >
          {t('invoices.actions.openSubscription')}
        </Button>
      }
    >
      <RecordMeta
        entries={[
          {
            label: t('usage.record.tenant'),
            value:
              data.tenantName === '' && data.tenantNameAr === '' ? (
                <Bdi>{data.tenantId}</Bdi>
              ) : (
                <Names name={data.tenantName} nameAr={data.tenantNameAr} />
              ),
          },
          { label: t('usage.record.quantity'), value: <Num>{text.count(data.quantity)}</Num> },
          { label: t('usage.record.recorded'), value: <InstantText at={data.recordedAt} /> },
          { label: t('usage.record.note'), value: data.note && <Bdi>{data.note}</Bdi> },
        ]}
      />
      <UsageStanding subscriptionId={data.subscriptionId} />
      <RecordHistory entity="usage_record" id={data.id} />
    </RecordPanel>
  );
}
