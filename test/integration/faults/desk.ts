import { expect, vi } from 'vitest';
import { askOutcome, type Outcome } from '../../../electron/billing/command';
import { recordPayment } from '../../../electron/billing/record-payment';
import { recordPaymentSchema, type PaymentResult, type RecordPayment } from '../../../electron/contract/payments';
import { AppError } from '../../../electron/contract/result';
import { ConnectionManager } from '../../../electron/database/connection-manager';
import { parseConnectionUrl } from '../../../electron/database/connection-url';
import type { Database } from '../../../electron/database/database';
import { actor, look, newKey } from '../billing/office';

export const patience = { timeout: 60_000, interval: 20 };

/** A desktop's connection over any address, quick to notice that a line is dead. */
export async function openDesk(url: string): Promise<ConnectionManager> {
  const manager = new ConnectionManager({
    schemaState: () => Promise.resolve({ kind: 'current', current: '', expected: '' }),
    appVersion: '1.2.3',
    times: { pingMs: 40, lostMs: 400 },
  });
  await manager.connect({
    name: 'office',
    kind: 'server',
    color: 'none',
    prepare: () => Promise.resolve({ target: parseConnectionUrl(url), release: () => Promise.resolve() }),
  });
  return manager;
}

/** The same address through a line. */
export function through(url: string, port: number): string {
  const changed = new URL(url);
  changed.hostname = '127.0.0.1';
  changed.port = String(port);
  return changed.toString();
}

/** What a clerk may be told while something is broken; anything else would be a fault of the program. */
const told: ReadonlySet<string> = new Set([
  'outcome_unknown',
  'connection_lost',
  'not_connected',
  'busy_try_again',
  'read_only',
  'port_refused',
  'connect_timeout',
  'server_starting',
  'server_disk_full',
]);

/** One payment as it was sent, and what its clerk was told. */
export interface Sent {
  readonly input: RecordPayment;
  readonly answer: PaymentResult | null;
  readonly refusal: string | null;
}

/** Records a payment as the screen does: by its key, whatever comes of it. */
export async function send(database: () => Database, input: RecordPayment): Promise<Sent> {
  try {
    return { input, answer: await recordPayment(database(), actor, input), refusal: null };
  } catch (error) {
    if (!(error instanceof AppError) || !told.has(error.code)) throw error;
    return { input, answer: null, refusal: error.code };
  }
}

export function onePayment(tenantId: string, invoiceId: string, paidOn: string): RecordPayment {
  return recordPaymentSchema.parse({
    key: newKey(),
    tenantId,
    amount: '1.25',
    currency: 'USD',
    method: 'cash',
    reference: null,
    payerNumber: null,
    paidOn,
    pending: false,
    note: null,
    allocations: [{ invoiceId, amount: '1.25' }],
  });
}

/**
 * The outcome of each is known by its key: what was answered stands as it was answered, what was said not to be stored is
 * not, and the same form sent again takes effect once. Answers how many of the unanswered ones had taken effect.
 */
export async function expectKnown(database: Database, sent: readonly Sent[]): Promise<number> {
  let stored = 0;
  for (const { input, answer, refusal } of sent) {
    const outcome: Outcome = await askOutcome(database, input.key);
    if (answer !== null) expect(outcome).toEqual({ done: true, answer });
    // Only this one leaves it open.
    if (refusal !== null && outcome.done) {
      expect(refusal).toBe('outcome_unknown');
      stored += 1;
    }
    const again = await recordPayment(database, actor, input);
    expect(again).toEqual(outcome.done ? outcome.answer : again);
    expect(again).toMatchObject({ status: 'succeeded', allocated: '1.25' });
  }
  return stored;
}

/** Nobody holds anything any more: what a broken line left behind is gone within ten seconds. */
export async function expectNoLockLeft(database: Database): Promise<void> {
  await vi.waitFor(
    async () => {
      const open = await look(
        database,
        `SELECT a.pid, a.query FROM pg_catalog.pg_stat_activity a JOIN pg_catalog.pg_locks l ON l.pid = a.pid
WHERE a.datname = current_database() AND a.pid <> pg_backend_pid() AND l.locktype IN ('transactionid', 'tuple', 'advisory')`,
      );
      expect(open).toEqual([]);
    },
    { timeout: 10_000, interval: 50 },
  );
}
