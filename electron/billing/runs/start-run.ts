import { randomUUID } from 'node:crypto';
import { compareDates, type CalendarDate } from '../../contract/calendar-date';
import type { Output, Parsed } from '../../contract/api';
import { billing } from '../../contract/billing';
import { billingRunIdSchema, type BillingRunId } from '../../contract/ids';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { requireOpenDate } from '../closing/open-dates';
import { runCommand, type CommandContext, type Work } from '../command';
import { countCandidates } from './facts';
import { lockRun, setRunState } from './run-state';

/** Subscriptions that one transaction bills: short enough for clerks who issue invoices meanwhile, long enough to be fast. */
export const defaultChunkSize = 1000;

/** Writes a run down, within the transaction of whichever command begins it. Throws as startRun does. */
export async function openRun(
  work: Work,
  { machine }: CommandContext,
  date: CalendarDate,
  chunkSize: number = defaultChunkSize,
): Promise<BillingRunId> {
  if (compareDates(date, work.today) > 0) throw new AppError('date_in_future', { date, today: work.today });
  await requireOpenDate(work, date);
  const id = billingRunIdSchema.parse(randomUUID());
  const candidates = await countCandidates(work, date);
  const { transaction, models, key: commandKey } = work;
  await models.BillingRun.create({ id, asOf: date, chunkSize, candidates, machine, commandKey }, { transaction });
  return id;
}

/**
 * Begins a billing run for a date: writes it down, and bills nothing yet. driveRun() does, chunk by chunk. Throws
 * `date_in_future`: nobody knows the rate of a day that has not come; `period_locked`, `day_closed`.
 */
export function startRun(
  database: Database,
  actor: CommandContext,
  input: Parsed<'billing', 'start'>,
  chunkSize: number = defaultChunkSize,
): Promise<Output<'billing', 'start'>> {
  const { key, date } = input;
  const answer = billing.start.output;
  const command = { key, kind: 'billing.start', action: 'billing_started', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => ({ id: await openRun(work, actor, date, chunkSize) }));
}

/** Stops a run after the chunk that is on its way; what is billed stays billed. Throws `not_found`, `conflict` where it is done. */
export function stopRun(
  database: Database,
  actor: CommandContext,
  input: Parsed<'billing', 'stop'>,
): Promise<Output<'billing', 'stop'>> {
  const { key, id } = input;
  const answer = billing.stop.output;
  const timeouts = { lockMs: 60_000, statementMs: 60_000 };
  const command = { key, kind: 'billing.stop', action: 'billing_stopped', content: input, answer, timeouts } as const;
  return runCommand(database, actor, command, async (work) => {
    const { state } = await lockRun(work, id);
    if (state === 'done') throw new AppError('conflict', { entity: 'billing_run' });
    if (state === 'running') await setRunState(work, id, 'stopped');
    return { id };
  });
}

/** Lets a run that was stopped or cut off go on: driveRun() bills what is left. Throws `not_found`, `conflict` where it is done. */
export function resumeRun(
  database: Database,
  actor: CommandContext,
  input: Parsed<'billing', 'resume'>,
): Promise<Output<'billing', 'resume'>> {
  const { key, id } = input;
  const answer = billing.resume.output;
  const timeouts = { lockMs: 60_000, statementMs: 60_000 };
  const command = { key, kind: 'billing.resume', action: 'billing_resumed', content: input, answer, timeouts } as const;
  return runCommand(database, actor, command, async (work) => {
    const { state } = await lockRun(work, id);
    if (state === 'done') throw new AppError('conflict', { entity: 'billing_run' });
    if (state === 'stopped') await setRunState(work, id, 'running');
    return { id };
  });
}
