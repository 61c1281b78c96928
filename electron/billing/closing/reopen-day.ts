import type { Output, Parsed } from '../../contract/api';
import { closing } from '../../contract/closing';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext } from '../command';

/**
 * Takes a close back by a recorded exception: its figures stay as they were signed, and the day takes entries again until it
 * is closed anew. Throws `not_found`, `day_not_closed` where it was reopened before.
 */
export function reopenDay(
  database: Database,
  actor: CommandContext,
  input: Parsed<'closing', 'reopenDay'>,
): Promise<Output<'closing', 'reopenDay'>> {
  const { key, id, reason } = input;
  const answer = closing.reopenDay.output;
  const command = { key, kind: 'closing.reopenDay', action: 'day_reopened', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const [close] = await work.rows<{ reopened: boolean }>(
      `SELECT EXISTS (SELECT FROM billing_desktop.day_reopenings o WHERE o.close_id = c.id) AS reopened,
  pg_advisory_xact_lock(hashtextextended('sahool_day:' || c.clerk || ':' || to_char(c.day, 'YYYY-MM-DD'), 0))
FROM billing_desktop.day_closes c WHERE c.id = $1`,
      [id],
    );
    if (close === undefined) throw new AppError('not_found', { entity: 'day_close' });
    if (close.reopened) throw new AppError('day_not_closed');
    const written = await work.rows(
      `INSERT INTO billing_desktop.day_reopenings (close_id, reason, reopened_at, command_key)
VALUES ($1::uuid, $2, clock_timestamp(), $3::uuid) ON CONFLICT (close_id) DO NOTHING RETURNING close_id`,
      [id, reason, key],
    );
    if (written.length === 0) throw new AppError('day_not_closed');
    return { id };
  });
}
