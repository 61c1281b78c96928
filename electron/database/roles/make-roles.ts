import { AppError } from '../../contract/result';
import { grantedRoles } from '../../contract/rights';
import type { Database } from '../database';
import { serverError } from '../error-translation';
import { inTransaction } from '../transaction';
import { roleName } from './role-names';
import { roleStatements, type RoleStatements } from './statements';

/** Each group role includes the one before it. */
const pairs = grantedRoles
  .slice(1)
  .map((role, place) => [roleName(grantedRoles[place] ?? 'viewer'), roleName(role)] as const);

/** What makes the roles and gives them their rights here, for an administrator of the server to run in this database. */
export const rolesScript = [
  ...grantedRoles.map((role) => `CREATE ROLE ${roleName(role)} NOLOGIN;`),
  ...pairs.map(([lesser, greater]) => `GRANT ${lesser} TO ${greater};`),
  'SELECT billing_desktop.grant_roles();',
  '',
  '-- one login for each person',
  `CREATE ROLE ahmed LOGIN PASSWORD '...';`,
  `GRANT ${roleName('clerk')} TO ahmed;`,
].join('\n');

const rightSql = `SELECT r.rolcreaterole OR r.rolsuper AS may FROM pg_catalog.pg_roles r WHERE r.rolname = session_user`;

/** True where the login may make roles: CREATEROLE, or a superuser. */
export async function mayMakeRoles({ rows }: Pick<RoleStatements, 'rows'>): Promise<boolean> {
  const [right] = await rows<{ may: boolean }>(rightSql);
  return right?.may === true;
}

/** True where all the roles are there and hold their rights in this database. */
export async function areRolesReady({ rows }: Pick<RoleStatements, 'rows'>): Promise<boolean> {
  const found = await rows<{ ready: boolean }>(
    `SELECT has_table_privilege(r.rolname, 'billing_desktop.commands', 'SELECT') AS ready
FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::text[])`,
    [grantedRoles.map(roleName)],
  );
  return found.length === grantedRoles.length && found.every(({ ready }) => ready);
}

/**
 * Makes the four roles where they are missing, and grants each its rights in this database. May be asked again at any time;
 * another database of the same server uses the same roles. Throws `no_right_to_make_roles`, where the login may not.
 */
export async function makeRoles(database: Database): Promise<void> {
  try {
    await inTransaction(database, async (transaction) => {
      const statements = roleStatements(database, transaction);
      const { rows, run } = statements;
      await rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_billing_roles', 0))`);
      const standing = new Set(
        (
          await rows<{ name: string }>(
            `SELECT rolname AS name FROM pg_catalog.pg_roles WHERE rolname LIKE 'sahool\\_billing\\_%'`,
          )
        ).map(({ name }) => name),
      );
      for (const role of grantedRoles) {
        if (!standing.has(roleName(role))) await run('CREATE ROLE %I NOLOGIN', roleName(role));
      }
      for (const [lesser, greater] of pairs) {
        const [held] = await rows<{ held: boolean }>(`SELECT pg_has_role($1, $2, 'USAGE') AS held`, [greater, lesser]);
        if (held?.held !== true) await run('GRANT %I TO %I', lesser, greater);
      }
      await rows('SELECT billing_desktop.grant_roles()');
    });
  } catch (error) {
    const refused =
      serverError(error)?.sqlState === '42501' || (error instanceof AppError && error.code === 'no_permission');
    if (refused) throw new AppError('no_right_to_make_roles', { user: database.server.user }, error);
    throw error;
  }
}
