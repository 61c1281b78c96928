import { ExternalLink } from 'lucide-react';
import { useNavigate } from '@tanstack/react-router';
import { addDays, type CalendarDate } from '@contract/calendar-date';
import type { SubscriptionId } from '@contract/ids';
import { useRead } from '@/api';
import { Bdi, Button, DateText, RecordPanel, RecordPanelState, RecordSection } from '@/components';
import { useText } from '@/i18n';
import { PreviewLines } from './preview-lines';

/** The invoices that one subscription would get, line by line, and how each amount comes about. */
export function DueRecord({ subscriptionId, date, onClose }: DueRecordProps) {
  const text = useText();
  const { t } = text;
  const navigate = useNavigate();
  const preview = useRead('billing.previewInvoices', { date, subscriptionId });
  const subscription = useRead('subscriptions.get', { id: subscriptionId });
  if (!preview.data || !subscription.data) {
    return (
      <RecordPanelState
        error={preview.error ?? subscription.error}
        onRetry={() => void preview.refetch()}
        onClose={onClose}
      />
    );
  }
  const { tenantName, tenantNameAr, tenantId } = subscription.data;
  const { currency, invoices } = preview.data;
  return (
    <RecordPanel
      title={<Bdi>{text.name(tenantName, tenantNameAr) || tenantId}</Bdi>}
      onClose={onClose}
      actions={
        <Button
          icon={ExternalLink}
          onPress={() => void navigate({ to: '/subscriptions', search: { open: subscriptionId } })}
        >
          {t('billing.openSubscription')}
        </Button>
      }
    >
      <RecordSection title={t('billing.wouldGet', { count: invoices.length })}>{null}</RecordSection>
      {invoices.map((invoice) => (
        <RecordSection
          key={invoice.period.start}
          title={
            <>
              <DateText date={invoice.period.start} /> {t('billing.until')}{' '}
              <DateText date={addDays(invoice.period.end, -1)} />
            </>
          }
        >
          <PreviewLines invoice={invoice} currency={currency} />
        </RecordSection>
      ))}
    </RecordPanel>
  );
}
interface DueRecordProps {
  readonly subscriptionId: SubscriptionId;
  readonly date: CalendarDate;
  readonly onClose: () => void;
}
