import pg from 'pg';
import { grantedRoles, type GrantedRole } from '../../../electron/contract/rights';
import { openDatabaseFromUrl, type Database } from '../../../electron/database/database';
import { migrateUp } from '../../../electron/database/migrator/migrate';
import { createLogin } from '../../../electron/database/roles/logins';
import { makeRoles } from '../../../electron/database/roles/make-roles';
import { startTestServer, type TestServer } from '../../support/postgres-server';
import { officeOf, type Office } from '../billing/office';

/** Roles belong to a whole server: these tests have one of their own, so that no other test meets them. */
export interface RightsOffice {
  readonly server: TestServer;
  /** The owner of the tables, no superuser, who may make roles. */
  readonly owner: Database;
  /** The database, as a login of each role. */
  readonly as: Readonly<Record<GrantedRole, Database>>;
  readonly office: Readonly<Record<GrantedRole, Office>>;
  /** The address of the database for a login. */
  url(login: string): string;
  /** A plain client, as psql would be. */
  client(login: string): Promise<pg.Client>;
  close(): Promise<void>;
}

/** On the PostgreSQL of the tests, or on one whose programs lie in `programs`. */
export async function openRightsOffice(programs?: string): Promise<RightsOffice> {
  const server = await startTestServer(programs === undefined ? {} : { programs });
  const superuser = new pg.Client({ connectionString: server.url() });
  await superuser.connect();
  await superuser.query(`CREATE ROLE keeper LOGIN CREATEROLE PASSWORD 'keeper-of-the-books'`);
  await superuser.query(`CREATE ROLE billing_core LOGIN PASSWORD 'service-of-sahool'`);
  await superuser.query('CREATE DATABASE billing OWNER keeper');
  await superuser.end();

  const passwords = new Map([
    ['keeper', 'keeper-of-the-books'],
    ['billing_core', 'service-of-sahool'],
    ['postgres', server.password],
  ]);
  const url = (login: string): string =>
    `postgresql://${login}:${passwords.get(login) ?? ''}@127.0.0.1:${server.port}/billing`;
  const opened: { end(): Promise<void> }[] = [];
  const open = async (login: string): Promise<Database> => {
    const database = await openDatabaseFromUrl(url(login));
    opened.push({ end: () => database.close() });
    return database;
  };

  const owner = await open('keeper');
  await migrateUp(owner);
  await makeRoles(owner);
  const entries: [GrantedRole, Database][] = [];
  for (const role of grantedRoles) {
    passwords.set(`${role}_one`, await createLogin(owner, { login: `${role}_one`, displayName: '', role }));
    entries.push([role, await open(`${role}_one`)]);
  }
  passwords.set('clerk_two', await createLogin(owner, { login: 'clerk_two', displayName: 'أحمد صالح', role: 'clerk' }));
  await owner.sequelize.query(
    'GRANT SELECT, INSERT, UPDATE, DELETE ON public.subscriptions, public.invoices, public.payments, public.usage_records TO billing_core',
  );
  const as = Object.fromEntries(entries) as Record<GrantedRole, Database>;
  const office = Object.fromEntries(
    entries.map(([role, database]) => [role, officeOf(database, url(`${role}_one`), () => Promise.resolve())]),
  ) as Record<GrantedRole, Office>;
  return {
    server,
    owner,
    as,
    office,
    url,
    async client(login) {
      const client = new pg.Client({ connectionString: url(login) });
      await client.connect();
      opened.push({ end: () => client.end() });
      return client;
    },
    async close() {
      await Promise.all(opened.map((one) => one.end()));
      await server.dispose();
    },
  };
}
