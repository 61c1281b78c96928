import { z } from 'zod';
import { instantSchema } from './calendar-date';
import { differenceSchema } from './schema';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
/** A sum or a count as PostgreSQL prints it, never a JavaScript number. */
const exactSchema = z.string().regex(/^(?:-?(?:\d+(?:\.\d+)?|Infinity)|NaN)$/);

/** The sum of one column of amounts; of one currency where the table has a currency. */
export const backupSumSchema = z.object({
  column: z.string(),
  currency: z.string().nullable(),
  sum: exactSchema,
});
export type BackupSum = z.infer<typeof backupSumSchema>;

export const backupTableSchema = z.object({
  /** With its schema: `public.invoices`. */
  name: z.string(),
  rows: z.string().regex(/^\d+$/),
  /** SHA-256 of the rows in PostgreSQL's text format, in the order of the primary key. */
  sha256: sha256Schema,
  sums: z.array(backupSumSchema),
  /** Another as soon as a row is added, changed or removed in the table it was read from; null in older files. */
  mark: z.string().max(100).nullable().default(null),
});
export type BackupTable = z.infer<typeof backupTableSchema>;

/** The server's system identifier and the database's oid in it: a restored copy has others. */
export const backupOriginSchema = z.object({ system: z.string().max(40), database: z.string().max(20) });
export type BackupOrigin = z.infer<typeof backupOriginSchema>;

/** What a backup says of itself, at its end: what it must give back when it is restored. */
export const backupManifestSchema = z.object({
  format: z.literal(1),
  /** The moment that all of it is of, by the server's clock. */
  takenAt: instantSchema,
  database: z.string(),
  /** Which database it is of, whatever its name and address; null in older files. */
  origin: backupOriginSchema.nullable().default(null),
  server: z.string(),
  serverVersion: z.string(),
  takenBy: z.string(),
  appVersion: z.string(),
  /** The applied migrations in their order, each with its checksum. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).min(1),
  tables: z.array(backupTableSchema),
  /** Where each sequence stands; null where nothing was drawn from it yet. */
  sequences: z.array(
    z.object({
      name: z.string(),
      lastValue: z
        .string()
        .regex(/^-?\d+$/)
        .nullable(),
    }),
  ),
  /** Views and the like of other programs in `public`, which are not in it. */
  leftOut: z.array(z.string()),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

/** What makes and restores a file: this program's own snapshot, or PostgreSQL's pg_dump and pg_restore. */
export const backupWaySchema = z.enum(['snapshot', 'pg_dump']);
export type BackupWay = z.infer<typeof backupWaySchema>;

/** A whole, unaltered backup. */
export const inspectedBackupSchema = z.object({
  way: backupWaySchema,
  /** The version of the pg_dump that wrote it; null for a snapshot. */
  tool: z.string().nullable(),
  manifest: backupManifestSchema,
  encrypted: z.boolean(),
  sizeBytes: z.string(),
  /** SHA-256 of the whole file, but for its last 32 bytes, which hold it. */
  sha256: sha256Schema,
});
export type InspectedBackup = z.infer<typeof inspectedBackupSchema>;

/** A restored database held against its backup. */
export const restoreComparisonSchema = z.object({
  /** True where every count, hash and sum is the backup's, and the catalog too. */
  same: z.boolean(),
  tables: z.array(
    z.object({
      name: z.string(),
      same: z.boolean(),
      expectedRows: z.string(),
      foundRows: z.string(),
      sums: z.array(z.object({ ...backupSumSchema.shape, found: exactSchema.nullable() })),
    }),
  ),
  /** How the tables, indexes, triggers and functions differ from those of the backup. */
  catalog: z.array(differenceSchema),
  /** The check of the books on the restored database: what was wrong when the backup was taken is wrong in it too. */
  books: z.object({ clean: z.boolean(), findings: z.int().nonnegative() }),
});
export type RestoreComparison = z.infer<typeof restoreComparisonSchema>;

export const restoreResultSchema = z.object({
  database: z.string(),
  server: z.string(),
  durationMs: z.int().nonnegative(),
  /** The version of the pg_restore that did it; null where this program did. */
  tool: z.string().nullable(),
  manifest: backupManifestSchema,
  comparison: restoreComparisonSchema,
});
export type RestoreResult = z.infer<typeof restoreResultSchema>;

/** How far a backup or a restore is. */
export const backupProgressSchema = z.object({
  step: z.enum(['checking', 'preparing', 'tool', 'migrating', 'rows', 'completing', 'comparing', 'books']),
  /** The table at hand, empty where none is. */
  table: z.string(),
  /** Tables done and tables in all. */
  done: z.int().nonnegative(),
  of: z.int().nonnegative(),
  /** Bytes of rows so far, and an estimate of all where there is one. */
  bytes: z.number().nonnegative(),
  ofBytes: z.number().nonnegative().nullable(),
});
export type BackupProgress = z.infer<typeof backupProgressSchema>;
