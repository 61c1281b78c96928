import { fold } from '@contract/fold';
import { useMemo } from 'react';
import { usePreferences } from '@/components';
import { useText, type Text } from '@/i18n';
import { areas } from './rail';

/** Something that the search can do, beside opening a record. */
export interface SearchAction {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly run: () => void;
}

type Translate = Text['t'];

interface Offered {
  readonly id: string;
  /** Its words in one language, found in both: a clerk types the word that comes first. */
  readonly say: (t: Translate) => string;
  readonly keys?: string;
  readonly run: () => void;
}

function goTo(hash: string): () => void {
  return () => {
    window.location.hash = hash;
  };
}

const sections: readonly Offered[] = areas.map(({ name, path, keys }) => ({
  id: `go ${name}`,
  say: (t) => t(`app.nav.${name}`),
  keys,
  run: goTo(path),
}));

const beginnings: readonly Offered[] = (['invoices', 'payments', 'subscriptions', 'plans', 'usage'] as const).map(
  (area) => ({ id: `new ${area}`, say: (t) => t(`${area}.new`), run: goTo(`/${area}?create=true`) }),
);

const settings: readonly Offered[] = (['screen', 'business', 'rates'] as const).map((tab) => ({
  id: `settings ${tab}`,
  say: (t) => `${t('app.nav.settings')}: ${t(`settings.${tab}.title`)}`,
  run: goTo(`/settings?tab=${tab}`),
}));

const database: readonly Offered[] = (['connections', 'schema', 'verify', 'diagnostics'] as const).map((tab) => ({
  id: `database ${tab}`,
  say: (t) => `${t('app.nav.database')}: ${t(`database.tab.${tab}`)}`,
  run: goTo(`/database?tab=${tab}`),
}));

/** Each typed word has to be a part of what an action is called, in either language. */
function isMeant(action: Offered, words: readonly string[], [here, other]: readonly [Translate, Translate]): boolean {
  const called = fold(`${action.say(here)} ${action.say(other)}`);
  return words.every((word) => called.includes(word));
}

const mostShown = 6;

/** What the search can do for these words: go to a section, begin a record, open a setting, change the language or colours. */
export function useSearchActions(typed: string): readonly SearchAction[] {
  const { t, inLanguage, language } = useText();
  const { change } = usePreferences();
  return useMemo(() => {
    const words = fold(typed).split(/\s+/u).filter(Boolean);
    if (words.length === 0) return [];
    const preferences: readonly Offered[] = [
      { id: 'language', say: (say) => say('app.language.label'), run: goTo('/settings?tab=screen') },
      ...(['light', 'dark', 'system'] as const).map((theme) => ({
        id: `theme ${theme}`,
        say: (say: Translate) => `${say('app.theme.label')}: ${say(`app.theme.${theme}`)}`,
        run: () => change({ theme }),
      })),
    ];
    const other = inLanguage(language === 'ar' ? 'en' : 'ar');
    return [...beginnings, ...sections, ...settings, ...database, ...preferences]
      .filter((action) => isMeant(action, words, [t, other]))
      .slice(0, mostShown)
      .map(({ id, say, keys, run }) => ({ id, label: say(t), run, ...(keys === undefined ? {} : { keys }) }));
  }, [typed, t, inLanguage, language, change]);
}
