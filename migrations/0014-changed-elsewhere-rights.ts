import type { DesktopRole } from './0012-desktop-roles';

/** Whoever may read a statement of account may know on which day another program changed what stands in it. */
export const changedElsewhereRights: Readonly<Record<string, DesktopRole>> = { changed_elsewhere: 'viewer' };
