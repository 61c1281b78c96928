import type { PrintJob, PrintJobId } from '../../contract/printing';
import { AppError } from '../../contract/result';
import type { ErrorCode } from '../../contract/errors';
import type { KeptJob, PlannedJob } from '../../settings/print-queue';
import { chunkCount, chunkOf, chunkSizes, progressOf, restingState } from './job-state';
import { countDoubtful, finishFile, makeChunk, type BatchParts } from './make-chunk';

export interface PrintJobsParts extends BatchParts {
  /** Names the database that is open; jobs of another one wait. Throws where none is. */
  readonly databaseName: () => string;
  /** Told whenever a job got on. */
  readonly onChange: (jobs: PrintJob[]) => void;
  readonly log: (message: string, error: unknown) => void;
}

/** The print jobs of this computer, one after another. */
export interface PrintJobs {
  add(plan: PlannedJob): Promise<void>;
  list(): Promise<PrintJob[]>;
  stop(id: PrintJobId): Promise<void>;
  resume(id: PrintJobId): Promise<void>;
  settle(id: PrintJobId, cameOut: boolean): Promise<void>;
  remove(id: PrintJobId): Promise<void>;
  /** Goes on with what was left open, where the database is there. */
  wake(): void;
}

/** What passes by itself: the job goes on when the database is there again. */
const aboutTheLine = new Set<ErrorCode>([
  'not_connected',
  'connection_lost',
  'read_only',
  'server_starting',
  'too_many_connections',
  'busy_try_again',
  'outcome_unknown',
]);

function codeOf(error: unknown): ErrorCode {
  return error instanceof AppError ? error.code : 'internal';
}

export function createPrintJobs(parts: PrintJobsParts): PrintJobs {
  const { queue } = parts;
  let running: PrintJobId | null = null;
  let waiting = false;
  const stopping = new Set<string>();

  async function kept(id: string): Promise<KeptJob> {
    const job = (await queue.all()).find(({ plan }) => plan.id === id);
    if (job === undefined) throw new AppError('not_found', { what: 'print_job' });
    return job;
  }

  function shown(job: KeptJob): PrintJob {
    const { plan } = job;
    const progress = progressOf(job.events);
    const resting = restingState(job, progress);
    const inTurn = resting === 'queued' && waiting ? 'waiting' : resting;
    const done = [...progress.done].reduce((sum, chunk) => sum + chunkOf(plan.documents, plan.output, chunk).length, 0);
    return {
      id: plan.id,
      createdAt: plan.createdAt,
      list: plan.list,
      output: plan.output,
      place: plan.place,
      total: plan.documents.length,
      done: Math.min(done, plan.documents.length),
      state: running === plan.id && resting !== 'finished' ? 'running' : inTurn,
      error: progress.stopped?.error ?? null,
      refused: [...progress.refused],
      doubtful:
        resting === 'doubtful' ? Math.min(progress.begun.size * chunkSizes.paper, plan.documents.length - done) : 0,
    };
  }

  async function list(): Promise<PrintJob[]> {
    return (await queue.all()).map(shown);
  }

  async function tell(): Promise<void> {
    parts.onChange(await list());
  }

  /** Runs a job until it ends or is stopped. */
  async function runJob(id: PrintJobId): Promise<void> {
    for (;;) {
      const job = await kept(id);
      const { done } = progressOf(job.events);
      const chunk = Array.from({ length: chunkCount(job.plan) }, (_, index) => index).find((index) => !done.has(index));
      if (chunk === undefined) {
        await finishFile(parts, job, job.plan.place.split(/[\\/]/).at(-1) ?? '');
        await queue.note(id, { event: 'finished' });
        return;
      }
      if (stopping.delete(id)) {
        await queue.note(id, { event: 'stopped', error: null });
        return;
      }
      const refused = await makeChunk(parts, job, chunk);
      await queue.note(id, { event: 'done', chunk, refused: [...refused] });
      await tell();
    }
  }

  async function next(): Promise<PrintJobId | null> {
    const name = parts.databaseName();
    const jobs = await queue.all();
    const open = jobs.find(
      (job) => job.plan.database === name && restingState(job, progressOf(job.events)) === 'queued',
    );
    return open?.plan.id ?? null;
  }

  async function runAll(): Promise<void> {
    for (let id = await next(); id !== null; id = await next()) {
      running = id;
      await tell();
      try {
        await runJob(id);
      } catch (error) {
        const code = codeOf(error);
        parts.log('a print job stopped', error);
        if (aboutTheLine.has(code)) throw error;
        await queue.note(id, { event: 'stopped', error: code });
      } finally {
        running = null;
      }
      await tell();
    }
  }

  let turn: Promise<void> | null = null;
  function wake(): void {
    if (turn !== null) return;
    waiting = false;
    turn = runAll()
      .catch(() => {
        waiting = true;
      })
      .finally(() => {
        turn = null;
        void tell().catch(() => undefined);
      });
  }

  return {
    async add(plan) {
      await queue.add(plan);
      await tell();
      wake();
    },
    list,
    async stop(id) {
      if (running === id) stopping.add(id);
      else await queue.note(id, { event: 'stopped', error: null });
    },
    async resume(id) {
      stopping.delete(id);
      await queue.note(id, { event: 'resumed' });
      wake();
    },
    async settle(id, cameOut) {
      const job = await kept(id);
      for (const chunk of progressOf(job.events).begun.keys()) {
        if (cameOut) {
          await countDoubtful(parts, job, chunk);
          await queue.note(id, { event: 'done', chunk, refused: [] });
        } else await queue.note(id, { event: 'again', chunk });
      }
      await queue.note(id, { event: 'resumed' });
      wake();
    },
    async remove(id) {
      if (running === id) throw new AppError('busy_try_again');
      await queue.remove(id);
      await tell();
    },
    wake,
  };
}
