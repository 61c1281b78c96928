import type { RunProgress } from '../contract/billing';
import type { BillingRunId } from '../contract/ids';
import { AppError } from '../contract/result';
import { driveRun } from '../billing/runs/drive-run';
import { previewDue, previewInvoices, previewLeftOut, previewRun } from '../billing/runs/preview-run';
import { resumeRun, startRun, stopRun } from '../billing/runs/start-run';
import { getRun, listLeftOut, listRuns, readRunProgress } from '../database/queries/billing-runs';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { reachOf } from './reach';

type Needs = Pick<AppContext, 'connection' | 'actor' | 'windows' | 'log'>;

/** Billing runs: a run goes on in the background after its command is answered, and the screen is told how far it is. */
export function billingHandlers(context: Needs): AreaHandlers<'billing'> {
  const { windows, log } = context;
  const { reading, writing, actor } = reachOf(context);
  const driven = new Set<BillingRunId>();

  const tell = (progress: RunProgress): void => windows.send('billing.progress', progress);

  async function drive(id: BillingRunId): Promise<void> {
    if (driven.has(id)) return;
    driven.add(id);
    try {
      await driveRun(writing(), actor, id, { onProgress: tell });
    } catch (error) {
      log.error(`billing run ${id} was interrupted`, error);
      driven.delete(id);
      await tellInterrupted(id, error instanceof AppError ? error.code : 'internal');
    } finally {
      driven.delete(id);
    }
  }

  /** What is known of it, where the database can still be asked; the screen offers to go on. */
  async function tellInterrupted(id: BillingRunId, failure: string): Promise<void> {
    const nothing = { candidates: 0, examined: 0, leftOut: 0, amounts: [] };
    try {
      const { chunks: _chunks, ...progress } = await readRunProgress(reading(), id);
      tell({ ...progress, active: false, failure });
    } catch (error) {
      log.error(`billing run ${id}: how far it is cannot be read`, error);
      tell({ id, state: 'running', active: false, ...nothing, failure });
    }
  }

  return {
    preview: async (input) => previewRun(reading(), input),
    previewDue: async (input) => previewDue(reading(), input),
    previewLeftOut: async (input) => previewLeftOut(reading(), input),
    previewInvoices: async (input) => previewInvoices(reading(), input),
    async start(input) {
      const started = await startRun(writing(), actor, input);
      void drive(started.id);
      return started;
    },
    stop: async (input) => stopRun(writing(), actor, input),
    async resume(input) {
      const resumed = await resumeRun(writing(), actor, input);
      void drive(resumed.id);
      return resumed;
    },
    list: async () => (await listRuns(reading())).map((run) => ({ ...run, active: driven.has(run.id) })),
    get: async (input) => ({ ...(await getRun(reading(), input)), active: driven.has(input.id) }),
    leftOut: async (input) => listLeftOut(reading(), input),
  };
}
