/**
 * The shape of tables and enums, in the words of PostgreSQL's own catalog. A type, a default, a constraint and an index
 * are written as format_type, pg_get_expr, pg_get_constraintdef and pg_get_indexdef print them under
 * `search_path = pg_catalog`, that is with every name outside pg_catalog qualified (`public.currency_enum`).
 */
export interface ColumnShape {
  readonly name: string;
  /** `character varying(255)`, `numeric(12,2)`, `public.currency_enum`. */
  readonly type: string;
  readonly nullable: boolean;
  /** `CURRENT_TIMESTAMP`, `'0'::numeric`; for a generated column `GENERATED ALWAYS AS (...) STORED`. */
  readonly default: string | null;
  readonly comment: string | null;
}

export interface ConstraintShape {
  readonly name: string;
  /** `PRIMARY KEY (id)`, `CHECK ((amount > (0)::numeric))`. */
  readonly definition: string;
}

/** An index of its own: the one behind a primary key or a unique constraint is that constraint's. */
export interface IndexShape {
  readonly name: string;
  readonly definition: string;
}

/** A trigger as pg_get_triggerdef prints it; one that is switched off ends in ` -- DISABLED`. */
export interface TriggerShape {
  readonly name: string;
  readonly definition: string;
}

/** A function or procedure: its name with the types of its arguments, and what pg_get_functiondef prints. */
export interface FunctionShape {
  /** Without its schema: `number_order(text)`. */
  readonly name: string;
  readonly definition: string;
}

export interface TableShape {
  readonly name: string;
  /** In their order. */
  readonly columns: readonly ColumnShape[];
  readonly constraints: readonly ConstraintShape[];
  readonly indexes: readonly IndexShape[];
  /** Those whose functions are in the schema billing_desktop; not compared where it is left out. */
  readonly triggers?: readonly TriggerShape[];
  /** True for a view, of which the columns alone are compared. */
  readonly view?: boolean;
}

export interface EnumShape {
  readonly name: string;
  /** In their order, which is the order they sort in. */
  readonly labels: readonly string[];
}

/** Tables and enums of one schema, `public` where nothing else is said. */
export interface SchemaShape {
  readonly enums: readonly EnumShape[];
  readonly tables: readonly TableShape[];
  /** Not compared where it is left out. */
  readonly functions?: readonly FunctionShape[];
}

/** What a column is beside its name and type; NOT NULL without a default or a comment where nothing is said. */
export interface ColumnTraits {
  readonly nullable?: boolean;
  readonly default?: string;
  readonly comment?: string;
}

export function column(name: string, type: string, traits: ColumnTraits = {}): ColumnShape {
  return {
    name,
    type,
    nullable: traits.nullable ?? false,
    default: traits.default ?? null,
    comment: traits.comment ?? null,
  };
}

/** A plain b-tree index on columns of a table of `public`. */
export function index(name: string, table: string, ...columns: readonly string[]): IndexShape {
  return { name, definition: `CREATE INDEX ${name} ON public.${table} USING btree (${columns.join(', ')})` };
}
