import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { documentOptionsSchema } from '../contract/document';
import { documentRefSchema } from '../contract/documents';
import { errorCodeSchema } from '../contract/errors';
import { printJobSchema } from '../contract/printing';
import { AppError } from '../contract/result';
import { parseJson, readText, writeWhole } from './json-file';

/** A job as it is written down before anything of it is done. */
export const plannedJobSchema = printJobSchema
  .pick({ id: true, createdAt: true, list: true, output: true, place: true })
  .extend({
    /** Names the database that the documents are in. */
    database: z.string(),
    documents: z.array(documentRefSchema),
    options: documentOptionsSchema,
    /** Of the files' names. */
    pattern: z.string(),
  });
export type PlannedJob = z.infer<typeof plannedJobSchema>;

const refusedSchema = z.object({ number: z.string(), code: errorCodeSchema });

/** What became of a job, one line each, in the order it happened. */
export const jobEventSchema = z.discriminatedUnion('event', [
  /** From here on the chunk may be out. `paths` are the files that it writes, so that a second try writes the same. */
  z.object({ event: z.literal('began'), chunk: z.int(), paths: z.array(z.string()) }),
  /** It is not: it will be made again. */
  z.object({ event: z.literal('again'), chunk: z.int() }),
  z.object({ event: z.literal('done'), chunk: z.int(), refused: z.array(refusedSchema) }),
  z.object({ event: z.literal('stopped'), error: errorCodeSchema.nullable() }),
  z.object({ event: z.literal('resumed') }),
  z.object({ event: z.literal('saved') }),
  z.object({ event: z.literal('finished') }),
]);
export type JobEvent = z.infer<typeof jobEventSchema>;

export interface KeptJob {
  readonly plan: PlannedJob;
  readonly events: readonly JobEvent[];
}

/** The print jobs of this computer: each in a folder with its plan, what became of it, and the parts of its PDF. */
export interface PrintQueueStore {
  /** Returns once the plan is on the disk. Throws `settings_unwritable`. */
  add(plan: PlannedJob): Promise<void>;
  /** Returns once the line is on the disk. */
  note(id: string, event: JobEvent): Promise<void>;
  /** Oldest first. */
  all(): Promise<KeptJob[]>;
  remove(id: string): Promise<void>;
  /** Where a part of the job's one PDF lies. */
  partPath(id: string, chunk: number): string;
}

function unwritable(error: unknown): AppError {
  return new AppError('settings_unwritable', { reason: 'print_queue' }, error);
}

/** A line that a crash cut off is as if it had not been written. */
function eventsOf(text: string): JobEvent[] {
  return text.split('\n').flatMap((line) => {
    const parsed = jobEventSchema.safeParse(parseJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}

export function openPrintQueue(folder: string, onUnreadable: (path: string) => void): PrintQueueStore {
  const folderOf = (id: string): string => join(folder, z.uuid().parse(id));

  async function load(id: string): Promise<KeptJob | null> {
    const path = join(folderOf(id), 'job.json');
    const plan = plannedJobSchema.safeParse(parseJson((await readText(path)) ?? ''));
    if (!plan.success) {
      onUnreadable(path);
      return null;
    }
    return { plan: plan.data, events: eventsOf((await readText(join(folderOf(id), 'events.log'))) ?? '') };
  }

  return {
    add: (plan) => writeWhole(join(folderOf(plan.id), 'job.json'), JSON.stringify(plannedJobSchema.parse(plan))),
    async note(id, event) {
      try {
        const file = await open(join(folderOf(id), 'events.log'), 'a', 0o600);
        try {
          // The line before may have been cut off.
          await file.writeFile(`\n${JSON.stringify(event)}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
      } catch (error) {
        throw unwritable(error);
      }
    },
    async all() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const ids = (await readdir(folder)).filter((name) => z.uuid().safeParse(name).success);
      const jobs = await Promise.all(ids.map(load));
      return jobs
        .filter((job) => job !== null)
        .toSorted((left, right) => (left.plan.createdAt < right.plan.createdAt ? -1 : 1));
    },
    remove: (id) => rm(folderOf(id), { recursive: true, force: true }),
    partPath: (id, chunk) => join(folderOf(id), `part-${String(chunk).padStart(4, '0')}.pdf`),
  };
}
