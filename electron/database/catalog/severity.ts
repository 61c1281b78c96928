import type { Difference } from '../../contract/schema';
import type { IndexShape } from '../../../migrations/shape';

/**
 * How like the expected shape a catalog must be.
 * - `exact`: what our own migrations made: every difference blocks.
 * - `same`: the service's own first revision: every difference blocks but those that change nothing (a further plain
 *   index, another order of columns, somebody's trigger).
 * - `contains`: a later revision of the service: the given part must be the same, what was added must not stand in the
 *   way of a write.
 * - `usable`: another program's tables that we read and write but do not vouch for: names, types and keys must fit.
 */
export type Strictness = 'exact' | 'same' | 'contains' | 'usable';

/** The order in which changes are made; on the way back it is the opposite. */
export const phases = [
  'extension',
  'enum',
  'drop',
  'table',
  'column',
  'function',
  'constraint',
  'index',
  'trigger',
  'leftover',
] as const;
export type Phase = (typeof phases)[number];

/** A difference that nobody has weighed yet. */
export interface Finding extends Omit<Difference, 'severity' | 'mend'> {
  /** True where no statement of ours can fail on it: a nullable column, an index without UNIQUE, a reordered enum. */
  readonly harmless?: boolean;
  /** What makes the database as it is expected, and what takes that back; empty where only a person can. */
  readonly mend?: readonly string[];
  readonly undo?: readonly string[];
  readonly phase?: Phase;
  /** What can only be done when every other table and function stands. */
  readonly later?: { readonly mend: readonly string[]; readonly undo: readonly string[] };
  /** The index that is missing, and its table, where that is all: it can be built concurrently. */
  readonly index?: IndexShape & { readonly table: string };
}

/** Whether a finding refuses the database, is only said, or (`none`) does not matter at this strictness. */
export function severityOf(finding: Finding, strictness: Strictness): Difference['severity'] | 'none' {
  if (strictness === 'exact') return finding.code === 'key_missing' ? 'none' : 'blocking';
  switch (finding.code) {
    case 'column_order':
    case 'trigger_unexpected':
    case 'row_security':
    case 'alembic_version':
      return 'warning';
    case 'table_missing':
    case 'table_not_plain':
    case 'table_unexpected':
    case 'column_missing':
    case 'column_type':
    case 'enum_missing':
    case 'enum_unexpected':
    case 'enum_labels_capital':
    case 'trigger_missing':
    case 'trigger_definition':
    case 'function_missing':
    case 'function_definition':
    case 'function_unexpected':
    case 'extension_missing':
    case 'grant_missing':
    case 'grant_unexpected':
    case 'grants_absent':
      return 'blocking';
    case 'index_unexpected':
      return finding.harmless === true || strictness === 'usable' ? 'warning' : 'blocking';
    case 'column_unexpected':
      return finding.harmless === true && strictness !== 'same' ? 'warning' : 'blocking';
    case 'column_nullability':
    case 'enum_labels':
      return finding.harmless === true && strictness === 'usable' ? 'warning' : 'blocking';
    case 'key_missing':
      // Where constraints are compared by their names this would only say the same thing twice.
      return strictness === 'usable' ? 'blocking' : 'none';
    case 'column_default':
    case 'column_comment':
    case 'constraint_missing':
    case 'constraint_unexpected':
    case 'constraint_definition':
    case 'index_missing':
    case 'index_definition':
    case 'index_broken':
      return strictness === 'usable' ? 'warning' : 'blocking';
  }
}
