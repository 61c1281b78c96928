import { startPgbouncer, type SideServer } from './other-servers';
import { testServerUrl } from './postgres';

let pooler: Promise<SideServer> | null = null;

/** The address of a database of the run's server through a PgBouncer in transaction mode, one for each test worker. */
export async function throughPooler(database: string): Promise<string> {
  const { port, username, password } = new URL(testServerUrl());
  pooler ??= startPgbouncer({
    port: Number(port),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    url: testServerUrl,
  });
  return (await pooler).url(database);
}

/** Ends it where one was started. */
export async function closePooler(): Promise<void> {
  const open = pooler;
  pooler = null;
  await (await open)?.close();
}
