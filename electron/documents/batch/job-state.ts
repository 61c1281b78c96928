import { createHash } from 'node:crypto';
import { commandKeySchema, type CommandKey } from '../../contract/ids';
import type { PrintOutput, PrintState } from '../../contract/printing';
import type { JobEvent, KeptJob } from '../../settings/print-queue';

/** How many documents are made, let out and counted together. Of paper few: they are what may be in doubt after a crash. */
export const chunkSizes: Readonly<Record<PrintOutput, number>> = { files: 10, one_file: 100, paper: 25 };

/** What the events of a job say about it. */
export interface JobProgress {
  readonly done: ReadonlySet<number>;
  /** Chunks that began and never ended, with the files that they write. */
  readonly begun: ReadonlyMap<number, readonly string[]>;
  readonly refused: readonly Extract<JobEvent, { event: 'done' }>['refused'][number][];
  readonly stopped: Extract<JobEvent, { event: 'stopped' }> | null;
  readonly saved: boolean;
  readonly finished: boolean;
}

export function progressOf(events: readonly JobEvent[]): JobProgress {
  const done = new Set<number>();
  const begun = new Map<number, readonly string[]>();
  const refused: JobProgress['refused'][number][] = [];
  let stopped: JobProgress['stopped'] = null;
  let saved = false;
  let finished = false;
  for (const event of events) {
    switch (event.event) {
      case 'began':
        begun.set(event.chunk, event.paths);
        break;
      case 'again':
        begun.delete(event.chunk);
        break;
      case 'done':
        begun.delete(event.chunk);
        if (!done.has(event.chunk)) refused.push(...event.refused);
        done.add(event.chunk);
        break;
      case 'stopped':
        stopped = event;
        break;
      case 'resumed':
        stopped = null;
        break;
      case 'saved':
        saved = true;
        break;
      case 'finished':
        finished = true;
        break;
    }
  }
  return { done, begun, refused, stopped, saved, finished };
}

export function chunkCount({ output, documents }: Pick<KeptJob['plan'], 'output' | 'documents'>): number {
  return Math.ceil(documents.length / chunkSizes[output]);
}

/** The documents of a chunk. */
export function chunkOf<T>(documents: readonly T[], output: PrintOutput, chunk: number): readonly T[] {
  const size = chunkSizes[output];
  return documents.slice(chunk * size, (chunk + 1) * size);
}

/** The key under which a chunk of a job is counted: always the same one, so that it is counted once. */
export function countKey(job: string, chunk: number | 'all'): CommandKey {
  const hash = createHash('sha256').update(`${job} ${chunk}`).digest('hex');
  const uuid = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `5${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return commandKeySchema.parse(uuid.join('-'));
}

/** What a job that does not run now is. A chunk of paper that never ended may be out: only a person can say. */
export function restingState({ plan }: KeptJob, progress: JobProgress): PrintState {
  if (progress.finished) return 'finished';
  if (plan.output === 'paper' && progress.begun.size > 0) return 'doubtful';
  if (progress.stopped !== null) return progress.stopped.error === null ? 'stopped' : 'failed';
  return 'queued';
}
