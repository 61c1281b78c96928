import pg from 'pg';
import { Sequelize } from 'sequelize';
import type { Migratable } from '../../electron/database/migrator/session';
import { createTestDatabase } from '../support/postgres';

/** An empty database of its own for one test. */
export interface Scratch {
  readonly url: string;
  readonly database: Migratable;
  /** A plain client, as the service would be. */
  readonly client: pg.Client;
  /** A further start of the app, with a pool of its own. */
  readonly start: (poolMax?: number) => Migratable;
  readonly drop: () => Promise<void>;
}

export async function scratchDatabase(): Promise<Scratch> {
  const { url, drop } = await createTestDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const started: Sequelize[] = [];
  const start = (poolMax = 5): Migratable => {
    const sequelize = new Sequelize(url, { dialect: 'postgres', logging: false, pool: { max: poolMax, min: 0 } });
    started.push(sequelize);
    return { sequelize };
  };
  return {
    url,
    database: start(),
    client,
    start,
    drop: async () => {
      await Promise.all(started.map((sequelize) => sequelize.close()));
      await client.end();
      await drop();
    },
  };
}
