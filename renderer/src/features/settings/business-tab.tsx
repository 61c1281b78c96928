import { useCallback, useEffect, useRef, useState } from 'react';
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
import { ZoneField } from './zone-field';
import styles from './settings-screen.module.css';

type Business = OutputOf<'business.get'>;

interface Opened {
  readonly business: Business;
  /** One more each time that the form starts afresh. */
  readonly turn: number;
}

/** Who issues the documents, tax and days: kept in the database, so that every desktop prints the same. */
export function BusinessTab() {
  const { data, error, refetch } = useRead('business.get', {});
  const [opened, setOpened] = useState<Opened | null>(null);
  // Another clerk's change is taken up at once, but not under what is being typed: that is then refused as a conflict.
  const typing = useRef(false);
  const setTyping = useCallback((now: boolean) => {
    typing.current = now;
  }, []);
  useEffect(() => {
    if (!data || typing.current) return;
    setOpened((before) =>
      before?.business.version === data.version ? before : { business: data, turn: (before?.turn ?? 0) + 1 },
    );
  }, [data]);
  if (error && !opened) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!opened) return <Skeleton lines={8} />;
  return (
    <BusinessForm
      key={opened.turn}
      business={opened.business}
      onTyping={setTyping}
      onSaved={(changes) => setOpened({ ...opened, business: { ...opened.business, ...changes } })}
    />
  );
}

interface BusinessFormProps {
  readonly business: Business;
  /** Told whether something is typed that was not saved. */
  readonly onTyping: (typing: boolean) => void;
  /** Told what was saved and its version: the form goes on from there. */
  readonly onSaved: (saved: Partial<Business>) => void;
}

function BusinessForm({ business, onTyping, onSaved }: BusinessFormProps) {
  const { t } = useText();
  const { version, today: _today, ...settings } = business;
  const commandForm = useCommandForm({
    // A draft belongs to the version it was begun on: sent on a later one it would write over another's change.
    name: `settings.business ${version}`,
    schema: businessSettingsSchema,
    values: settings,
    command: 'business.set',
    send: (checked) => ({ version, settings: checked }),
    onSaved: (answer, sent) => {
      onSaved({ ...sent, version: answer.version });
      commandForm.form.reset(sent, { keepValues: true });
      toast({ tone: 'ok', title: t('settings.business.saved') });
    },
  });
  const { isDirty } = commandForm.form.formState;
  useEffect(() => {
    onTyping(isDirty);
    return () => onTyping(false);
  }, [isDirty, onTyping]);
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
