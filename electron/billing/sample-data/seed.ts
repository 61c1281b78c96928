import { randomUUID } from 'node:crypto';
import { commandKeySchema } from '../../contract/ids';
import type { Output } from '../../contract/api';
import { AppError } from '../../contract/result';
import { setup } from '../../contract/setup';
import type { Database } from '../../database/database';
import { runCommand, type Work } from '../command';
import { writeBank } from './bank';
import { writeChanges } from './changes';
import { writeCredits } from './credits';
import { writeDayCloses } from './day-closes';
import { writeFollowUp } from './follow-up';
import { makeSampleData } from './make';
import { writeRun } from './run';
import { sampleSeller } from './seller';
import { sampleTenants } from './tenants';
import { writeInvoices, writePayments, writeRates, writeSubscriptions, writeTenants, writeUsage } from './write';

/** Sample data among real bills could never be told apart again. One seed at a time waits here for the other. */
async function requireEmpty(work: Work): Promise<void> {
  await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_sample_data', 0))`);
  const { empty } = await work.row<{ empty: boolean }>(
    `SELECT NOT EXISTS (SELECT FROM public.invoices) AND NOT EXISTS (SELECT FROM public.subscriptions) AS empty`,
  );
  if (!empty) throw new AppError('database_not_empty');
}

/** The documents' snapshots take the seller from the settings. One who is named already stays. */
async function nameSeller(work: Work): Promise<void> {
  await work.rows(
    `UPDATE billing_desktop.settings SET value = jsonb_set(value, '{seller}', $1::jsonb), updated_at = now(), updated_by = session_user
WHERE key = 'business' AND coalesce(value -> 'seller' ->> 'taxId', '') = ''`,
    [JSON.stringify(sampleSeller)],
  );
}

/**
 * Fills a database that has no invoices yet with a small office's year up to today: tenants, subscriptions on every plan
 * and cycle, invoices in every standing, payments by every method, a billing run, the
 * follow-up of what is overdue, changes for later, customers near a limit and over one, a bank statement. The same day gives
 * the same data. Throws `database_not_empty`.
 */
export function seedSampleData(database: Database): Promise<Output<'setup', 'seed'>> {
  const key = commandKeySchema.parse(randomUUID());
  const answer = setup.seed.output;
  const command = { key, kind: 'setup.seed', action: 'created', content: {}, answer } as const;
  const actor = { machine: 'sample-data' };
  return runCommand(database, actor, command, async (work) => {
    await requireEmpty(work);
    const data = makeSampleData(work.today);
    await nameSeller(work);
    await writeTenants(work);
    await writeRates(work, data);
    await writeSubscriptions(work, data);
    await writeInvoices(work, data);
    await writePayments(work, data);
    await writeCredits(work);
    await writeDayCloses(database, work);
    await writeUsage(work, data);
    await writeRun(work, actor);
    await writeFollowUp(work);
    await writeChanges(work);
    await writeBank(work, database);
    return {
      tenants: sampleTenants.length,
      subscriptions: data.subscriptions.length,
      invoices: data.invoices.length,
      payments: data.payments.length,
    };
  });
}
