import { z } from 'zod';
import { firstPreferences, preferencesSchema, type Preferences } from '../contract/preferences';
import { openJsonFile } from './json-file';

/** A file of an earlier version lacks what was added since: that is as it is at first. */
const keptSchema = z.preprocess(
  (kept) => (typeof kept === 'object' && kept !== null ? { ...firstPreferences, ...kept } : kept),
  preferencesSchema,
);

export type PreferenceChanges = { readonly [K in keyof Preferences]?: Preferences[K] | undefined };

/** How this user of this computer wants to see the program. */
export interface PreferencesStore {
  read(): Promise<Preferences>;
  /** Changes what is given and keeps the rest; a list's layout or filter and a document's paper replace that one alone. */
  change(changes: PreferenceChanges): Promise<Preferences>;
}

export function openPreferences(path: string, onSetAside: (path: string) => void): PreferencesStore {
  const file = openJsonFile({ path, schema: keptSchema, initial: firstPreferences, onSetAside });
  return {
    read: () => file.read(),
    change: (changes) =>
      file.change((current) =>
        preferencesSchema.parse({
          ...current,
          ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
          lists: { ...current.lists, ...changes.lists },
          filters: { ...current.filters, ...changes.filters },
          documentPapers: { ...current.documentPapers, ...changes.documentPapers },
        }),
      ),
  };
}
