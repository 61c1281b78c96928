import type { Difference } from '../../contract/schema';

/**
 * How like the expected shape a catalog must be.
 * - `same`: the service's own first revision: every difference blocks but those that change nothing (a further plain
 *   index, another order of columns, somebody's trigger).
 * - `contains`: a later revision of the service: the given part must be the same, what was added must not stand in the
 *   way of a write.
 * - `usable`: another program's tables that we read and write but do not vouch for: names, types and keys must fit.
 */
export type Strictness = 'same' | 'contains' | 'usable';

/** A difference that nobody has weighed yet. */
export interface Finding extends Omit<Difference, 'severity'> {
  /** True where no statement of ours can fail on it: a nullable column, an index without UNIQUE, a reordered enum. */
  readonly harmless?: boolean;
}

/** Whether a finding refuses the database, is only said, or (`none`) does not matter at this strictness. */
export function severityOf(finding: Finding, strictness: Strictness): Difference['severity'] | 'none' {
  switch (finding.code) {
    case 'column_order':
    case 'trigger_unexpected':
    case 'row_security':
    case 'alembic_version':
      return 'warning';
    case 'table_missing':
    case 'table_not_plain':
    case 'column_missing':
    case 'column_type':
    case 'enum_missing':
    case 'enum_labels_capital':
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
