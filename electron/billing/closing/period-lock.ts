import type { Output, Parsed } from '../../contract/api';
import { closing } from '../../contract/closing';
import { compareDates } from '../../contract/calendar-date';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext } from '../command';

/**
 * Moves the lock date: the first day that takes entries. Whatever is being posted is done first. Back to an earlier date, or
 * to none, needs a reason. Throws `date_in_future`, `reason_required`.
 */
export function setPeriodLock(
  database: Database,
  actor: CommandContext,
  input: Parsed<'closing', 'setPeriodLock'>,
): Promise<Output<'closing', 'setPeriodLock'>> {
  const { key, lockDate, reason } = input;
  const answer = closing.setPeriodLock.output;
  const command = { key, kind: 'closing.setPeriodLock', action: 'period_locked', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    // Locking today would leave no day for what comes in now.
    if (lockDate !== null && compareDates(lockDate, work.today) > 0) {
      throw new AppError('date_in_future', { date: lockDate, today: work.today });
    }
    await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_period', 0))`);
    const { opens } = await work.row<{ opens: boolean }>(
      `SELECT coalesce((SELECT l.lock_date IS NOT NULL AND ($1::date IS NULL OR $1::date < l.lock_date)
  FROM billing_desktop.period_locks l ORDER BY l.id DESC LIMIT 1), false) AS opens`,
      [lockDate],
    );
    if (opens && (reason ?? '') === '') throw new AppError('reason_required');
    const { transaction, models } = work;
    await models.PeriodLock.create({ lockDate, reason, commandKey: key }, { transaction });
    return { lockDate };
  });
}

/**
 * An administrator's recorded exception: for some hours a clerk, or everybody, may post in days before the lock date.
 * Throws `date_order`.
 */
export function allowException(
  database: Database,
  actor: CommandContext,
  input: Parsed<'closing', 'allowException'>,
): Promise<Output<'closing', 'allowException'>> {
  const { key, clerk, firstDay, lastDay, hours, reason } = input;
  const answer = closing.allowException.output;
  const command = {
    key,
    kind: 'closing.allowException',
    action: 'exception_granted',
    content: input,
    answer,
  } as const;
  return runCommand(database, actor, command, async (work) => {
    if (compareDates(firstDay, lastDay) > 0) throw new AppError('date_order');
    return answer.parse(
      await work.row(
        `INSERT INTO billing_desktop.period_exceptions (clerk, first_day, last_day, reason, until, command_key)
VALUES ($1, $2::date, $3::date, $4, now() + make_interval(hours => $5), $6::uuid) RETURNING id::text AS id`,
        [clerk, firstDay, lastDay, reason, hours, key],
      ),
    );
  });
}
