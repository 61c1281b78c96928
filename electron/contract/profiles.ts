import { z } from 'zod';
import { connectionStatusSchema, profileColorSchema, profileKindSchema, profileMarkSchema } from './connection';
import { method } from './method';
import { lineText } from './text';

export const sslModeSchema = z.enum(['disable', 'prefer', 'require', 'verify-ca', 'verify-full']);
export type SslMode = z.infer<typeof sslModeSchema>;

/** The server form. `caFile` is a path that main itself asked for by its open dialog. */
export const serverFormSchema = z.object({
  host: lineText(255, 1),
  port: z.int().min(1).max(65_535),
  database: lineText(63, 1),
  user: lineText(63, 1),
  password: z.string().max(1000),
  sslMode: sslModeSchema,
  caFile: z.string().max(1000).nullable(),
});
export type ServerForm = z.infer<typeof serverFormSchema>;

/** Where a connection may lead: this computer's own PostgreSQL, a server by form or URL, or the environment's. */
export const targetSchema = z.discriminatedUnion('kind', [
  /** `database` is another one on the built-in server: a restored backup. */
  z.object({ kind: z.literal('builtin'), database: lineText(63, 1).optional() }),
  z.object({ kind: z.literal('form'), form: serverFormSchema }),
  z.object({ kind: z.literal('url'), url: z.string().min(1).max(4000) }),
  z.object({ kind: z.literal('environment') }),
  z.object({ kind: z.literal('profile'), profileId: z.uuid() }),
]);
export type Target = z.infer<typeof targetSchema>;

export const profileSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: profileKindSchema,
  color: profileColorSchema,
  mark: profileMarkSchema,
  /** Host, port and database; never the password. */
  summary: z.string(),
  active: z.boolean(),
  /** False where the secret store cannot keep it: the password is asked for each time. */
  passwordKept: z.boolean(),
});
export type Profile = z.infer<typeof profileSchema>;

export const profiles = {
  list: method(z.object({}), z.array(profileSchema)),
  save: method(
    z.object({
      name: lineText(100, 1),
      color: profileColorSchema,
      /** Left as it is where it is not given; none for a new one. */
      mark: profileMarkSchema.optional(),
      target: targetSchema,
      keepPassword: z.boolean(),
    }),
    profileSchema,
  ),
  remove: method(z.object({ id: z.uuid() }), z.object({ removed: z.literal(true) })),
  /** Connects to it; `password` where it is not kept. */
  use: method(z.object({ id: z.uuid(), password: z.string().max(1000).optional() }), connectionStatusSchema),
};
