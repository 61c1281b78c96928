import { randomUUID } from 'node:crypto';
import type { Database } from '../../database/database';
import { inTransaction } from '../../database/transaction';
import { statementsOf, type CommandContext } from '../command';
import { batch as clearingBatch, clearPastDue } from './clear-past-due';
import { endCanceled } from './end-canceled';
import { endTrials } from './end-trials';
import { markOverdue } from './mark-overdue';
import { markPastDue } from './mark-past-due';
import { batchSize, type UpkeepRule, type UpkeepRuleName } from './rule';

/** In this order: what is over is not billed as late, and what is late today is past due today. */
const rules: readonly UpkeepRule[] = [endCanceled, endTrials, markOverdue, markPastDue, clearPastDue];

export type UpkeepResult = Readonly<Record<UpkeepRuleName, number>> & {
  /** False where another desktop is at it: then nothing was left to do here. */
  readonly ran: boolean;
};

/** A batch of one rule in a transaction of its own; null where another desktop has the turn. */
async function runBatch(database: Database, actor: CommandContext, rule: UpkeepRule): Promise<number | null> {
  const key = randomUUID();
  return inTransaction(database, async (transaction) => {
    const statements = statementsOf(database, transaction);
    const { rows, row } = statements;
    const { mine } = await row<{ mine: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('sahool_upkeep', 0)) AS mine,
  set_config('billing_desktop.action', $1, true), set_config('billing_desktop.machine', $2, true),
  set_config('billing_desktop.command_key', $3, true)`,
      [rule.action, actor.machine, key],
    );
    if (!mine) return null;
    const count = await rule.run(statements);
    if (count > 0) {
      // What a member of the desktop's roles writes belongs to a command of its transaction; an empty turn needs none.
      await rows(`INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ($1, $2, '')`, [
        key,
        `upkeep.${rule.name}`,
      ]);
      await rows('UPDATE billing_desktop.commands SET answer = $2::jsonb WHERE key = $1', [key, String(count)]);
    }
    return count;
  });
}

/**
 * What time changes (domain.md, Time): overdue invoices, past due subscriptions and those that are paid again, trials that
 * end, cancellations whose day has come. By the server's date in the business zone; one desktop at a time; doing it again
 * changes nothing. It takes an accountant's login; throws `no_permission` below that, and what concerns the connection.
 */
export async function runUpkeep(database: Database, actor: CommandContext): Promise<UpkeepResult> {
  const counts = { ended: 0, trialEnded: 0, overdue: 0, pastDue: 0, pastDueCleared: 0 };
  for (const rule of rules) {
    for (;;) {
      const count = await runBatch(database, actor, rule);
      if (count === null) return { ...counts, ran: false };
      counts[rule.name] += count;
      // Fewer than a batch: what was skipped is somebody else's just now, and its turn comes in an hour.
      if (count < (rule === clearPastDue ? clearingBatch : batchSize)) break;
    }
  }
  return { ...counts, ran: true };
}
