import { z } from 'zod';
import { connectionStatusSchema } from './connection';
import { method } from './method';
import { preferencesSchema } from './preferences';

export const bootstrapSchema = z.object({
  version: z.string(),
  platform: z.enum(['win32', 'darwin', 'linux', 'other']),
  /** True until a connection was set up: the wizard comes first. */
  setupNeeded: z.boolean(),
  preferences: preferencesSchema,
  connection: connectionStatusSchema,
  /** Who this is to the database: PostgreSQL's session_user, null while offline. */
  user: z.string().nullable(),
  /** Commands that were sent and never answered, to be asked about by their key. */
  unanswered: z.int().nonnegative(),
});
export type Bootstrap = z.infer<typeof bootstrapSchema>;

export const app = {
  bootstrap: method(z.object({}), bootstrapSchema),
  /** Opens one of the links of the exact list in main, in the system's browser. */
  openLink: method(z.object({ link: z.enum(['guide', 'licenses', 'support']) }), z.object({ opened: z.boolean() })),
};
