import { currencies } from '@contract/currency';
import { referenceRules } from '@contract/payments';
import { paymentMethodSchema } from '@contract/status';
import {
  FormCheckbox,
  FormDate,
  FormGrid,
  FormMoney,
  FormRadio,
  FormSection,
  FormSelect,
  FormTenant,
  FormText,
  FormWide,
} from '@/components';
import { useText } from '@/i18n';
import { PaymentAllocations } from './payment-allocations';
import type { PaymentFormMethods, PaymentStart } from './payment-values';

interface PaymentFieldsProps {
  readonly form: PaymentFormMethods;
  readonly start: PaymentStart | undefined;
}

/** Who paid, how much, by which method with its reference, and where it goes. */
export function PaymentFields({ form, start }: PaymentFieldsProps) {
  const { t } = useText();
  const { control } = form;
  const [method, currency] = form.watch(['method', 'currency']);
  const rules = referenceRules[method];
  const referenceLabels = {
    cash: '',
    bank_transfer: t('payments.form.bankReference'),
    mobile_money: t('payments.form.walletReference'),
    tharwatt: t('payments.form.tharwattReference'),
    credit_card: t('payments.form.cardReference'),
  } as const;
  const fixed = start !== undefined;
  return (
    <>
      <FormGrid>
        <FormWide>
          <FormTenant
            control={control}
            name="tenantId"
            label={t('payments.form.tenant')}
            disabled={fixed}
            autoFocus={!fixed}
            {...(start === undefined ? {} : { known: start.tenantName })}
          />
        </FormWide>
        <FormMoney
          control={control}
          name="amount"
          label={t('payments.form.amount')}
          currency={currency}
          autoFocus={fixed}
        />
        <FormSelect
          control={control}
          name="currency"
          label={t('payments.form.currency')}
          disabled={start?.invoice !== undefined}
          choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
        />
        <FormWide>
          <FormRadio
            control={control}
            name="method"
            label={t('payments.form.method')}
            choices={paymentMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) }))}
          />
        </FormWide>
        {rules.reference === 'required' && (
          <FormText control={control} name="reference" label={referenceLabels[method]} kind="code" nullable required />
        )}
        {rules.payerNumber === 'required' && (
          <FormText
            control={control}
            name="payerNumber"
            label={t('payments.form.payerNumber')}
            kind="code"
            type="tel"
            nullable
            required
          />
        )}
        <FormDate control={control} name="paidOn" label={t('payments.form.paidOn')} />
        <FormWide>
          <FormCheckbox control={control} name="pending" label={t('payments.form.pending')} />
        </FormWide>
      </FormGrid>
      <FormSection title={t('payments.form.invoices')}>
        <PaymentAllocations form={form} preferred={start?.invoice?.id} />
      </FormSection>
      <FormText control={control} name="note" label={t('payments.form.note')} lines={2} nullable />
    </>
  );
}
