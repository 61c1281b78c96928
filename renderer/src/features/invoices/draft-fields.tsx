import { useEffect } from 'react';
import { currencies } from '@contract/currency';
import { tenantIdSchema } from '@contract/ids';
import { useRead } from '@/api';
import {
  Banner,
  FormDate,
  FormDecimal,
  FormGrid,
  FormMoney,
  FormSection,
  FormSelect,
  FormTenant,
  FormText,
} from '@/components';
import { useText } from '@/i18n';
import { DraftLines } from './draft-lines';
import type { DraftFormMethods } from './draft-values';

interface DraftFieldsProps {
  readonly form: DraftFormMethods;
  readonly known: string | undefined;
}

/** Whom it is for, when, what, and what is taken off or added. */
export function DraftFields({ form, known }: DraftFieldsProps) {
  const text = useText();
  const { t } = text;
  const { control } = form;
  const currency = form.watch('currency');
  return (
    <>
      <FormGrid columns={3}>
        <FormTenant
          control={control}
          name="tenantId"
          label={t('invoices.form.tenant')}
          autoFocus
          {...(known === undefined ? {} : { known })}
        />
        <SubscriptionField form={form} />
        <FormSelect
          control={control}
          name="currency"
          label={t('invoices.form.currency')}
          choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
        />
        <FormDate control={control} name="issueDate" label={t('invoices.form.issueDate')} />
        <FormDate control={control} name="dueDate" label={t('invoices.form.dueDate')} />
        <span />
      </FormGrid>
      <FormSection title={t('invoices.form.lines')}>
        <DraftLines form={form} currency={currency} />
      </FormSection>
      <FormGrid columns={3}>
        <FormMoney control={control} name="discountAmount" label={t('invoices.form.discount')} currency={currency} />
        <FormDecimal control={control} name="taxRate" label={t('invoices.form.taxRate')} scale={2} unit="%" />
        <span />
      </FormGrid>
      <FormGrid>
        <FormText
          control={control}
          name="notesAr"
          label={t('invoices.form.notesAr')}
          language="ar"
          lines={3}
          nullable
        />
        <FormText control={control} name="notes" label={t('invoices.form.notes')} language="en" lines={3} nullable />
      </FormGrid>
    </>
  );
}

/** The customer's subscriptions; choosing one brings its currency along. */
function SubscriptionField({ form }: { readonly form: DraftFormMethods }) {
  const text = useText();
  const { t } = text;
  const tenant = tenantIdSchema.safeParse(form.watch('tenantId'));
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
  const chosen = form.watch('subscriptionId');
  const only = rows.length === 1 ? rows[0] : undefined;
  const { setValue } = form;

  useEffect(() => {
    if (data === undefined) return;
    const row = rows.find(({ id }) => id === chosen) ?? only;
    if (row === undefined) {
      if (chosen !== '' && rows.length > 0) setValue('subscriptionId', '');
      return;
    }
    if (row.id !== chosen) {
      setValue('subscriptionId', row.id, { shouldValidate: true });
      setValue('currency', row.currency);
    }
    // Only what was read decides: the rows are made anew at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data, chosen, setValue]);

  return (
    <div>
      <FormSelect
        control={form.control}
        name="subscriptionId"
        label={t('invoices.form.subscription')}
        disabled={rows.length === 0}
        choices={rows.map((row) => ({
          value: row.id,
          label: `${text.name(row.planName, row.planNameAr)} · ${t(`status.cycle.${row.cycle}`)}`,
          detail: `${t(`status.subscription.${row.status}`)} · ${text.currency(row.currency)}`,
        }))}
      />
      {tenant.success && data !== undefined && rows.length === 0 && (
        <Banner tone="warn" title={t('invoices.form.noSubscription')} />
      )}
    </div>
  );
}
