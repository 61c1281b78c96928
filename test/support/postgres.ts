import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** Where the run's global set-up leaves the address of its server for the workers, which inherit the environment. */
export const serverVariable = 'SAHOOL_TEST_POSTGRES';

/** A database of one test's own. */
export interface TestDatabase {
  readonly name: string;
  /** The address of it as the server's superuser. */
  readonly url: string;
  /** Drops it and cuts off whoever is still connected. */
  drop(): Promise<void>;
}

/** The address of a database on the run's server, as its superuser. */
export function testServerUrl(database = 'postgres'): string {
  const address = process.env[serverVariable];
  if (address === undefined || address === '') {
    throw new Error('No PostgreSQL runs for this kind of test: its project needs test/support/global-setup.ts.');
  }
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Runs one piece of work as the superuser in a database of the run's server, `postgres` by itself. */
export async function asSuperuser<T>(work: (client: pg.Client) => Promise<T>, database?: string): Promise<T> {
  const client = new pg.Client({ connectionString: testServerUrl(database), application_name: 'test' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** An empty database, or a copy of `template`, which nobody may be connected to. */
export async function createTestDatabase(template = 'template0'): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asSuperuser((client) =>
    client.query(
      `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)} STRATEGY file_copy`,
    ),
  );
  return {
    name,
    url: testServerUrl(name),
    drop: async () => {
      await asSuperuser((client) =>
        client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
      );
    },
  };
}

/**
 * Makes the database `name` once for the whole run, whichever worker asks first: `fill` gets the address of an empty
 * one. The others wait, then use it as a template.
 */
export async function ensureTemplate(name: string, fill: (url: string) => Promise<void>): Promise<void> {
  await asSuperuser(async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount !== 0) return;
    const making = await createTestDatabase();
    try {
      await fill(making.url);
      await client.query(
        `ALTER DATABASE ${client.escapeIdentifier(making.name)} RENAME TO ${client.escapeIdentifier(name)}`,
      );
    } catch (error) {
      await making.drop();
      throw error;
    }
  });
}
