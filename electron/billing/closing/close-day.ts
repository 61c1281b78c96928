import { randomUUID } from 'node:crypto';
import { compareAmounts } from '../../contract/amount';
import type { Output } from '../../contract/api';
import { closing, type CloseDay, type Taking } from '../../contract/closing';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { readTakings } from '../../database/queries/closing';
import { runCommand, type CommandContext, type Work } from '../command';
import { requireArrived } from '../record-payment';

/** Waits for every entry of this day that is on its way, and keeps new ones waiting until the close is written. */
async function holdDay(work: Work, clerk: string, day: string): Promise<void> {
  await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_day:' || $1::text || ':' || $2::text, 0))`, [
    clerk,
    day,
  ]);
}

interface Figure {
  readonly currency: string;
  readonly method: string;
  readonly entries: number;
  readonly expected: string;
  readonly counted: string;
}

/**
 * What is expected now beside what was counted. Throws `conflict` where the clerk was shown something else: an entry came
 * in between, or was reversed.
 */
function compared(takings: readonly Taking[], { figures }: CloseDay): Figure[] {
  const shown = new Map(figures.map((figure) => [`${figure.currency} ${figure.method}`, figure]));
  if (shown.size !== figures.length) throw new AppError('bad_input', { path: 'figures' });
  const places = new Map(takings.map((taking) => [`${taking.currency} ${taking.method}`, taking]));
  for (const place of places.keys()) if (!shown.has(place)) throw new AppError('conflict', { entity: 'day_close' });
  return figures.map(({ currency, method, counted, expected }) => {
    const taking = places.get(`${currency} ${method}`);
    if (compareAmounts(taking?.expected ?? '0.00', expected) !== 0) {
      throw new AppError('conflict', { entity: 'day_close' });
    }
    return { currency, method, counted, expected, entries: taking?.entries ?? 0 };
  });
}

/**
 * Closes a clerk's day: what was counted by method and currency stands beside what was expected, signed by whoever closes
 * it, for good. From then on the day takes no entry of this clerk. Throws `date_in_future`, `day_closed`, `conflict` where
 * the takings changed since they were shown, `difference_unexplained` where there is a difference without a reason.
 */
export function closeDay(
  database: Database,
  actor: CommandContext,
  input: CloseDay,
): Promise<Output<'closing', 'closeDay'>> {
  const { key, clerk, day, reason, note } = input;
  const answer = closing.closeDay.output;
  const command = { key, kind: 'closing.closeDay', action: 'day_closed', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    requireArrived(work, day);
    await holdDay(work, clerk, day);
    const { turn, open } = await work.row<{ turn: number; open: boolean }>(
      `SELECT coalesce(max(c.turn), 0) + 1 AS turn, coalesce(bool_and(o.close_id IS NOT NULL), true) AS open
FROM billing_desktop.day_closes c LEFT JOIN billing_desktop.day_reopenings o ON o.close_id = c.id
WHERE c.clerk = $1 AND c.day = $2::date`,
      [clerk, day],
    );
    if (!open) throw new AppError('day_closed', { date: day });
    const reader = { sequelize: database.sequelize, transaction: work.transaction };
    const figures = compared(await readTakings(reader, clerk, day), input);
    const differs = figures.some(({ counted, expected }) => compareAmounts(counted, expected) !== 0);
    if (differs && (reason ?? '') === '') throw new AppError('difference_unexplained');
    const id = randomUUID();
    // The clock of this moment, after the wait: a reversal that waited for us is later than the close.
    await work.rows(
      `WITH closed AS (
  INSERT INTO billing_desktop.day_closes (id, clerk, day, turn, reason, note, signed_at, command_key)
  VALUES ($1::uuid, $2, $3::date, $4, $5, $6, clock_timestamp(), $7::uuid)
)
INSERT INTO billing_desktop.day_close_figures (close_id, currency, method, entries, expected, counted)
SELECT $1::uuid, (f.part ->> 'currency')::public.currency_enum, (f.part ->> 'method')::public.payment_method_enum,
  (f.part ->> 'entries')::integer, (f.part ->> 'expected')::numeric(14, 2), (f.part ->> 'counted')::numeric(14, 2)
FROM jsonb_array_elements($8::jsonb) AS f (part)`,
      [id, clerk, day, turn, reason, note, key, JSON.stringify(figures)],
    );
    return answer.parse({ id });
  });
}
