import { useState } from 'react';
import { RadioGroup, usePreferences } from '@/components';
import { useText } from '@/i18n';
import { Colours, Icons, Spacing, Type } from './foundations';
import { Buttons, Choices, Fields, Pills } from './controls';
import { Banners, Dialogs, List, Record, States } from './surfaces';
import styles from './gallery.module.css';

/** The design system as it is: the program's own components, in either language, colours and density. */
export function GalleryScreen() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const [theme, setTheme] = useState<'light' | 'dark'>(
    document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
  );
  const [density, setDensity] = useState(preferences.density);
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('gallery.title')}</h1>
        <RadioGroup
          label={t('app.language.label')}
          hideLabel
          value={preferences.language}
          choices={(['ar', 'en'] as const).map((value) => ({ value, label: t(`app.language.${value}`) }))}
          onChange={(language) => change({ language })}
        />
        <RadioGroup
          label={t('app.theme.label')}
          hideLabel
          value={theme}
          choices={(['light', 'dark'] as const).map((value) => ({ value, label: t(`app.theme.${value}`) }))}
          onChange={setTheme}
        />
        <RadioGroup
          label={t('app.density.label')}
          hideLabel
          value={density}
          choices={(['compact', 'comfortable'] as const).map((value) => ({ value, label: t(`app.density.${value}`) }))}
          onChange={setDensity}
        />
      </header>
      <div
        className={styles.page}
        data-theme={theme}
        data-density={density}
        tabIndex={0}
        role="region"
        aria-label={t('gallery.title')}
      >
        <div className={styles.columns}>
          <Type />
          <Colours key={theme} />
          <Spacing />
          <Icons />
          <Buttons />
          <Pills />
          <Fields />
          <Choices />
          <Banners />
          <States />
          <Record />
          <Dialogs />
          <List />
        </div>
      </div>
    </div>
  );
}
