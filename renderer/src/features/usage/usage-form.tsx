import { useEffect } from 'react';
import { z } from 'zod';
import { tenantIdSchema } from '@contract/ids';
import { knownMetrics, metricName } from '@contract/metric-names';
import { usage } from '@contract/usage';
import { useRead } from '@/api';
import { Banner, FormCount, FormDialog, FormSelect, FormTenant, FormText, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';

/** The customer is only asked to find the subscription; it is not sent. */
const formSchema = z.object({
  tenantId: tenantIdSchema,
  ...usage.record.input.omit({ key: true }).shape,
});

/** Adds a usage record by hand; it can never be changed later. */
export function RecordUsageDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const commandForm = useCommandForm({
    name: 'usage.new',
    schema: formSchema,
    values: { tenantId: '', subscriptionId: '', metric: 'satellite_analyses', quantity: 1, note: null },
    command: 'usage.record',
    send: ({ subscriptionId, metric, quantity, note }) => ({ subscriptionId, metric, quantity, note }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('usage.done') });
      onClose();
    },
  });
  const { control, watch, setValue } = commandForm.form;
  const tenant = tenantIdSchema.safeParse(watch('tenantId'));
  const { data } = useRead(
    'subscriptions.list',
    {
      filter: tenant.success ? { tenantId: tenant.data } : {},
      sort: { column: 'start_date', direction: 'desc' },
      page: { from: 'start', limit: 50 },
    },
    { enabled: tenant.success },
  );
  const rows = tenant.success ? (data?.rows ?? []) : [];
  const firstId = rows[0]?.id;
  useEffect(() => {
    if (firstId !== undefined) setValue('subscriptionId', firstId);
  }, [firstId, setValue]);
  return (
    <FormDialog
      title={t('usage.form.title')}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('usage.form.submit')}
      onClose={onClose}
    >
      <FormTenant control={control} name="tenantId" label={t('usage.columns.tenant')} autoFocus />
      <FormSelect
        control={control}
        name="subscriptionId"
        label={t('usage.form.subscription')}
        disabled={rows.length === 0}
        choices={rows.map((row) => ({
          value: row.id,
          label: `${text.name(row.planName, row.planNameAr)} · ${t(`status.cycle.${row.cycle}`)}`,
          detail: t(`status.subscription.${row.status}`),
        }))}
      />
      {tenant.success && data !== undefined && rows.length === 0 && (
        <Banner tone="warn" title={t('usage.form.noSubscription')} />
      )}
      <FormSelect
        control={control}
        name="metric"
        label={t('usage.form.metric')}
        choices={knownMetrics.map((value) => ({ value, label: metricName(value, text.language) }))}
      />
      <FormCount control={control} name="quantity" label={t('usage.form.quantity')} />
      <FormText control={control} name="note" label={t('usage.form.note')} nullable />
      <p className="muted">{t('usage.form.explain')}</p>
    </FormDialog>
  );
}
