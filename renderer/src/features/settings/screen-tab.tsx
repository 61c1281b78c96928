import { Lightbulb } from 'lucide-react';
import type { Preferences } from '@contract/preferences';
import { zoomSteps } from '@contract/zoom';
import { Button, RadioGroup, Select, Switch, toast, usePreferences } from '@/components';
import { formatAmount, useText } from '@/i18n';
import styles from './settings-screen.module.css';

/** The two digit sets are told by an amount in each. */
const sample = '12345.50';

/** How this user sees the program on this computer: each choice works at once. */
export function ScreenTab() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const choose =
    <K extends keyof Preferences>(key: K) =>
    (value: Preferences[K]) =>
      change({ [key]: value });
  const showHints = () => {
    change({ hintsSeen: [] });
    toast({ tone: 'ok', title: t('settings.screen.hintsShown') });
  };
  return (
    <div className={styles.page}>
      <p className={styles.note}>{t('settings.screen.note')}</p>
      <div className={`${styles.card ?? ''} ${styles.choices ?? ''}`}>
        <RadioGroup
          label={t('settings.screen.language')}
          value={preferences.language}
          onChange={choose('language')}
          choices={[
            { value: 'ar', label: t('app.language.ar') },
            { value: 'en', label: t('app.language.en') },
          ]}
        />
        <RadioGroup
          label={t('settings.screen.digits')}
          value={preferences.digits}
          onChange={choose('digits')}
          choices={[
            { value: 'latn', label: formatAmount(sample, 'latn') },
            { value: 'arab', label: formatAmount(sample, 'arab') },
          ]}
        />
        <RadioGroup
          label={t('app.theme.label')}
          value={preferences.theme}
          onChange={choose('theme')}
          choices={[
            { value: 'system', label: t('app.theme.system') },
            { value: 'light', label: t('app.theme.light') },
            { value: 'dark', label: t('app.theme.dark') },
          ]}
        />
        <RadioGroup
          label={t('app.density.label')}
          value={preferences.density}
          onChange={choose('density')}
          choices={[
            { value: 'compact', label: t('app.density.compact') },
            { value: 'comfortable', label: t('app.density.comfortable') },
          ]}
        />
        <Select
          label={t('app.zoom.label')}
          value={String(preferences.zoom)}
          onChange={(value) => change({ zoom: Number(value) })}
          choices={zoomSteps.map((step) => ({ value: String(step), label: t('app.zoom.percent', { percent: step }) }))}
        />
        <Select
          label={t('settings.screen.firstWeekday')}
          value={preferences.firstWeekday}
          onChange={choose('firstWeekday')}
          choices={(['sat', 'sun', 'mon'] as const).map((day) => ({ value: day, label: t(`settings.weekday.${day}`) }))}
        />
        <Select
          label={t('settings.screen.documentLanguage')}
          value={preferences.documentLanguage}
          onChange={choose('documentLanguage')}
          choices={(['both', 'ar', 'en'] as const).map((language) => ({
            value: language,
            label: t(`settings.documentLanguage.${language}`),
          }))}
        />
        <Switch checked={preferences.hijri} onChange={choose('hijri')}>
          {t('settings.screen.hijri')}
        </Switch>
        <Switch checked={preferences.reduceMotion} onChange={choose('reduceMotion')}>
          {t('settings.screen.reduceMotion')}
        </Switch>
        <Button icon={Lightbulb} disabled={(preferences.hintsSeen ?? []).length === 0} onPress={showHints}>
          {t('settings.screen.hints')}
        </Button>
      </div>
    </div>
  );
}
