import pg from 'pg';
import { openDatabase, type Database } from '../../electron/database/database';
import { parseConnectionUrl } from '../../electron/database/parse-url';
import { createTestDatabase } from '../support/postgres';

/** An empty database of its own for one test. */
export interface Scratch {
  readonly url: string;
  readonly database: Database;
  /** A plain client, as the service would be. */
  readonly client: pg.Client;
  /** A further start of the app, with a pool of its own; as another user where its name and password are given. */
  readonly start: (as?: { readonly user: string; readonly password: string }) => Promise<Database>;
  /** A further start whose pool has one connection. */
  readonly startWithPoolOfOne: () => Promise<Database>;
  readonly drop: () => Promise<void>;
}

export async function scratchDatabase(): Promise<Scratch> {
  const { url, drop } = await createTestDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const started: Database[] = [];
  const keep = (database: Database): Database => {
    started.push(database);
    return database;
  };
  const target = parseConnectionUrl(url);
  return {
    url,
    database: keep(await openDatabase(target)),
    client,
    start: async (as) => keep(await openDatabase({ ...target, ...as })),
    startWithPoolOfOne: async () =>
      keep(await openDatabase({ ...target, pool: { size: 1, overflow: 0, timeoutSeconds: 5, recycleSeconds: 3600 } })),
    drop: async () => {
      await Promise.all(started.map((database) => database.close()));
      await client.end();
      await drop();
    },
  };
}
