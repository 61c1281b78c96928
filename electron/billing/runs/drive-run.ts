import type { RunProgress } from '../../contract/billing';
import type { BillingRunId } from '../../contract/ids';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { readRunProgress } from '../../database/queries/billing-runs';
import type { CommandContext } from '../command';
import { runChunk } from './run-chunk';

export interface Drive {
  /** Told after each chunk and at the end. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** Leaves off between two chunks. */
  readonly signal?: AbortSignal;
}

/**
 * Bills a run chunk by chunk until it is done, until somebody stops it, or until the signal says so. What is committed stays;
 * to go on is to call it again. Several at the same run do its chunks by turns. Throws what a chunk throws.
 */
export async function driveRun(
  database: Database,
  actor: CommandContext,
  id: BillingRunId,
  { onProgress, signal }: Drive = {},
): Promise<RunProgress> {
  for (;;) {
    const { chunks, ...progress } = await readRunProgress(database, id);
    const told = { ...progress, active: progress.state === 'running', failure: null };
    onProgress?.(told);
    if (!told.active || signal?.aborted === true) return { ...told, active: false };
    try {
      await runChunk(database, actor, id, chunks + 1);
    } catch (error) {
      // Another was faster with this chunk, or stopped the run meanwhile: what it is now says how to go on.
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    }
  }
}
