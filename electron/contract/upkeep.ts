import { z } from 'zod';
import { healthSchema } from './health';
import { method } from './method';
import { rehearsalSchema, schemaCheckSchema } from './schema';

const versionSchema = z.string().min(1).max(255);

/** What a login needs to read the server's log: the role alone opens no file through these functions. */
export const serverLogGrants = [
  'GRANT pg_monitor, pg_read_server_files',
  'GRANT EXECUTE ON FUNCTION pg_stat_file(text), pg_read_binary_file(text, bigint, bigint)',
] as const;

/** The end of PostgreSQL's own log, or why it cannot be read from here. */
export const serverLogSchema = z.object({
  /** The file's name on the server; null where it cannot be read. */
  file: z.string().nullable(),
  lines: z.array(z.string()),
  /** `elsewhere`: the server writes no file that it could show; `no_right`: this login may not read it. */
  reason: z.enum(['elsewhere', 'no_right']).nullable(),
  /** Where the server sends its log, in its own words: `stderr`. */
  destination: z.string(),
});
export type ServerLog = z.infer<typeof serverLogSchema>;

/** What the service answered about itself. */
export const serviceHealthSchema = z.object({
  /** Null where no address is set. */
  address: z.string().nullable(),
  answered: z.boolean(),
  status: z.int().nullable(),
  body: z.string(),
  ms: z.int().nonnegative(),
});
export type ServiceHealth = z.infer<typeof serviceHealthSchema>;

/** What whoever looks after the database does beside the wizard. */
export const upkeep = {
  /** Holds the database against this version's models and migrations. */
  check: method(z.object({}), schemaCheckSchema),
  /** Tries out an upgrade to head, or a downgrade that leaves `to` applied, and takes it back. */
  rehearse: method(
    z.object({ direction: z.enum(['up', 'down']), to: versionSchema.nullable() }),
    z.array(rehearsalSchema),
  ),
  /** The same as a script for psql. */
  script: method(
    z.object({ direction: z.enum(['up', 'down']), from: versionSchema, to: versionSchema }),
    z.object({ text: z.string() }),
  ),
  /**
   * Takes back every migration after `to`; `database` is its name, as a person typed it. `backup` is a known one that holds
   * the last change, or `none` where a person said in so many words that none is wanted.
   */
  downgrade: method(
    z.object({
      to: versionSchema,
      database: z.string().max(63),
      backup: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('known'), id: z.uuid() }),
        z.object({ kind: z.literal('none') }),
      ]),
    }),
    z.object({ reverted: z.array(z.string()), stoppedAt: z.string().nullable() }),
  ),
  health: method(z.object({}), healthSchema),
  serverLog: method(z.object({}), serverLogSchema),
  serviceHealth: method(z.object({}), serviceHealthSchema),
  /** Puts a script or a list of statements on the clipboard. */
  copy: method(z.object({ text: z.string().max(2_000_000) }), z.object({ copied: z.literal(true) })),
};
