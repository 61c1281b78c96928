import { z } from 'zod';
import { instantSchema } from './calendar-date';
import { method } from './method';

/** A whole number as exact text: bytes and counts pass what a JavaScript number holds. */
const whole = z.string().regex(/^-?\d+$/);
const seconds = z.number().nonnegative();
/** A share between nothing and all of it. */
const share = z.number().min(0).max(1);

/** One connection, named so that a later one with the same process number is never ended in its place. */
export const sessionIdSchema = z.object({ pid: z.int().positive(), startedAt: instantSchema });

/** Whose connection it is. */
export const sessionOwnerSchema = z.object({
  user: z.string(),
  /** By the name that the program gave itself; `other` for an empty one too. */
  program: z.enum(['desktop', 'service', 'other']),
  application: z.string(),
  /** The computer, where the program says it; its address otherwise; null for a connection on the server itself. */
  machine: z.string().nullable(),
  /** The command that it works on, such as `payments.record`; null where it does not say. */
  command: z.string().nullable(),
});
export type SessionOwner = z.infer<typeof sessionOwnerSchema>;

/** As it is shown; `startedAt` is empty where the login may not see it, and such a one cannot be ended. */
const shownIdSchema = z.object({ pid: z.int().positive(), startedAt: z.string() });

export const sessionSchema = z.object({
  ...shownIdSchema.shape,
  owner: sessionOwnerSchema,
  state: z.enum(['active', 'idle', 'idle_in_transaction', 'aborted', 'other', 'hidden']),
  /** Since the state began. */
  stateSeconds: seconds,
  ageSeconds: seconds,
  /** Since its transaction began, null outside one. */
  transactionSeconds: seconds.nullable(),
  waitsForLock: z.boolean(),
  /** What it runs, or ran last; empty where the login may not see it. */
  query: z.string(),
  /** True where the asking login may cancel or end it. */
  mayEnd: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** What is waited for. */
export const lockedThingSchema = z.object({
  /** `row` is one record of a table; `command` a key that another holds; `advisory` the upkeep, a closing day or a migration. */
  kind: z.enum(['row', 'table', 'command', 'transaction', 'advisory']),
  /** The record by the word of the audit, such as `invoice`; null where it is none of ours. */
  entity: z.enum(['invoice', 'payment', 'subscription', 'tenant', 'plan', 'number']).nullable(),
  /** How people call it: an invoice's number, a customer's name. */
  name: z.string().nullable(),
  table: z.string().nullable(),
});

/** One connection that waits, and the one that it waits for. */
export const blockedSchema = z.object({
  waiting: z.object({ ...shownIdSchema.shape, owner: sessionOwnerSchema, seconds }),
  /** Null where whoever holds it went away in between. */
  blocker: z
    .object({
      ...shownIdSchema.shape,
      owner: sessionOwnerSchema,
      /** How long its transaction is open. */
      seconds,
      /** True where it does nothing: it waits for its program or for a person. */
      idle: z.boolean(),
      mayEnd: z.boolean(),
    })
    .nullable(),
  thing: lockedThingSchema,
});
export type Blocked = z.infer<typeof blockedSchema>;

export const replicaSchema = z.object({
  name: z.string(),
  address: z.string().nullable(),
  state: z.string(),
  lagSeconds: seconds.nullable(),
  lagBytes: whole.nullable(),
});

/** What the charts draw: one look at the database. */
export const figuresSchema = z.object({
  at: instantSchema,
  connections: z.int().nonnegative(),
  active: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  /** Per second since the look before; null at the first. */
  transactions: z.number().nonnegative().nullable(),
  /** Of what was read since the look before, the share that was in memory already; null where nothing was read. */
  cacheHit: share.nullable(),
  /** How far the furthest replica, or this one, is behind; null where there is none. */
  lagSeconds: seconds.nullable(),
});
export type Figures = z.infer<typeof figuresSchema>;

export const activitySchema = z.object({
  sessions: z.array(sessionSchema),
  blocked: z.array(blockedSchema),
  replicas: z.array(replicaSchema),
  /** True where the server asked is itself a replica. */
  standby: z.boolean(),
  maxConnections: z.int().positive(),
  /** False where the login may not see what others run. */
  seesAll: z.boolean(),
  /** The last minutes, oldest first. */
  history: z.array(figuresSchema),
});
export type Activity = z.infer<typeof activitySchema>;

export const tableSizeSchema = z.object({
  schema: z.string(),
  table: z.string(),
  totalBytes: whole,
  indexBytes: whole,
  liveRows: whole,
  deadRows: whole,
  sequentialScans: whole,
  indexScans: whole,
  /** The later of VACUUM by hand and by itself. */
  lastVacuum: instantSchema.nullable(),
  lastAnalyze: instantSchema.nullable(),
  /** Large, and more often read from end to end than by an index. */
  wantsIndex: z.boolean(),
  /** A fifth of it or more is dead. */
  wantsVacuum: z.boolean(),
});
export type TableSize = z.infer<typeof tableSizeSchema>;

export const indexSizeSchema = z.object({
  schema: z.string(),
  table: z.string(),
  index: z.string(),
  bytes: whole,
});

export const storageSchema = z.object({
  databaseBytes: whole,
  tables: z.array(tableSizeSchema),
  /** Never used since the counters began, and no rule of the table stands on them. */
  unusedIndexes: z.array(indexSizeSchema),
  /** Since the counters began; null where nothing was read. */
  cacheHit: share.nullable(),
  countersSince: instantSchema.nullable(),
});
export type Storage = z.infer<typeof storageSchema>;

export const slowQuerySchema = z.object({
  query: z.string(),
  calls: whole,
  totalMs: z.number().nonnegative(),
  meanMs: z.number().nonnegative(),
  worstMs: z.number().nonnegative(),
  rows: whole,
});

/** `not_loaded`: the server was started without it. `not_created`: this database lacks it. `no_right`: this login may not look. */
export const slowQueriesSchema = z.object({
  state: z.enum(['on', 'not_available', 'not_loaded', 'not_created', 'no_right']),
  queries: z.array(slowQuerySchema),
  /** The SQL that switches it on, or grants the right; empty where it is on. */
  remedy: z.string(),
});
export type SlowQueries = z.infer<typeof slowQueriesSchema>;

/** The SQL that shows each part, to be copied into psql. */
export const monitoringQueriesSchema = z.object({
  sessions: z.string(),
  locks: z.string(),
  replicas: z.string(),
  tables: z.string(),
  indexes: z.string(),
  slowQueries: z.string(),
});
const monitoringPartSchema = monitoringQueriesSchema.keyof();
export type MonitoringPart = z.infer<typeof monitoringPartSchema>;

export const monitoring = {
  activity: method(z.object({}), activitySchema),
  storage: method(z.object({}), storageSchema),
  slowQueries: method(z.object({}), slowQueriesSchema),
  queries: method(z.object({}), monitoringQueriesSchema),
  /** Puts it into the clipboard: the screen itself has no right to. */
  copyQuery: method(z.object({ part: monitoringPartSchema }), z.object({ copied: z.literal(true) })),
  /** Stops what the connection runs now. `done` is false where it had ended before. */
  cancel: method(sessionIdSchema, z.object({ done: z.boolean() })),
  /** Ends the connection; its open transaction is undone. */
  terminate: method(sessionIdSchema, z.object({ done: z.boolean() })),
};
