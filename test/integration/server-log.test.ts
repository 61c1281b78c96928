import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBuiltin, type BuiltinServer } from '../../electron/database/builtin/start';
import { serverLogGrants } from '../../electron/contract/upkeep';
import type { ConnectionTarget } from '../../electron/database/connection-target';
import { openDatabase, openDatabaseFromUrl } from '../../electron/database/database';
import { readServerLog } from '../../electron/database/server-log';
import { testServerUrl } from '../support/postgres';

let folder: string;
let server: BuiltinServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sahool-server-log-'));
  // As root its server is another user's: it must get to its data.
  await chmod(folder, 0o755);
  server = await startBuiltin({ folder: join(folder, 'database') });
});
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

async function logOf(target: ConnectionTarget) {
  const database = await openDatabase(target);
  try {
    return await readServerLog(database);
  } finally {
    await database.close();
  }
}

it('the server’s log is read where the collector writes it and this login may, and else it is said why not', async () => {
  const database = await openDatabase(server.target);
  await database.sequelize.query(`CREATE ROLE reader LOGIN PASSWORD 'reader-secret'`);
  await database.sequelize.query(`CREATE ROLE clerk LOGIN PASSWORD 'clerk-secret'`);
  // What the screen's remedy and the command line name.
  for (const grant of serverLogGrants) await database.sequelize.query(`${grant} TO reader`);
  await expect(database.sequelize.query('SELECT 1 / 0')).rejects.toThrow('division by zero');
  await database.close();

  for (const login of [{}, { user: 'reader', password: 'reader-secret' }]) {
    const log = await logOf({ ...server.target, ...login });
    expect(log.reason).toBeNull();
    expect(log.file).toMatch(/\.log$/);
    expect(log.lines.join('\n')).toContain('division by zero');
  }
  expect(await logOf({ ...server.target, user: 'clerk', password: 'clerk-secret' })).toMatchObject({
    reason: 'no_right',
    lines: [],
    file: null,
  });

  // A server without the collector keeps its log where nobody can read it through SQL.
  const other = await openDatabaseFromUrl(testServerUrl());
  try {
    expect(await readServerLog(other)).toMatchObject({ reason: 'elsewhere', lines: [] });
  } finally {
    await other.close();
  }
});
