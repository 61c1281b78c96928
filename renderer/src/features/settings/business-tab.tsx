import { useEffect, useState } from 'react';
import { businessSettingsSchema } from '@contract/business';
import { useRead, type OutputOf } from '@/api';
import {
  ErrorState,
  FormCount,
  FormCheckbox,
  FormDecimal,
  FormGrid,
  FormSection,
  FormText,
  FormWide,
  InlineForm,
  RecordHistory,
  Skeleton,
  toast,
  useCommandForm,
} from '@/components';
import { useText } from '@/i18n';
import { AccountFields } from './account-fields';
import { LogoField } from './logo-field';
import { SellerPreview } from './seller-preview';
import { useBusinessLabel } from './use-business-label';
import { ZoneField } from './zone-field';
import styles from './settings-screen.module.css';

type Business = OutputOf<'business.get'>;

/** Who issues the documents, tax and days: kept in the database, so that every desktop prints the same. */
export function BusinessTab() {
  const { data, error, refetch } = useRead('business.get', {});
  const [business, setBusiness] = useState<Business | null>(null);
  useEffect(() => {
    if (data) setBusiness(data);
  }, [data]);
  if (error && !business) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!business) return <Skeleton lines={8} />;
  return <BusinessForm business={business} onSaved={(saved) => setBusiness({ ...business, ...saved })} />;
}

interface BusinessFormProps {
  /** As it stands now, another's changes included: the form takes them up. */
  readonly business: Business;
  /** Told what was saved and its version, before it is read again. */
  readonly onSaved: (saved: Partial<Business>) => void;
}

function BusinessForm({ business, onSaved }: BusinessFormProps) {
  const { t } = useText();
  const { version, today: _today, ...settings } = business;
  const commandForm = useCommandForm({
    name: 'settings.business',
    schema: businessSettingsSchema,
    values: settings,
    command: 'business.set',
    version,
    send: (checked, version) => ({ version, settings: checked }),
    label: useBusinessLabel(),
    onSaved: (answer, sent) => {
      commandForm.form.reset(sent);
      onSaved({ ...sent, version: answer.version });
      toast({ tone: 'ok', title: t('settings.business.saved') });
    },
  });
  const { control } = commandForm.form;
  return (
    <div className={styles.beside}>
      <div className={styles.page}>
        <p className={styles.note}>{t('settings.business.note')}</p>
        <div className={styles.card}>
          <InlineForm commandForm={commandForm} saveLabel={t('common.save')}>
            <FormSection title={t('settings.business.seller')}>
              <FormGrid>
                <FormText control={control} name="seller.nameAr" label={t('settings.business.nameAr')} language="ar" />
                <FormText control={control} name="seller.name" label={t('settings.business.name')} language="en" />
                <FormText
                  control={control}
                  name="seller.addressAr"
                  label={t('settings.business.addressAr')}
                  language="ar"
                  lines={2}
                  required={false}
                />
                <FormText
                  control={control}
                  name="seller.address"
                  label={t('settings.business.address')}
                  language="en"
                  lines={2}
                  required={false}
                />
                <FormText
                  control={control}
                  name="seller.phone"
                  label={t('settings.business.phone')}
                  kind="code"
                  required={false}
                />
                <FormText
                  control={control}
                  name="seller.email"
                  label={t('settings.business.email')}
                  kind="code"
                  required={false}
                />
                <FormText
                  control={control}
                  name="seller.taxId"
                  label={t('settings.business.taxId')}
                  kind="code"
                  required={false}
                />
                <FormWide>
                  <LogoField control={control} name="seller.logo" />
                </FormWide>
                <FormWide>
                  <LogoField control={control} name="seller.stamp" picture="stamp" />
                </FormWide>
              </FormGrid>
            </FormSection>
            <FormSection title={t('settings.business.accounts')}>
              <AccountFields control={control} />
            </FormSection>
            <FormSection title={t('settings.business.documents')}>
              <FormGrid>
                <FormText
                  control={control}
                  name="seller.payToAr"
                  label={t('settings.business.payToAr')}
                  language="ar"
                  lines={3}
                  required={false}
                />
                <FormText
                  control={control}
                  name="seller.payTo"
                  label={t('settings.business.payTo')}
                  language="en"
                  lines={3}
                  required={false}
                />
                <FormText
                  control={control}
                  name="seller.footerAr"
                  label={t('settings.business.footerAr')}
                  language="ar"
                  lines={2}
                  required={false}
                />
                <FormText
                  control={control}
                  name="seller.footer"
                  label={t('settings.business.footer')}
                  language="en"
                  lines={2}
                  required={false}
                />
              </FormGrid>
            </FormSection>
            <FormSection title={t('settings.business.billing')}>
              <FormGrid>
                <FormDecimal
                  control={control}
                  name="taxRate"
                  label={t('settings.business.taxRate')}
                  scale={2}
                  unit="%"
                />
                <ZoneField control={control} name="zone" />
                <FormCount
                  control={control}
                  name="dueDays"
                  label={t('settings.business.dueDays')}
                  description={t('settings.business.dueDaysHint')}
                />
                <FormCount
                  control={control}
                  name="graceDays"
                  label={t('settings.business.graceDays')}
                  description={t('settings.business.graceDaysHint')}
                />
                <FormWide>
                  <FormCheckbox control={control} name="applyCredit" label={t('settings.business.applyCredit')} />
                </FormWide>
              </FormGrid>
            </FormSection>
          </InlineForm>
          <RecordHistory entity="settings" id="business" level={2} />
        </div>
      </div>
      <SellerPreview control={control} />
    </div>
  );
}
