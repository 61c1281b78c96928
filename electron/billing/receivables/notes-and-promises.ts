import { randomUUID } from 'node:crypto';
import type { Output, Parsed } from '../../contract/api';
import { compareDates } from '../../contract/calendar-date';
import { receivables } from '../../contract/receivables';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext, type Work } from '../command';

/** A tenant goes by its id, with or without a record of its own: it must be on some row. Throws `not_found`. */
export async function requireTenant(work: Work, tenantId: string): Promise<void> {
  const [found] = await work.rows(
    `SELECT WHERE EXISTS (SELECT FROM public.tenants t WHERE t.tenant_id = $1)
OR EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = $1)`,
    [tenantId],
  );
  if (found === undefined) throw new AppError('not_found', { entity: 'tenant' });
}

/** Writes down what was said with a customer. Never changed afterwards. Throws `not_found`. */
export function addFollowUpNote(
  database: Database,
  actor: CommandContext,
  input: Parsed<'receivables', 'addNote'>,
): Promise<Output<'receivables', 'addNote'>> {
  const { key, tenantId, channel, note } = input;
  const answer = receivables.addNote.output;
  const command = { key, kind: 'receivables.addNote', action: 'follow_up_noted', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await requireTenant(work, tenantId);
    return answer.parse(
      await work.row(
        `INSERT INTO billing_desktop.follow_up_notes (tenant_id, channel, note, command_key) VALUES ($1, $2, $3, $4)
RETURNING id::text AS id`,
        [tenantId, channel, note, key],
      ),
    );
  });
}

/**
 * Records an amount that a customer promised for a day; whether it was kept follows from the payments. Throws `date_in_past`,
 * `not_found`.
 */
export function recordPromise(
  database: Database,
  actor: CommandContext,
  input: Parsed<'receivables', 'recordPromise'>,
): Promise<Output<'receivables', 'recordPromise'>> {
  const { key, tenantId, currency, amount, promisedFor, note } = input;
  const answer = receivables.recordPromise.output;
  const command = { key, kind: 'receivables.recordPromise', action: 'promise_made', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    await requireTenant(work, tenantId);
    if (compareDates(promisedFor, work.today) < 0) {
      throw new AppError('date_in_past', { date: promisedFor, today: work.today });
    }
    const id = randomUUID();
    await work.rows(
      `INSERT INTO billing_desktop.promises (id, tenant_id, currency, amount, promised_for, note, command_key)
VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, tenantId, currency, amount, promisedFor, note, key],
    );
    return { id };
  });
}

/** A promise that no longer holds is withdrawn, with the reason; it stays on record. Throws `promise_withdrawn`, `not_found`. */
export function withdrawPromise(
  database: Database,
  actor: CommandContext,
  input: Parsed<'receivables', 'withdrawPromise'>,
): Promise<Output<'receivables', 'withdrawPromise'>> {
  const { key, id, reason } = input;
  const answer = receivables.withdrawPromise.output;
  const command = {
    key,
    kind: 'receivables.withdrawPromise',
    action: 'promise_withdrawn',
    content: input,
    answer,
  } as const;
  return runCommand(database, actor, command, async (work) => {
    // A lock of its own: nobody may update a promise, and a row lock asks for that right.
    await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_promise:' || $1::text, 0))`, [id]);
    const [promise] = await work.rows('SELECT FROM billing_desktop.promises p WHERE p.id = $1', [id]);
    if (promise === undefined) throw new AppError('not_found', { entity: 'promise' });
    const [withdrawn] = await work.rows('SELECT FROM billing_desktop.promise_withdrawals w WHERE w.promise_id = $1', [
      id,
    ]);
    if (withdrawn !== undefined) throw new AppError('promise_withdrawn');
    await work.rows(
      'INSERT INTO billing_desktop.promise_withdrawals (promise_id, reason, command_key) VALUES ($1, $2, $3)',
      [id, reason, key],
    );
    return { id };
  });
}
