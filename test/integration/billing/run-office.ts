import { driveRun } from '../../../electron/billing/runs/drive-run';
import { startRun } from '../../../electron/billing/runs/start-run';
import type { RunProgress } from '../../../electron/contract/billing';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import type { BillingRunId } from '../../../electron/contract/ids';
import type { Database } from '../../../electron/database/database';
import { actor, look, newKey } from './office';

/** Bills what is due on a date, to the end of the run. */
export async function billDue(
  database: Database,
  date: string,
  chunkSize?: number,
): Promise<RunProgress & { readonly id: BillingRunId }> {
  const { id } = await startRun(database, actor, { key: newKey(), date: calendarDateSchema.parse(date) }, chunkSize);
  return driveRun(database, actor, id);
}

/** Ends every subscription, so that what a test left behind is due in none that follows. */
export async function leaveNothingDue(database: Database): Promise<void> {
  await look(
    database,
    `UPDATE public.subscriptions SET status = 'expired', next_billing_date = '2000-01-01', end_date = '2000-01-01'`,
  );
}
