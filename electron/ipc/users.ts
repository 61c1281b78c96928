import { createLogin, listUsers, resetLoginPassword, setLoginEnabled, setLoginRole } from '../database/roles/logins';
import { makeRoles } from '../database/roles/make-roles';
import { rememberSecret } from '../log/redact';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

/** The logins of the people who use this database. */
export function usersHandlers(context: AppContext): AreaHandlers<'users'> {
  const { reading, writing } = reachOf(context);

  /** What its owner needs to connect; the log is told of the password before anything else is. */
  function handedOver(login: string, password: string) {
    rememberSecret(password);
    const { route, server } = writing();
    return { login, password, server: `${route.endpoint.host}:${route.endpoint.port}`, database: server.database };
  }

  return {
    list: async () => listUsers(reading()),
    async makeRoles() {
      await makeRoles(writing());
      await context.connection.refreshSchema();
      return { made: true };
    },
    create: async (input) => handedOver(input.login, await createLogin(writing(), input)),
    async setRole(input) {
      await setLoginRole(writing(), input);
      return { login: input.login };
    },
    resetPassword: async ({ login }) => handedOver(login, await resetLoginPassword(writing(), login)),
    setEnabled: async ({ login, enabled }) => ({
      login,
      connections: await setLoginEnabled(writing(), login, enabled),
    }),
  };
}
