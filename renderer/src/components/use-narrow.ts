import { useSyncExternalStore } from 'react';

const query = '(max-width: 1199px)';

/** True where the window is too narrow for a list and a record side by side. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}
