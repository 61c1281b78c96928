import { z } from 'zod';
import { instantSchema } from './calendar-date';
import { documentLayoutSchema } from './document-layout';
import { documentRefSchema } from './documents';
import { errorCodeSchema } from './errors';
import { invoiceFilterSchema } from './invoices';
import { method } from './method';
import { paymentFilterSchema } from './payments';

/** So many documents at most make one job. */
export const mostDocuments = 5_000;

const jobIdSchema = z.uuid().brand<'PrintJobId'>();
export type PrintJobId = z.infer<typeof jobIdSchema>;

/** Which documents: all that a list's filter holds, as main finds them, or chosen ones. */
export const printSelectionSchema = z.discriminatedUnion('list', [
  z.object({ list: z.literal('invoices'), filter: invoiceFilterSchema }),
  z.object({ list: z.literal('payments'), filter: paymentFilterSchema }),
  z.object({ list: z.literal('chosen'), documents: z.array(documentRefSchema).min(1).max(mostDocuments) }),
]);
export type PrintSelection = z.infer<typeof printSelectionSchema>;

/** A PDF for each document in a folder; all of them in one PDF; or paper. */
export const printOutputSchema = z.enum(['files', 'one_file', 'paper']);
export type PrintOutput = z.infer<typeof printOutputSchema>;

/**
 * `waiting`: until the database is there again. `doubtful`: the program ended while pages were at the printer, so that only a
 * person can say whether they came out. `failed`: see `error`; it goes on where it stopped when it is asked to.
 */
export const printStateSchema = z.enum(['queued', 'running', 'waiting', 'stopped', 'doubtful', 'failed', 'finished']);
export type PrintState = z.infer<typeof printStateSchema>;

export const printJobSchema = z.object({
  id: jobIdSchema,
  createdAt: instantSchema,
  list: z.enum(['invoices', 'payments', 'chosen']),
  output: printOutputSchema,
  total: z.int(),
  done: z.int(),
  state: printStateSchema,
  error: errorCodeSchema.nullable(),
  /** Documents that could not be made, with the reason; the rest went on without them. */
  refused: z.array(z.object({ number: z.string(), code: errorCodeSchema })),
  /** How many pages may have come out without being counted. */
  doubtful: z.int(),
  /** The folder, the file or the printer. */
  place: z.string(),
});
export type PrintJob = z.infer<typeof printJobSchema>;

const jobRef = z.object({ id: jobIdSchema });
const jobs = z.object({ jobs: z.array(printJobSchema) });

export const printing = {
  /** Asks where to, by the system's dialog, and queues the job; null where the dialog was closed. Throws `too_many_documents`, `not_found`. */
  start: method(
    documentLayoutSchema.extend({
      selection: printSelectionSchema,
      output: printOutputSchema,
      /** The printer, for `paper`. */
      device: z.string().max(300).optional(),
    }),
    z.object({ job: jobIdSchema.nullable() }),
  ),
  list: method(z.object({}), jobs),
  /** After the documents that are being made; what is out stays out. */
  stop: method(jobRef, jobs),
  resume: method(jobRef, jobs),
  /** Says whether the doubtful pages came out: they are counted, or made again. */
  settle: method(jobRef.extend({ cameOut: z.boolean() }), jobs),
  /** Forgets a job that does not run. */
  remove: method(jobRef, jobs),
  printers: method(z.object({}), z.object({ printers: z.array(z.string()) })),
};
export const printJobsSchema = jobs;
