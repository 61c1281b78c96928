import { createContext, use } from 'react';
import type { Preferences } from '@contract/preferences';

export interface PreferencesValue {
  readonly preferences: Preferences;
  /** Changes at once on the screen, and keeps it. */
  readonly change: (changes: Partial<Preferences>) => void;
}

export const PreferencesContext = createContext<PreferencesValue | null>(null);

/** How this user wants to see the program, and how to change it. */
export function usePreferences(): PreferencesValue {
  const value = use(PreferencesContext);
  if (value === null) throw new Error('no preferences around this component');
  return value;
}
