import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantedRoles } from '../../../electron/contract/rights';
import { readAccess } from '../../../electron/database/roles/access';
import { makeRoles } from '../../../electron/database/roles/make-roles';
import { refusal } from '../billing/office';
import { allowed, found } from './granted';
import { administratorAndLogins, lookAfterLogins } from './look-after-logins';
import { moneyCommands } from './money-commands';
import { openDesk, rolesAbout, type Commands, type Desk } from './role-desk';
import { subscriptionCommands } from './subscription-commands';
import { workingDay } from './working-day';

/**
 * The roles before PostgreSQL 16, where CREATEROLE and membership mean something else: where Debian's packages put their
 * programs, or where POSTGRES_14_PROGRAMS and POSTGRES_15_PROGRAMS say.
 */
const servers = [14, 15]
  .map((major) => ({
    major,
    programs: process.env[`POSTGRES_${major}_PROGRAMS`] ?? `/usr/lib/postgresql/${major}/bin`,
  }))
  .filter(({ programs }) => process.env['SAHOOL_LONG'] === '1' && existsSync(join(programs, 'initdb')));

describe.skipIf(servers.length === 0)('on an older server', () => {
  describe.each(servers)('PostgreSQL $major', ({ major, programs }) => {
    let desk: Desk;
    beforeAll(async () => {
      desk = await openDesk(programs);
    });
    afterAll(() => desk?.rights.close());

    const commands: Commands = {
      ...moneyCommands(() => desk),
      ...subscriptionCommands(() => desk),
      ...workingDay(() => desk),
    };

    it('is the server that is meant', () => {
      expect(desk.rights.owner.server.version).toMatch(new RegExp(`^${major}\\.`));
    });

    it.each(grantedRoles)('%s may what the list says, and is known', async (role) => {
      expect(await found(await desk.rights.client(`${role}_one`))).toEqual([...allowed(role)].toSorted());
      expect(await readAccess(desk.rights.as[role])).toEqual({
        user: `${role}_one`,
        role,
        ownLogin: true,
        upgrader: 'keeper',
      });
    });

    it('makes the roles again without a change', async () => {
      await makeRoles(desk.rights.owner);
    });

    it('keeps logins, by the owner; an administrator hands on roles and never becomes the owner', async () => {
      await lookAfterLogins(desk.rights, desk.rights.owner, 'by_keeper');
      await administratorAndLogins(desk.rights, false);
    });

    it.each(Object.entries(commands))('%s is for its role, and refused to the one below', async (channel, run) => {
      const [least, below] = rolesAbout(channel);
      await run(desk.rights.as[least]);
      if (below !== null) expect(await refusal(run(desk.rights.as[below]))).toMatchObject({ code: 'no_permission' });
    });

    it('has the check behind the grants: a clerk’s own statement without a command is taken back', async () => {
      const clerk = await desk.rights.client('clerk_one');
      await clerk.query('BEGIN');
      await clerk.query(`UPDATE public.invoices SET notes = 'x' WHERE tenant_id = $1`, [desk.tenant.tenantId]);
      await expect(clerk.query('COMMIT')).rejects.toMatchObject({ code: '23000' });
    });

    it('leaves the books in order', async () => {
      await desk.rights.office.accountant.expectClean();
    });
  });
});
