import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { driveRun } from '../../electron/billing/runs/drive-run';
import { startRun } from '../../electron/billing/runs/start-run';
import { commandKeySchema } from '../../electron/contract/ids';
import type { Database } from '../../electron/database/database';
import { readToday } from '../../electron/database/queries/server-date';
import type { Result } from './measure';

const actor = { machine: 'bench' };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Due today, for the first time, and only these: what the seed made runs on. */
async function makeDue(client: Client, count: number): Promise<void> {
  await client.query(
    `UPDATE public.subscriptions SET status = 'expired', next_billing_date = '2000-01-01', end_date = '2000-01-01' WHERE status <> 'expired'`,
  );
  await client.query(
    `INSERT INTO public.subscriptions (tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, next_billing_date)
SELECT 'due-' || gen_random_uuid(), (ARRAY['starter', 'professional', 'enterprise'])[1 + n % 3], 'active', 'monthly', 'USD',
  billing_desktop.today(), billing_desktop.today() + 30, billing_desktop.today() FROM generate_series(1, $1::integer) n`,
    [count],
  );
  await client.query('ANALYZE public.subscriptions');
}

/** The rows that cannot be less: one invoice for each, under the same triggers, in one statement that is taken back. */
async function bareInsert(client: Client): Promise<number> {
  await client.query('BEGIN');
  try {
    return await timed(() =>
      client.query(`INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date,
  subtotal, total, amount_due, line_items)
SELECT 'BARE-' || s.id, s.tenant_id, s.id, 'pending', s.currency, s.start_date, s.start_date + 7, 29, 29, 29,
  '[{"description": "Starter, monthly", "quantity": 1, "unit_price": 29.00, "amount": 29.00}]'
FROM public.subscriptions s WHERE s.status = 'active'`),
    );
  } finally {
    await client.query('ROLLBACK');
  }
}

/** A billing run in chunks, against a bare insert of as many invoices in the same run. */
export async function benchBilling(database: Database, client: Client, due: number): Promise<Result[]> {
  await makeDue(client, due);
  await bareInsert(client);
  const limit = await bareInsert(client);
  const date = await readToday(database);
  const ours = await timed(async () => {
    const { id } = await startRun(database, actor, { key: commandKeySchema.parse(randomUUID()), date }, 5000);
    await driveRun(database, actor, id);
  });
  return [
    { work: `billing run, ${due} due`, against: 'a bare insert of the invoices', ours, limit, aim: 4, bound: 12 },
  ];
}
