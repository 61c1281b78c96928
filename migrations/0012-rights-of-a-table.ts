import type { DesktopRole } from './0012-desktop-roles';

interface Writes {
  readonly insert?: readonly string[];
  readonly update?: readonly string[];
  readonly delete?: true;
}

/**
 * Who may do what with one table. A right is named once, at the least role that has it. Columns that say who and when
 * (created_by, issued_at, ...) are nobody's: their defaults write them.
 */
export interface TableRights {
  readonly table: string;
  /** The least role that reads it; the columns that it does not read are not kept from it. */
  readonly select: DesktopRole | null;
  readonly writes?: Partial<Readonly<Record<DesktopRole, Writes>>>;
}
