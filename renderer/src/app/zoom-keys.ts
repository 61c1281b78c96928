import { useCallback, useEffect } from 'react';
import { zoomed, type ZoomWish } from '@contract/zoom';
import { listen } from '@/api';
import { usePreferences, useShortcut } from '@/components';
import { useText } from '@/i18n';

/** Larger, smaller and as it was, by the keys that every program has for it; the system's menu asks for the same. */
export function ZoomKeys() {
  const { t } = useText();
  const { preferences, change } = usePreferences();
  const { zoom } = preferences;
  const go = useCallback(
    (wish: ZoomWish) => {
      const next = zoomed(zoom, wish);
      if (next !== zoom) change({ zoom: next });
    },
    [zoom, change],
  );
  useEffect(() => listen('zoom.wanted', ({ wish }) => go(wish)), [go]);
  const everywhere = { scope: 'everywhere', aboveDialogs: true } as const;
  useShortcut({ keys: 'Ctrl+=', label: t('app.zoom.in'), run: () => go('in'), ...everywhere });
  useShortcut({ keys: 'Ctrl+-', label: t('app.zoom.out'), run: () => go('out'), ...everywhere });
  useShortcut({ keys: 'Ctrl+0', label: t('app.zoom.reset'), run: () => go('reset'), ...everywhere });
  return null;
}
