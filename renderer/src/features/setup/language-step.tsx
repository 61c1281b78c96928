import type { Digits, Language } from '@contract/preferences';
import { RadioGroup, usePreferences } from '@/components';
import { formatAmount, useText } from '@/i18n';
import { StepFrame } from './step-frame';
import type { Setup } from './use-setup';

/** How this reader wants the program: it changes at once. */
export function LanguageStep({ setup }: { readonly setup: Setup }) {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  return (
    <StepFrame title={t('setup.language.title')} text={t('setup.language.text')} onNext={() => setup.go('database')}>
      <RadioGroup<Language>
        look="cards"
        label={t('setup.language.language')}
        value={preferences.language}
        onChange={(language) => change({ language })}
        choices={[
          { value: 'ar', label: t('app.language.ar'), detail: t('setup.language.ar') },
          { value: 'en', label: t('app.language.en'), detail: t('setup.language.en') },
        ]}
      />
      <RadioGroup<Digits>
        look="cards"
        label={t('setup.language.digits')}
        value={preferences.digits}
        onChange={(digits) => change({ digits })}
        choices={[
          { value: 'latn', label: formatAmount('12345.50', 'latn'), detail: t('setup.language.latn') },
          { value: 'arab', label: formatAmount('12345.50', 'arab'), detail: t('setup.language.arab') },
        ]}
      />
    </StepFrame>
  );
}
