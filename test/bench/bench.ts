import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { migrateUp } from '../../electron/database/migrator/migrate';
import { openDatabaseFromUrl } from '../../electron/database/database';
import { startTestServer } from '../support/postgres-server';
import { benchExports } from './exports';
import { benchBilling } from './billing';
import { ratioOf, tableOf, type Result } from './measure';
import { benchReads } from './reads';
import { benchReports } from './reports';
import { seedBench, seedUsage } from './seed';
import { benchWindow } from './window';
import { benchWrites } from './writes';

/** The seed writes what the triggers would: a sample of it must agree with them, or the figures measure something else. */
async function checkSeed(client: Client): Promise<void> {
  const { rows } = await client.query<{ wrong: string }>(
    `SELECT count(*) AS wrong FROM (SELECT * FROM public.invoices LIMIT 2000) i
CROSS JOIN LATERAL billing_desktop.derive(i.id, i.total, i.currency) d
WHERE (i.amount_paid, i.amount_due) IS DISTINCT FROM (d.paid, d.due)`,
  );
  if (rows[0]?.wrong !== '0')
    throw new Error(`${rows[0]?.wrong} of 2000 seeded invoices are not what the triggers derive`);
}

/** Measures all parts, or those that are named. */
async function run(rows: number, rounds: number, only: readonly string[]): Promise<Result[]> {
  const server = await startTestServer({ durable: true, settings: { shared_buffers: '512MB' } });
  try {
    const client = new Client({ connectionString: server.url() });
    await client.connect();
    const database = await openDatabaseFromUrl(server.url());
    try {
      const started = performance.now();
      await migrateUp(database);
      await seedBench(client, rows);
      await checkSeed(client);
      console.log(`${rows} invoices seeded in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
      const parts: Readonly<Record<string, () => Promise<Result[]>>> = {
        lists: () => benchReads(database, client, rows),
        reports: () => benchReports(database, client),
        writes: () => benchWrites(database, client, rounds),
        usage: () => seedUsage(client).then(() => []),
        exports: () => benchExports(database, client),
        window: () => benchWindow(server.url()),
        billing: () => benchBilling(database, client, Math.round(rows / 2)),
      };
      const results: Result[] = [];
      for (const [name, part] of Object.entries(parts)) {
        if (only.length > 0 && !only.includes(name)) continue;
        const began = performance.now();
        results.push(...(await part()));
        console.log(`${name}:  ${((performance.now() - began) / 1000).toFixed(1)} s`);
      }
      return results;
    } finally {
      await database.close();
      await client.end();
    }
  } finally {
    await server.dispose();
  }
}

// `npm run bench -- usage exports window` measures these alone.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { invoices: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '40' } },
});
const results = await run(Number(values.invoices), Number(values.rounds), positionals);
console.log(`\n${tableOf(results)}`);
const broken = results.filter((result) => !(ratioOf(result) <= result.bound));
console.log(
  broken.length === 0
    ? '\nEvery ratio is within its bound.'
    : `\nFar beyond: ${broken.map((result) => result.work).join('; ')}`,
);
// The browser of the window that was measured would wait for another.
process.exit(broken.length === 0 ? 0 : 1);
