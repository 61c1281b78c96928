import { serverVariable } from './postgres';
import { startTestServer } from './postgres-server';

/**
 * One PostgreSQL for the whole run, for Vitest and for Playwright. Vitest calls this once for each project that names
 * it; the first starts the server, and the workers find it through the environment.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env[serverVariable] !== undefined) return () => Promise.resolve();
  const server = await startTestServer();
  process.env[serverVariable] = server.url();
  return async () => {
    delete process.env[serverVariable];
    await server.dispose();
  };
}
