import { chown, copyFile, readFile, stat, writeFile, chmod } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { startTestServer, type TestServer, type TestServerOptions } from './postgres-server';

const certificates = join(import.meta.dirname, 'certificates');

/** The path of a certificate of test/support/certificates. */
export const certificate = (name: string): string => join(certificates, name);

export interface GuardedServer extends TestServer {
  /** Runs statements as its superuser. */
  run(sql: string, database?: string): Promise<void>;
  /** Switches TLS on with this certificate. */
  serveTls(certificateName: 'server.pem' | 'expired.pem'): Promise<void>;
  /** Puts these lines before all others of pg_hba.conf. */
  guard(lines: readonly string[]): Promise<void>;
}

/** A server of a test's own, whose TLS and access list the test decides. */
export async function startGuardedServer(options: TestServerOptions = {}): Promise<GuardedServer> {
  const server = await startTestServer(options);
  const hbaFile = join(server.dataFolder, 'pg_hba.conf');
  const plainList = await readFile(hbaFile, 'utf8');

  async function run(sql: string, database = 'postgres'): Promise<void> {
    const client = new pg.Client({ connectionString: server.url(database) });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }

  async function put(from: string, name: string): Promise<void> {
    const to = join(server.dataFolder, name);
    const { uid, gid } = await stat(server.dataFolder);
    await copyFile(certificate(from), to);
    await chmod(to, 0o600);
    await chown(to, uid, gid);
  }

  return {
    ...server,
    run,
    async serveTls(name) {
      await put(name, 'server.crt');
      await put('server.key', 'server.key');
      await run('ALTER SYSTEM SET ssl = on');
      await run('SELECT pg_reload_conf()');
    },
    async guard(lines) {
      await writeFile(hbaFile, `${lines.join('\n')}\n${plainList}`);
      await run('SELECT pg_reload_conf()');
    },
  };
}
