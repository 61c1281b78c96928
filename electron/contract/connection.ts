import { z } from 'zod';
import { instantSchema } from './calendar-date';
import { failureSchema } from './result';
import { method } from './method';
import { accessSchema } from './rights';

export const connectionStateSchema = z.enum([
  'offline',
  'connecting',
  'connected',
  'slow',
  'reconnecting',
  'read_only',
  'not_migrated',
  'newer_schema',
]);
export type ConnectionState = z.infer<typeof connectionStateSchema>;

export const profileKindSchema = z.enum(['builtin', 'server', 'environment']);
export const profileColorSchema = z.enum(['none', 'green', 'amber', 'red', 'blue']);

/** What the books behind a connection are: the real ones, a copy to try things in, or this computer's own. */
export const profileMarkSchema = z.enum(['none', 'production', 'staging', 'computer']);
export type ProfileMark = z.infer<typeof profileMarkSchema>;

/** What the pill shows; pushed as `connection.changed` whenever it changes. */
export const connectionStatusSchema = z.object({
  state: connectionStateSchema,
  profileName: z.string().nullable(),
  profileKind: profileKindSchema.nullable(),
  color: profileColorSchema,
  mark: profileMarkSchema,
  server: z.string().nullable(),
  latencyMs: z.number().nonnegative().nullable(),
  /** Who is connected and what he may do; null while nobody is. */
  access: accessSchema.nullable(),
  /** Why it is not connected. */
  failure: failureSchema.nullable(),
  /** When the next attempt is made, while reconnecting. */
  nextAttemptAt: instantSchema.nullable(),
});
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>;

/** The standby that reports are read from, among a profile's hosts, and whether the last report was read there. */
export const reportsPlaceSchema = z.object({
  host: z.string(),
  port: z.int(),
  state: z.enum(['used', 'behind', 'away']),
});
export type ReportsPlace = z.infer<typeof reportsPlaceSchema>;

export const connectionPanelSchema = z.object({
  status: connectionStatusSchema,
  server: z
    .object({
      host: z.string(),
      port: z.int(),
      database: z.string(),
      user: z.string(),
      version: z.string(),
      tls: z.string().nullable(),
      startedAt: instantSchema,
      sizeBytes: z.string(),
      readOnly: z.boolean(),
      zone: z.string(),
      /** True where this login is one clerk's own, so that the audit's actor is proven. */
      ownLogin: z.boolean(),
      notifications: z.enum(['listening', 'polling', 'off']),
    })
    .nullable(),
  /** Null where reports are read from the server itself, having no other. */
  reports: reportsPlaceSchema.nullable(),
  /** Round-trip samples of the last minutes, oldest first; `ms` is null where it failed. */
  latency: z.array(z.object({ at: instantSchema, ms: z.number().nonnegative().nullable() })),
  pool: z.object({
    asked: z.object({ size: z.int(), overflow: z.int(), timeoutSeconds: z.int(), recycleSeconds: z.int() }).nullable(),
    size: z.int(),
    inUse: z.int(),
    idle: z.int(),
    waiting: z.int(),
  }),
  schema: z.object({ current: z.string().nullable(), expected: z.string(), pending: z.array(z.string()) }),
  appVersion: z.string(),
});
export type ConnectionPanel = z.infer<typeof connectionPanelSchema>;

export const connection = {
  status: method(z.object({}), connectionStatusSchema),
  panel: method(z.object({}), connectionPanelSchema),
  reconnect: method(z.object({}), connectionStatusSchema),
  /** A text for the support desk: no password, no token, no personal data. */
  diagnostics: method(z.object({}), z.object({ text: z.string() })),
  copyDiagnostics: method(z.object({}), z.object({ copied: z.literal(true) })),
};
