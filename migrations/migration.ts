import type { SchemaShape } from './shape';

/**
 * The form of a migration: data, not code. Its statements are plain SQL strings, so that its checksum is the same in the
 * source and in a minified bundle, and so that it can be printed instead of run. migrations/README.md shows one of each
 * kind. A migration that has left this house is never edited: correct it with the next one.
 */
export type Migration = StatementsMigration | IndexesMigration;

interface MigrationHead {
  /** Four digits and a slug, the same as the file's name: `0002-plans-and-tenants`. */
  readonly name: string;
  /** What it brings, for the person who is asked to run it. */
  readonly title: { readonly en: string; readonly ar: string };
}

/** Runs in one transaction with its row in schema_migrations: all of it, or nothing. The usual kind. */
export interface StatementsMigration extends MigrationHead {
  readonly transactional: true;
  readonly up: readonly Step[];
  /** Takes away what `up` brought, in the opposite order. */
  readonly down: readonly Step[];
  /**
   * Tables and enums that another program may have made as a whole, and owns: where any of them stands, all must, and
   * must agree; then the migration is stamped as adopted instead of run, and never taken down again.
   */
  readonly adopts?: SchemaShape;
  /**
   * Tables and enums of `public` that another program may have made already. Each that stands is compared before the
   * migration runs: where it agrees it is used as it is (its `unlessFound` steps are left out, on the way down too),
   * where it does not, the migration is refused with the differences and nothing is changed.
   */
  readonly mayExist?: SchemaShape;
}

/**
 * Builds indexes on a live database with CREATE INDEX CONCURRENTLY, which cannot run in a transaction. Each is built only
 * where it is not there yet, a broken one of an earlier attempt is dropped first, and what a failed run built is dropped
 * again. `down` follows from the list.
 */
export interface IndexesMigration extends MigrationHead {
  readonly transactional: false;
  readonly indexes: readonly ConcurrentIndex[];
}

export interface ConcurrentIndex {
  /** Without a schema; an index lives in its table's schema. */
  readonly name: string;
  /** With its schema: `public.invoices`. */
  readonly table: string;
  /** What follows the table's name: `(tenant_id, due_date) INCLUDE (total)`, `USING gin (name_ar gin_trgm_ops)`. */
  readonly definition: string;
  readonly unique?: true;
}

/** One SQL statement, or some under a condition. */
export type Step = string | ConditionalStep | OwnedStep;

/** Runs its statements only where the SQL expression is true when it is reached. */
export interface ConditionalStep {
  /** A boolean expression: `EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')`. */
  readonly when: string;
  readonly run: readonly string[];
}

/** Makes (or, in `down`, drops) one object of `mayExist`, unless it was found standing when the migration ran. */
export interface OwnedStep {
  /** The name of a table or an enum in the migration's `mayExist`: `plans`. */
  readonly unlessFound: string;
  readonly run: readonly string[];
}
