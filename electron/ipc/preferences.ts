import { setApplicationMenu } from '../menu';
import type { AppContext, Windows } from './context';
import type { AreaHandlers } from './handlers';

/** How this user wants to see the program, and what was typed and not yet saved. */
export function preferencesHandlers({
  settings,
  packaged,
  setLogLevel,
  actor,
  windows,
}: Pick<AppContext, 'settings' | 'packaged' | 'setLogLevel' | 'actor'> & {
  readonly windows: Pick<Windows, 'setZoom' | 'wishZoom'>;
}): AreaHandlers<'preferences'> {
  return {
    get: () => settings.preferences.read(),
    async set({ changes }) {
      const preferences = await settings.preferences.change(changes);
      actor.claims(preferences.workingName);
      if (changes.language !== undefined) setApplicationMenu(preferences.language, packaged, windows.wishZoom);
      if (changes.zoom !== undefined) windows.setZoom(preferences.zoom);
      if (changes.logLevel !== undefined) setLogLevel(changes.logLevel);
      return preferences;
    },
    async saveFormDraft({ form, content }) {
      await settings.formDrafts.save(form, content);
      return { saved: true };
    },
    formDraft: async ({ form }) => ({ content: await settings.formDrafts.read(form) }),
  };
}
