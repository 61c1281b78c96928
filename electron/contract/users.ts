import { z } from 'zod';
import { method } from './method';
import { grantedRoleSchema } from './rights';

/**
 * The name of a PostgreSQL login: lower case, so that nobody ever has to quote it. PostgreSQL keeps `pg_` for itself, and
 * the group roles have the other prefix.
 */
export const loginNameSchema = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_]{1,39}$/, 'login_name')
  .refine((name) => !name.startsWith('pg_') && !name.startsWith('sahool_billing_'), 'login_name');

const displayNameSchema = z.string().trim().max(100);

export const userLoginSchema = z.object({
  login: z.string(),
  /** The person's name; empty where nobody wrote it down. */
  displayName: z.string(),
  role: grantedRoleSchema,
  enabled: z.boolean(),
  /** How many connections it has open to this database. */
  connections: z.int(),
  /** True for the login that asks. */
  self: z.boolean(),
  /** False where this login has no right over it: another administrator made it, or it is beyond any. */
  manageable: z.boolean(),
});
export type UserLogin = z.infer<typeof userLoginSchema>;

export const usersSchema = z.object({
  /** True where the four roles are there and have their rights in this database. */
  ready: z.boolean(),
  /** True where this login may make roles and logins (CREATEROLE). */
  canMake: z.boolean(),
  user: z.string(),
  /** What an administrator of the server runs where this login may not. */
  script: z.string(),
  logins: z.array(userLoginSchema),
});
export type Users = z.infer<typeof usersSchema>;

const loginRef = z.object({ login: z.string().min(1).max(63) });
/** A password is shown once, to whoever asked for it, and kept nowhere. */
const withPassword = z.object({ login: z.string(), password: z.string(), server: z.string(), database: z.string() });

export const users = {
  list: method(z.object({}), usersSchema),
  makeRoles: method(z.object({}), z.object({ made: z.literal(true) })),
  create: method(
    z.object({ login: loginNameSchema, displayName: displayNameSchema, role: grantedRoleSchema }),
    withPassword,
  ),
  setRole: method(
    loginRef.extend({ role: grantedRoleSchema, displayName: displayNameSchema }),
    z.object({ login: z.string() }),
  ),
  resetPassword: method(loginRef, withPassword),
  /** `connections`: how many stay open although the login is disabled, because this login may not end them. */
  setEnabled: method(loginRef.extend({ enabled: z.boolean() }), z.object({ login: z.string(), connections: z.int() })),
};
