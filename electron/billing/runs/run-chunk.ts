import { createHash } from 'node:crypto';
import { z } from 'zod';
import { runStateSchema } from '../../contract/billing';
import { commandKeySchema, type BillingRunId, type CommandKey, type SubscriptionId } from '../../contract/ids';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { applyCredit, lockCredits, type CreditOwner } from '../apply-credit';
import { requireOpenDate } from '../closing/open-dates';
import { runCommand, type CommandContext, type Work } from '../command';
import type { LockedPayment } from '../locked-payment';
import { readCandidates } from './facts';
import { moveOn } from './move-on';
import { readPlans, readTerms } from './price-lists';
import { reckon, type Reckoned } from './reckon';
import { lockRun, setRunState } from './run-state';
import { writeBills, type NewInvoice } from './write-bills';

const chunkAnswerSchema = z.object({ n: z.int(), state: runStateSchema, invoices: z.int() });
export type ChunkAnswer = z.infer<typeof chunkAnswerSchema>;

/** Subscriptions far behind bring many invoices: a chunk ends before it holds more than so many times its subscriptions. */
const greatestInvoices = 3;

/**
 * The key of a chunk follows from its run and number, so that the same chunk is one command whoever sends it: two who resume a
 * run at once, and one whose reply was lost.
 */
function chunkKey(runId: BillingRunId, n: number): CommandKey {
  const hex = createHash('sha256').update(`billing-run ${runId} ${n}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return commandKeySchema.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}

/** As many of the subscriptions, from the first on, as the chunk may hold invoices; one at the least. */
function fitting(
  reckoned: readonly Reckoned[],
  ids: readonly SubscriptionId[],
  chunkSize: number,
): {
  readonly taken: readonly Reckoned[];
  readonly examined: number;
} {
  let invoices = 0;
  for (const [place, { facts, outcome }] of reckoned.entries()) {
    invoices += outcome.bills.length;
    if (place > 0 && invoices > chunkSize * greatestInvoices) {
      return { taken: reckoned.slice(0, place), examined: ids.indexOf(facts.id) };
    }
  }
  return { taken: reckoned, examined: ids.length };
}

async function noteLeftOut(work: Work, runId: BillingRunId, n: number, reckoned: readonly Reckoned[]): Promise<void> {
  const rows = reckoned.flatMap(({ facts, due, outcome: { leftOut } }) =>
    leftOut === null
      ? []
      : [
          {
            id: facts.id,
            tenant: facts.tenantId,
            reason: leftOut,
            since: due.periods[0]?.start ?? null,
            plan: due.planId,
            cycle: due.cycle,
          },
        ],
  );
  if (rows.length === 0) return;
  await work.rows(
    `INSERT INTO billing_desktop.billing_run_left_out (run_id, n, subscription_id, tenant_id, reason, details)
SELECT $2, $3, x.id, x.tenant, x.reason, jsonb_strip_nulls(jsonb_build_object('since', x.since, 'plan', x.plan, 'cycle', x.cycle))
FROM jsonb_to_recordset($1::jsonb) AS x (id uuid, tenant text, reason text, since date, plan text, cycle text)`,
    [JSON.stringify(rows), runId, n],
  );
}

async function noteChunk(
  work: Work,
  machine: string,
  chunk: {
    readonly runId: BillingRunId;
    readonly n: number;
    readonly examined: number;
    readonly last: SubscriptionId | null;
  },
): Promise<void> {
  const { runId, n, examined, last } = chunk;
  const { transaction, models } = work;
  await models.BillingRunChunk.create(
    { runId, n, lastSubscriptionId: last, examined, machine, commandKey: work.key },
    { transaction },
  );
  // Summed by the database from the invoices themselves.
  await work.rows(
    `INSERT INTO billing_desktop.billing_run_amounts (run_id, n, currency, invoices, total)
SELECT x.run_id, x.n, i.currency, count(*), sum(i.total)
FROM billing_desktop.billing_run_invoices x JOIN public.invoices i ON i.id = x.invoice_id
WHERE x.run_id = $1 AND x.n = $2 GROUP BY x.run_id, x.n, i.currency`,
    [runId, n],
  );
}

/** Each new invoice takes what is left of its tenant's credit in its currency, the oldest period first. */
async function applyCredits(
  work: Work,
  invoices: readonly NewInvoice[],
  credits: readonly LockedPayment[],
): Promise<void> {
  const ownerOf = ({ tenantId, currency }: CreditOwner): string => `${currency} ${tenantId}`;
  const byOwner = new Map<string, LockedPayment[]>();
  for (const credit of credits) byOwner.set(ownerOf(credit), [...(byOwner.get(ownerOf(credit)) ?? []), credit]);
  for (const { id, reckoned } of invoices) await applyCredit(work, id, byOwner.get(ownerOf(reckoned.facts)) ?? []);
}

/** The work of a chunk, within the transaction of whichever command bills it. Throws as runChunk does. */
export async function billChunk(
  work: Work,
  { machine }: CommandContext,
  runId: BillingRunId,
  n: number,
): Promise<ChunkAnswer> {
  const run = await lockRun(work, runId);
  if (run.state !== 'running' || run.chunks !== n - 1) throw new AppError('conflict', { entity: 'billing_run' });
  const { asOf, chunkSize } = run;
  await requireOpenDate(work, asOf);
  const ids = await readCandidates(work, asOf, run.lastSubscriptionId, chunkSize, true);
  const plans = await readPlans(work);
  const terms = await readTerms(work, asOf);
  const { taken, examined } = fitting(await reckon(work, ids, plans, terms), ids, chunkSize);
  const billed = taken.filter(({ outcome }) => outcome.bills.length > 0).map(({ facts }) => facts);
  const credits = await lockCredits(work, billed);
  const invoices = await writeBills(work, { runId, n, asOf, dueDays: terms.dueDays, taxRate: terms.taxRate }, taken);
  await applyCredits(work, invoices, credits);
  await moveOn(work, asOf, taken);
  await noteLeftOut(work, runId, n, taken);
  const last = ids[examined - 1] ?? run.lastSubscriptionId;
  await noteChunk(work, machine, { runId, n, examined, last });
  const done = ids.length < chunkSize && examined === ids.length;
  if (done) await setRunState(work, runId, 'done');
  return { n, state: done ? ('done' as const) : ('running' as const), invoices: invoices.length };
}

/**
 * Bills the next chunk of a run in one transaction: locks its subscriptions, reads what they are by then, writes the invoices
 * with numbers from the counter, and moves the subscriptions on. Whatever runs at the same time waits for the locks and then
 * finds nothing due. Throws `conflict` where the run is stopped or done, or this chunk is not its next;
 * `period_locked`, `day_closed` where its date was closed meanwhile.
 */
export function runChunk(
  database: Database,
  actor: CommandContext,
  runId: BillingRunId,
  n: number,
): Promise<ChunkAnswer> {
  const command = {
    key: chunkKey(runId, n),
    kind: 'billing.chunk',
    action: 'billed',
    content: { runId, n },
    answer: chunkAnswerSchema,
    timeouts: { lockMs: 30_000, statementMs: 300_000, idleMs: 120_000 },
  } as const;
  return runCommand(database, actor, command, (work) => billChunk(work, actor, runId, n));
}
