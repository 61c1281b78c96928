import { parseSearchWith, stringifySearchWith, useRouter, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { usePreferences, useUndo } from '@/components';
import { useText } from '@/i18n';
import { differOnlyInSearch, filterOf, keptSearch, withFilter, type Search } from './list-filters';

const stringify = stringifySearchWith(JSON.stringify, JSON.parse);
const parse: (address: string) => Search = parseSearchWith(JSON.parse);

interface Shown {
  readonly path: string;
  readonly filter: Search;
}

/** Every list's filter: Ctrl+Z brings the last one back, and a restart finds it as it was left. */
export function useFilterMemory(): void {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const { offer, keepGroup } = useUndo();
  const { history } = useRouter();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const address = useRouterState({ select: (state) => state.location.searchStr });
  const shown = useRef<Shown | null>(null);
  /** The filter that Ctrl+Z has just put back: no step of its own. */
  const restored = useRef<string | null>(null);
  /** The last step was made by typing; what is typed on belongs to it. */
  const typing = useRef(false);
  const latest = useRef({ address, kept: preferences.filters });
  useEffect(() => {
    latest.current = { address, kept: preferences.filters };
  });

  useEffect(() => {
    const filter = filterOf(path, parse(address));
    const before = shown.current;
    shown.current = filter === null ? null : { path, filter };
    if (before?.path !== path) {
      keepGroup(path);
      typing.current = false;
    }
    if (filter === null) return;
    const kept = stringify(keptSearch(path, filter));
    if ((latest.current.kept[path] ?? '') !== kept && before !== null) change({ filters: { [path]: kept } });
    if (before?.path !== path || JSON.stringify(before.filter) === JSON.stringify(filter)) return;
    if (restored.current === JSON.stringify(filter)) {
      restored.current = null;
      typing.current = false;
      return;
    }
    restored.current = null;
    const typed = differOnlyInSearch(before.filter, filter);
    if (typed && typing.current) return;
    typing.current = typed;
    const isCleared = Object.keys(filter).length === 0 && Object.keys(before.filter).length > 1;
    offer({
      what: t('common.filterChanged'),
      group: path,
      ...(isCleared ? { said: t('common.filtersCleared') } : {}),
      undo: () => {
        restored.current = JSON.stringify(before.filter);
        const next = withFilter(path, parse(latest.current.address), before.filter);
        history.replace(`${path}${stringify(next)}`);
      },
    });
  }, [path, address, change, offer, keepGroup, history, t]);
}
