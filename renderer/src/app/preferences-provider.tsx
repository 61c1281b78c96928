import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { firstPreferences, type Preferences } from '@contract/preferences';
import { call, readKey } from '@/api';
import { PreferencesContext } from '@/components';
import { ariaLocale } from '@/components/aria-locale';
import { LocaleContext, changeLanguage, startTranslations, setSentenceDigits } from '@/i18n';

startTranslations(firstPreferences.language, firstPreferences.digits);

/** Language, direction, digits, theme and density of all that is below, and the way to change them. */
export function PreferencesProvider({ preferences: kept, zone, children }: PreferencesProviderProps) {
  const client = useQueryClient();
  const [changed, setChanged] = useState<Preferences | null>(null);
  const preferences = changed ?? kept ?? firstPreferences;

  const change = useCallback(
    (changes: Partial<Preferences>) => {
      setChanged((before) => {
        const current = before ?? kept ?? firstPreferences;
        return {
          ...current,
          ...changes,
          lists: { ...current.lists, ...changes.lists },
          filters: { ...current.filters, ...changes.filters },
        };
      });
      // The screen has changed already; where it cannot be kept, the next start shows the old value.
      call('preferences.set', { changes }).then(
        (stored) => client.setQueryData(readKey('preferences.get', {}), stored),
        () => undefined,
      );
    },
    [client, kept],
  );

  const { language, digits, theme, density, reduceMotion } = preferences;
  // Before the children draw: their first sentences must have the right digits.
  setSentenceDigits(digits);
  useEffect(() => {
    changeLanguage(language);
    const page = document.documentElement;
    page.lang = language;
    page.dir = language === 'ar' ? 'rtl' : 'ltr';
    page.dataset['density'] = density;
    page.dataset['motion'] = reduceMotion ? 'reduced' : 'full';
  }, [language, density, reduceMotion]);
  useEffect(() => followTheme(theme), [theme]);

  const value = useMemo(() => ({ preferences, change }), [preferences, change]);
  const locale = useMemo(() => ({ ...preferences, zone }), [preferences, zone]);
  return (
    <PreferencesContext value={value}>
      <LocaleContext value={locale}>
        <I18nProvider locale={ariaLocale(preferences)}>{children}</I18nProvider>
      </LocaleContext>
    </PreferencesContext>
  );
}
interface PreferencesProviderProps {
  /** As main keeps them; null until it has answered. */
  readonly preferences: Preferences | null;
  /** The business zone, once it is known. */
  readonly zone: string | undefined;
  readonly children: ReactNode;
}

function followTheme(theme: Preferences['theme']): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset['theme'] =
      theme === 'dark' || (theme === 'system' && dark.matches) ? 'dark' : 'light';
  };
  apply();
  dark.addEventListener('change', apply);
  return () => dark.removeEventListener('change', apply);
}
