import { useEffect } from 'react';

/** The sections of the user guide in their order, by the names that docs/user-guide.*.md give them in comments. */
export const guideSections = [
  'start-here',
  'first-start',
  'today',
  'finding',
  'customers',
  'plans',
  'subscriptions',
  'invoices',
  'payments',
  'documents',
  'credits',
  'usage',
  'billing',
  'follow-up',
  'bank',
  'reports',
  'closing',
  'settings',
  'users',
  'together',
  'database',
  'backup',
  'watching',
  'connection',
  'command-line',
  'keys',
] as const;
export type GuideSectionName = (typeof guideSections)[number];

const places: GuideSectionName[] = [];

/** While this stands on the screen, F1 opens the guide at its section rather than at the screen's below it. */
export function useGuidePlace(section: GuideSectionName): void {
  useEffect(() => {
    places.push(section);
    return () => {
      places.splice(places.lastIndexOf(section), 1);
    };
  }, [section]);
}

/** `useGuidePlace` as an element, where only a part of what is drawn has its section. */
export function GuidePlace({ at }: { readonly at: GuideSectionName }): null {
  useGuidePlace(at);
  return null;
}

/** The section about what lies uppermost above the screen; null where nothing there has one. */
export function uppermostGuidePlace(): GuideSectionName | null {
  return places.at(-1) ?? null;
}
