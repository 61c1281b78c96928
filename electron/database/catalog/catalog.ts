import type {
  ColumnShape,
  ConstraintShape,
  EnumShape,
  FunctionShape,
  IndexShape,
  SchemaShape,
  TableShape,
  TriggerShape,
} from '../../../migrations/shape';

/** An index as it was found: with what a comparison asks beside its text. */
export interface FoundIndex extends IndexShape {
  readonly unique: boolean;
  /** False where a concurrent build broke off: PostgreSQL keeps the index up but never reads it. */
  readonly valid: boolean;
}

/** A relation as it was found. */
export interface FoundTable extends TableShape {
  /** False for a view, a foreign table or a partitioned one that bears a table's name. */
  readonly plain: boolean;
  readonly rowSecurity: boolean;
  readonly columns: readonly ColumnShape[];
  readonly constraints: readonly ConstraintShape[];
  readonly indexes: readonly FoundIndex[];
  /** The columns of each primary key, unique constraint and unique index that is neither partial nor on expressions. */
  readonly keys: readonly (readonly string[])[];
  /** Names of triggers whose functions are not in the schema billing_desktop. */
  readonly foreignTriggers: readonly string[];
  /** Triggers whose functions are in it. */
  readonly triggers: readonly TriggerShape[];
}

/** The tables, enums and functions of one schema as PostgreSQL's catalog describes them. */
export interface Catalog {
  readonly enums: readonly EnumShape[];
  readonly tables: readonly FoundTable[];
  /** Functions and procedures that belong to no extension. */
  readonly functions: readonly FunctionShape[];
}

/** The schema of ours alone: whatever else stands in it is a difference. */
export const ownSchema = 'billing_desktop';

/** One schema as the migrations leave it. */
export interface ExpectedSchema extends SchemaShape {
  readonly name: string;
}

/** The catalog that all of the migrations make together. */
export interface ExpectedCatalog {
  /** The migrations it was read after, each with the checksum that it had. */
  readonly migrations: Readonly<Record<string, string>>;
  readonly extensions: readonly string[];
  readonly schemas: readonly ExpectedSchema[];
}
