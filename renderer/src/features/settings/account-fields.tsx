import { Plus, Trash2 } from 'lucide-react';
import { useController, useFieldArray, type Control } from 'react-hook-form';
import type { z } from 'zod';
import type { businessSettingsSchema } from '@contract/business';
import { Button, FormGrid, FormRadio, FormText, Select } from '@/components';
import { useText } from '@/i18n';
import styles from './settings-screen.module.css';

export type BusinessValues = z.input<typeof businessSettingsSchema>;
export type BusinessControl = Control<BusinessValues, unknown, z.output<typeof businessSettingsSchema>>;

const most = 8;
const fresh = { kind: 'bank', name: '', nameAr: '', number: '', iban: '', currency: null } as const;

/** The accounts and wallets that customers pay into, as documents list them. */
export function AccountFields({ control }: { readonly control: BusinessControl }) {
  const { t } = useText();
  const { fields, append, remove } = useFieldArray({ control, name: 'seller.accounts' });
  return (
    <div className={styles.accounts}>
      {fields.map((field, index) => (
        <div
          key={field.id}
          className={styles.account}
          role="group"
          aria-label={t('settings.business.account', { number: index + 1 })}
        >
          <div className={styles.accountHead}>
            <FormRadio
              control={control}
              name={`seller.accounts.${index}.kind`}
              label={t('settings.business.accountKind')}
              hideLabel
              choices={[
                { value: 'bank', label: t('settings.business.bank') },
                { value: 'wallet', label: t('settings.business.wallet') },
              ]}
            />
            <Button
              size="small"
              variant="quiet"
              icon={Trash2}
              label={t('settings.business.removeAccount', { number: index + 1 })}
              onPress={() => remove(index)}
            >
              {t('common.remove')}
            </Button>
          </div>
          <FormGrid>
            <FormText
              control={control}
              name={`seller.accounts.${index}.nameAr`}
              label={t('settings.business.accountNameAr')}
              language="ar"
            />
            <FormText
              control={control}
              name={`seller.accounts.${index}.name`}
              label={t('settings.business.accountName')}
              language="en"
            />
            <FormText
              control={control}
              name={`seller.accounts.${index}.number`}
              label={t('settings.business.accountNumber')}
              kind="code"
            />
            <FormText
              control={control}
              name={`seller.accounts.${index}.iban`}
              label={t('settings.business.iban')}
              kind="code"
              required={false}
            />
            <AccountCurrency control={control} index={index} />
          </FormGrid>
        </div>
      ))}
      {fields.length < most && (
        <span>
          <Button size="small" icon={Plus} onPress={() => append(fresh)}>
            {t('settings.business.addAccount')}
          </Button>
        </span>
      )}
    </div>
  );
}

/** The currency that an account takes; any where none is kept. */
function AccountCurrency({ control, index }: { readonly control: BusinessControl; readonly index: number }) {
  const { t } = useText();
  const { field } = useController({ control, name: `seller.accounts.${index}.currency` });
  return (
    <Select
      label={t('settings.business.accountCurrency')}
      value={field.value ?? 'any'}
      choices={[
        { value: 'any', label: t('settings.business.anyCurrency') },
        { value: 'YER', label: 'YER' },
        { value: 'USD', label: 'USD' },
      ]}
      onChange={(chosen) => field.onChange(chosen === 'any' ? null : chosen)}
      onBlur={field.onBlur}
    />
  );
}
