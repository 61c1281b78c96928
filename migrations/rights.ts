import type { DesktopRole } from './0012-desktop-roles';
import { functionRights as functionsOf0012, grantsOf, type TableGrant } from './0012-grants';
import type { TableRights } from './0012-rights-of-a-table';
import { tableRights as tablesOf0012 } from './0012-table-rights';
import { pictureRights } from './0013-picture-rights';
import { changedElsewhereRights } from './0014-changed-elsewhere-rights';

/** Who may do what at the newest schema: what grant_roles() grants there. Each migration that brings something adds its lines. */

export const tableRights: readonly TableRights[] = [...tablesOf0012, ...pictureRights];
export const tableGrants: readonly TableGrant[] = grantsOf(tableRights);
export const functionRights: Readonly<Record<string, DesktopRole | 'public' | null>> = {
  ...functionsOf0012,
  ...changedElsewhereRights,
};
