import { z } from 'zod';
import { instantSchema } from './calendar-date';

/**
 * What can differ between a database and what this app expects of it. The translations have one sentence for each,
 * `differences.<code>`, filled with its params.
 */
export const differenceCodes = [
  'table_missing',
  'table_not_plain',
  'column_missing',
  'column_unexpected',
  'column_type',
  'column_nullability',
  'column_default',
  'column_comment',
  'column_order',
  'constraint_missing',
  'constraint_unexpected',
  'constraint_definition',
  'key_missing',
  'index_missing',
  'index_unexpected',
  'index_definition',
  'index_broken',
  'enum_missing',
  'enum_labels',
  'enum_labels_capital',
  'trigger_unexpected',
  'trigger_missing',
  'trigger_definition',
  'function_missing',
  'function_unexpected',
  'function_definition',
  'table_unexpected',
  'enum_unexpected',
  'extension_missing',
  'row_security',
  'grant_missing',
  'grant_unexpected',
  'grants_absent',
  'alembic_version',
] as const;

export const differenceSchema = z.object({
  code: z.enum(differenceCodes),
  /** `blocking` refuses the adoption; `warning` is only said. */
  severity: z.enum(['blocking', 'warning']),
  /** The table or the enum it is about. */
  object: z.string(),
  /** The column, constraint, index or trigger; empty where it is about the object itself. */
  part: z.string(),
  /** What this app expects, and what was found there; empty where there is nothing. */
  expected: z.string(),
  found: z.string(),
  /** The SQL that would mend it, one statement each; empty where only a person can say how. */
  mend: z.array(z.string()),
});
export type Difference = z.infer<typeof differenceSchema>;

/** One migration: as this app ships it, as the database has it, or both. */
export const migrationInfoSchema = z.object({
  name: z.string(),
  /** Null for one that this app does not know: a newer app's. */
  title: z.object({ en: z.string(), ar: z.string() }).nullable(),
  /** SHA-256, of the app's file, or of the row where the app has no such file. */
  checksum: z.string(),
  state: z.enum(['pending', 'applied', 'edited', 'unknown']),
  applied: z
    .object({
      at: instantSchema,
      by: z.string(),
      durationMs: z.int().nonnegative(),
      appVersion: z.string(),
      checksum: z.string(),
      /** True where the tables stood already and were compared instead of made. */
      adopted: z.boolean(),
      /** The tables and enums of another program that it found and uses. */
      found: z.array(z.string()),
    })
    .nullable(),
});
export type MigrationInfo = z.infer<typeof migrationInfoSchema>;

const versions = {
  /** The latest applied migration; null where there is none. */
  current: z.string().nullable(),
  /** The latest migration of this app. */
  expected: z.string(),
};

/** How a database stands to this app's migrations. */
export const schemaStateSchema = z.discriminatedUnion('kind', [
  /** Nothing of ours and nothing of the service's. */
  z.object({ kind: z.literal('empty'), ...versions, pending: z.array(migrationInfoSchema) }),
  /** The service's tables, agreeing with ours: upgrade stamps the first migration and runs the others. */
  z.object({
    kind: z.literal('adoptable'),
    ...versions,
    pending: z.array(migrationInfoSchema),
    alembicVersion: z.string().nullable(),
    warnings: z.array(differenceSchema),
  }),
  /** Tables that do not agree: nothing is run until each difference is settled. */
  z.object({
    kind: z.literal('refused'),
    ...versions,
    alembicVersion: z.string().nullable(),
    differences: z.array(differenceSchema),
    warnings: z.array(differenceSchema),
  }),
  z.object({ kind: z.literal('pending'), ...versions, pending: z.array(migrationInfoSchema) }),
  z.object({ kind: z.literal('current'), ...versions }),
  /** Migrated by a newer app: read-only for this one. */
  z.object({ kind: z.literal('newer'), ...versions, unknown: z.array(z.string()) }),
  /** A migration was changed after it had been applied. */
  z.object({
    kind: z.literal('edited'),
    ...versions,
    edited: z.array(z.object({ name: z.string(), expected: z.string(), found: z.string() })),
  }),
]);
export type SchemaState = z.infer<typeof schemaStateSchema>;

/** The database held against this version's models and migrations. */
export const schemaCheckSchema = z.object({
  /** Only a `current` one is compared. */
  state: schemaStateSchema,
  /** True where it is current and nothing but warnings was found. */
  clean: z.boolean(),
  differences: z.array(differenceSchema),
});
export type SchemaCheck = z.infer<typeof schemaCheckSchema>;

/** What one migration would do, as a run of it showed that was taken back. */
export const rehearsalSchema = z.object({
  name: z.string(),
  title: z.object({ en: z.string(), ar: z.string() }),
  direction: z.enum(['up', 'down']),
  /** `indexes` are built outside of a transaction and were not tried; `adopted` tables stand already and are not touched. */
  kind: z.enum(['tried', 'indexes', 'adopted']),
  durationMs: z.int().nonnegative(),
  /** Locks on tables that stand, the strongest of each, in PostgreSQL's words, and what of others' work waits for it. */
  locks: z.array(z.object({ table: z.string(), mode: z.string(), bars: z.enum(['nothing', 'writes', 'reads']) })),
  /** Rows written, whole numbers as text. */
  rows: z.array(z.object({ table: z.string(), inserted: z.string(), updated: z.string(), deleted: z.string() })),
  /** Tables that are written anew as a whole, with PostgreSQL's estimate of their rows. */
  rewritten: z.array(z.object({ table: z.string(), rows: z.string() })),
  indexes: z.array(z.object({ name: z.string(), table: z.string() })),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

/** One line of the log while migrations run. */
export const migrationEventSchema = z.discriminatedUnion('kind', [
  /** Another start of the app is migrating this database; this one waits for it. */
  z.object({ kind: z.literal('waiting') }),
  z.object({
    kind: z.literal('started'),
    name: z.string(),
    title: z.object({ en: z.string(), ar: z.string() }),
    direction: z.enum(['up', 'down']),
    steps: z.int(),
  }),
  /** `what` is the statement's first words and its object: `CREATE TABLE public.invoices`. */
  z.object({ kind: z.literal('step'), name: z.string(), step: z.int(), steps: z.int(), what: z.string() }),
  /** A table was busy; the whole migration was rolled back and is tried again. */
  z.object({ kind: z.literal('retrying'), name: z.string(), attempt: z.int() }),
  z.object({ kind: z.literal('finished'), name: z.string(), direction: z.enum(['up', 'down']), durationMs: z.int() }),
  z.object({ kind: z.literal('adopted'), name: z.string(), warnings: z.array(differenceSchema) }),
  z.object({ kind: z.literal('failed'), name: z.string(), reason: z.string() }),
]);
export type MigrationEvent = z.infer<typeof migrationEventSchema>;
