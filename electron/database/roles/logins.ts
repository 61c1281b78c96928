import { z } from 'zod';
import { AppError } from '../../contract/result';
import { grantedRoles, type GrantedRole } from '../../contract/rights';
import { userLoginSchema, type UserLogin, type Users } from '../../contract/users';
import type { Database } from '../database';
import { serverError } from '../error-translation';
import { inTransaction } from '../transaction';
import { areRolesReady, mayMakeRoles, rolesScript } from './make-roles';
import { newPassword, scramVerifier } from './password';
import { roleName } from './role-names';
import { roleStatements, type RoleStatements } from './statements';

/** The logins that were given one of the roles directly, each with its highest; group roles are nobody's login. */
const loginsSql = `SELECT login.rolname AS login, coalesce(shobj_description(login.oid, 'pg_authid'), '') AS "displayName",
  (array_agg(substr(held.rolname, length('sahool_billing_') + 1) ORDER BY array_position($1::text[], held.rolname::text) DESC))[1] AS role,
  login.rolcanlogin AS enabled, login.rolname = session_user AS self,
  (SELECT count(*)::integer FROM pg_catalog.pg_stat_activity a WHERE a.usename = login.rolname AND a.datname = current_database())
    AS connections,
  NOT login.rolsuper AND (me.rolsuper OR (me.rolcreaterole AND (current_setting('server_version_num')::integer < 160000
    OR pg_has_role(session_user, login.oid, 'MEMBER WITH ADMIN OPTION')))) AS manageable
FROM pg_catalog.pg_auth_members m
JOIN pg_catalog.pg_roles held ON held.oid = m.roleid AND held.rolname = ANY ($1::text[])
JOIN pg_catalog.pg_roles login ON login.oid = m.member AND login.rolname <> ALL ($1::text[])
CROSS JOIN (SELECT r.rolsuper, r.rolcreaterole FROM pg_catalog.pg_roles r WHERE r.rolname = session_user) me
-- Whoever made the roles may grant them, which is not the same as having them.
WHERE pg_has_role(login.oid, held.oid, CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)
GROUP BY login.oid, login.rolname, login.rolcanlogin, login.rolsuper, me.rolsuper, me.rolcreaterole
ORDER BY login.rolname`;

const memberNames = grantedRoles.map(roleName);

async function readLogins({ rows }: RoleStatements): Promise<UserLogin[]> {
  return z.array(userLoginSchema).parse(await rows(loginsSql, [memberNames]));
}

/** The people who use this database by a login of their own, and what the asking login may do about them. */
export function listUsers(database: Database): Promise<Users> {
  return inTransaction(
    database,
    async (transaction) => {
      const statements = roleStatements(database, transaction);
      return {
        ready: await areRolesReady(statements),
        canMake: await mayMakeRoles(statements),
        user: database.server.user,
        script: rolesScript,
        logins: await readLogins(statements),
      };
    },
    { readOnly: true },
  );
}

type Change = 'created' | 'role_set' | 'password_reset' | 'disabled' | 'enabled';

/** A change of the server's roles with its entry in the audit, in one transaction. */
async function changing<T>(
  database: Database,
  work: (
    statements: RoleStatements,
    note: (login: string, change: Change, role?: string, displayName?: string) => Promise<void>,
  ) => Promise<T>,
): Promise<T> {
  try {
    return await inTransaction(database, async (transaction) => {
      const statements = roleStatements(database, transaction);
      return work(statements, async (login, change, role, displayName) => {
        await statements.rows(
          `INSERT INTO billing_desktop.login_changes (login, change, role, display_name) VALUES ($1, $2, $3, $4)`,
          [login, change, role ?? null, displayName ?? null],
        );
      });
    });
  } catch (error) {
    const { code } = error instanceof AppError ? error : { code: null };
    if (code === 'no_permission' || serverError(error)?.sqlState === '42501') {
      throw new AppError('no_right_to_make_roles', { user: database.server.user }, error);
    }
    if (serverError(error)?.sqlState === '2BP01') throw new AppError('login_granted_others', {}, error);
    if (serverError(error)?.sqlState === '42710') throw new AppError('login_exists', {}, error);
    throw error;
  }
}

/** The login, where it is one of ours. Throws `not_found`. */
async function requireLogin(statements: RoleStatements, login: string): Promise<UserLogin> {
  const found = (await readLogins(statements)).find((one) => one.login === login);
  if (!found) throw new AppError('not_found', { entity: 'login' });
  return found;
}

async function isSixteen({ rows }: RoleStatements): Promise<boolean> {
  const [server] = await rows<{ v: number }>(`SELECT current_setting('server_version_num')::integer AS v`);
  return (server?.v ?? 0) >= 160_000;
}

async function makesRoles({ rows }: RoleStatements, login: string): Promise<boolean> {
  const [found] = await rows<{ makes: boolean }>(
    'SELECT r.rolcreaterole AS makes FROM pg_catalog.pg_roles r WHERE r.rolname = $1',
    [login],
  );
  return found?.makes === true;
}

/**
 * Gives the login its role. An administrator may hand on every role and make logins; any other login may be looked after by
 * all administrators, not by its maker alone (from PostgreSQL 16 on that has to be said). Before 16 CREATEROLE reaches every
 * role of the server, the tables' owner too: there an administrator hands on roles, and somebody of the server makes logins.
 */
async function give(statements: RoleStatements, login: string, role: GrantedRole): Promise<void> {
  const { run } = statements;
  if (role === 'administrator') {
    if (await isSixteen(statements)) await run('ALTER ROLE %I CREATEROLE', login);
    for (const name of memberNames) await run('GRANT %I TO %I WITH ADMIN OPTION', name, login);
    return;
  }
  await run('GRANT %I TO %I', roleName(role), login);
  if (await isSixteen(statements)) {
    await run('GRANT %I TO %I WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', login, roleName('administrator'));
  }
}

/** Takes every role from the login, whoever granted it. */
async function takeAll(statements: RoleStatements, login: string): Promise<void> {
  const { rows, run } = statements;
  const sixteen = await isSixteen(statements);
  const held = await rows<{ role: string; member: string; grantor: string }>(
    `SELECT held.rolname AS role, member.rolname AS member, grantor.rolname AS grantor FROM pg_catalog.pg_auth_members m
JOIN pg_catalog.pg_roles held ON held.oid = m.roleid JOIN pg_catalog.pg_roles member ON member.oid = m.member
JOIN pg_catalog.pg_roles grantor ON grantor.oid = m.grantor
WHERE (member.rolname = $1 AND held.rolname = ANY ($2::text[])) OR (held.rolname = $1 AND member.rolname = $3)`,
    [login, memberNames, roleName('administrator')],
  );
  for (const { role, member, grantor } of held) {
    if (sixteen) await run('REVOKE %I FROM %I GRANTED BY %I', role, member, grantor);
    else await run('REVOKE %I FROM %I', role, member);
  }
}

/**
 * Makes a login for one person and gives it a role. Its password is returned once and kept nowhere; only its verifier goes to
 * the server. Throws `login_exists`, `no_right_to_make_roles`.
 */
export function createLogin(
  database: Database,
  { login, displayName, role }: { readonly login: string; readonly displayName: string; readonly role: GrantedRole },
): Promise<string> {
  const password = newPassword();
  return changing(database, async (statements, note) => {
    await statements.run('CREATE ROLE %I LOGIN PASSWORD %L', login, scramVerifier(password));
    if (displayName !== '') await statements.run('COMMENT ON ROLE %I IS %L', login, displayName);
    await give(statements, login, role);
    await note(login, 'created', role, displayName);
    return password;
  });
}

/** Gives a login another role, and its person's name. Throws `own_login`, `not_found`, `no_right_to_make_roles`. */
export function setLoginRole(
  database: Database,
  { login, role, displayName }: { readonly login: string; readonly role: GrantedRole; readonly displayName: string },
): Promise<void> {
  return changing(database, async (statements, note) => {
    const found = await requireLogin(statements, login);
    if (found.self && found.role !== role) throw new AppError('own_login');
    if (found.displayName !== displayName) await statements.run('COMMENT ON ROLE %I IS %L', login, displayName);
    if (found.role !== role) {
      if (await makesRoles(statements, login)) await statements.run('ALTER ROLE %I NOCREATEROLE', login);
      await takeAll(statements, login);
      await give(statements, login, role);
    }
    await note(login, 'role_set', role, displayName);
  });
}

/** Gives a login a new password and returns it. Throws `not_found`, `no_right_to_make_roles`. */
export function resetLoginPassword(database: Database, login: string): Promise<string> {
  const password = newPassword();
  return changing(database, async (statements, note) => {
    await requireLogin(statements, login);
    await statements.run('ALTER ROLE %I PASSWORD %L', login, scramVerifier(password));
    await note(login, 'password_reset');
    return password;
  });
}

/**
 * Lets a login in, or keeps it out; its connections are ended where the asking login may. Resolves to how many stay open.
 * Throws `own_login`, `not_found`, `no_right_to_make_roles`.
 */
export async function setLoginEnabled(database: Database, login: string, enabled: boolean): Promise<number> {
  await changing(database, async (statements, note) => {
    const found = await requireLogin(statements, login);
    if (found.self) throw new AppError('own_login');
    await statements.run(enabled ? 'ALTER ROLE %I LOGIN' : 'ALTER ROLE %I NOLOGIN', login);
    await note(login, enabled ? 'enabled' : 'disabled');
  });
  if (enabled) return 0;
  return inTransaction(database, async (transaction) => {
    const { rows } = roleStatements(database, transaction);
    const [left] = await rows<{ open: number }>(
      `SELECT count(*) FILTER (WHERE NOT CASE WHEN me.may THEN pg_terminate_backend(a.pid) ELSE false END)::integer AS open
FROM pg_catalog.pg_stat_activity a
CROSS JOIN (SELECT r.rolsuper OR pg_has_role(session_user, 'pg_signal_backend', 'USAGE') AS may
  FROM pg_catalog.pg_roles r WHERE r.rolname = session_user) me
WHERE a.usename = $1`,
      [login],
    );
    return left?.open ?? 0;
  });
}
