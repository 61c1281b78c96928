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
import { seedBench } from './seed';
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

async function run(rows: number, rounds: number): Promise<Result[]> {
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
      return [
        ...(await benchReads(database, client, rows)),
        ...(await benchReports(database, client)),
        ...(await benchWrites(database, client, rounds)),
        ...(await benchExports(database, client)),
        ...(await benchBilling(database, client, Math.round(rows / 2))),
      ];
    } finally {
      await database.close();
      await client.end();
    }
  } finally {
    await server.dispose();
  }
}

const { values } = parseArgs({
  options: { invoices: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '40' } },
});
const results = await run(Number(values.invoices), Number(values.rounds));
console.log(tableOf(results));
const broken = results.filter((result) => !(ratioOf(result) <= result.bound));
console.log(
  broken.length === 0
    ? '\nEvery ratio is within its bound.'
    : `\nFar beyond: ${broken.map((result) => result.work).join('; ')}`,
);
process.exitCode = broken.length === 0 ? 0 : 1;
