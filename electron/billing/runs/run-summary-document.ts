import type { BillingRunId } from '../../contract/ids';
import { runSummaryDocumentSchema, type RunSummaryDocument } from '../../contract/run-summary';
import type { Database } from '../../database/database';
import { getRun } from '../../database/queries/billing-runs';
import { readRunSums } from '../../database/queries/run-sums';
import { withPictures } from '../../database/queries/pictures';

/** A billing run as its record has it. Throws `not_found`. */
export async function runSummaryDocument(database: Database, id: BillingRunId): Promise<RunSummaryDocument> {
  const run = await getRun(database, { id });
  const { seller, ...sums } = await readRunSums(database, id);
  return runSummaryDocumentSchema.parse({
    ...run,
    ...sums,
    kind: 'run_summary',
    snapshot: await withPictures(database, { templateVersion: 1, seller }),
    reasons: run.leftOutReasons,
    number: null,
    copy: 0,
  });
}
