import { readFile, rm } from 'node:fs/promises';
import { askOutcome, type CommandContext } from '../../billing/command';
import { isCounted, type CountedRef } from '../../billing/count-print';
import { countPrints } from '../../billing/count-prints';
import type { BillingDocument } from '../../contract/document';
import type { DocumentRef } from '../../contract/documents';
import type { ErrorCode } from '../../contract/errors';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import type { KeptJob, PrintQueueStore } from '../../settings/print-queue';
import type { checkDocument } from '../check/check-document';
import { pdfFileName } from '../file-name';
import { makePdf } from '../make-pdf';
import { mergePdfs } from '../merge-pdf';
import type { DocumentPrinter } from '../printer';
import { authorOf } from '../render';
import { freePath, savePdf } from '../save-pdf';
import { readDocument } from '../sources';
import { chunkCount, chunkOf, countKey, progressOf } from './job-state';
import { segmentPages, segmentPdfs, segmentsOf } from './segments';

/** What a batch needs of the program. */
export interface BatchParts {
  readonly queue: PrintQueueStore;
  readonly reading: () => Database;
  readonly writing: () => Database;
  readonly printer: DocumentPrinter;
  readonly actor: CommandContext;
  readonly check: typeof checkDocument;
}

interface Entry {
  readonly ref: DocumentRef;
  readonly document: BillingDocument;
}

interface Refused {
  readonly number: string;
  readonly code: ErrorCode;
}

/** What concerns one document alone: the others go on without it. */
const ofOneDocument = new Set<ErrorCode>(['not_found', 'document_not_ready', 'document_incomplete']);

function refusal(error: unknown, number: string): Refused {
  if (error instanceof AppError && ofOneDocument.has(error.code)) return { number, code: error.code };
  throw error;
}

/** The documents of a chunk as they are now, and those that cannot be made. */
async function readChunk(
  parts: BatchParts,
  { plan }: KeptJob,
  chunk: number,
): Promise<{ entries: Entry[]; refused: Refused[] }> {
  const entries: Entry[] = [];
  const refused: Refused[] = [];
  for (const ref of chunkOf(plan.documents, plan.output, chunk)) {
    try {
      entries.push({ ref, document: await readDocument(parts.reading(), ref) });
    } catch (error) {
      refused.push(refusal(error, 'id' in ref ? ref.id : ref.tenantId));
    }
  }
  return { entries, refused };
}

/** Counts what is out under the key of its chunk. A draft is no document yet and is not counted. */
async function count(
  parts: BatchParts,
  job: KeptJob,
  chunk: number | 'all',
  refs: readonly CountedRef[],
): Promise<void> {
  if (refs.length === 0) return;
  const documents = refs.map(({ kind, id }) => ({ kind, id }));
  await countPrints(parts.writing(), parts.actor, { key: countKey(job.plan.id, chunk), documents });
}

const issued = (entries: readonly Entry[]): CountedRef[] =>
  entries
    .filter(({ document }) => document.number !== null)
    .map(({ ref }) => ref)
    .filter(isCounted);

/** A PDF for each document, under names that were written down first: a second try writes over its own files alone. */
async function makeFiles(parts: BatchParts, job: KeptJob, chunk: number, begun: readonly string[] | undefined) {
  const { plan } = job;
  const { entries, refused } = await readChunk(parts, job, chunk);
  const paths =
    begun ??
    (await freePaths(
      plan.place,
      entries.map(({ document }) => pdfFileName(document, plan.options.language, plan.pattern)),
    ));
  if (begun === undefined) await parts.queue.note(plan.id, { event: 'began', chunk, paths: [...paths] });
  const out: Entry[] = [];
  for (const [index, entry] of entries.entries()) {
    const path = paths[index];
    if (path === undefined) continue;
    try {
      const pdf = await makePdf(parts.printer, entry.document, plan.options);
      await savePdf(pdf, path, { check: (bytes) => parts.check(bytes, entry.document, plan.options) });
      out.push(entry);
    } catch (error) {
      refused.push(refusal(error, entry.document.number ?? ''));
    }
  }
  await count(parts, job, chunk, issued(out));
  return refused;
}

/** Free paths in the folder, none of them twice: two documents may come to the same name. */
async function freePaths(folder: string, names: readonly string[]): Promise<string[]> {
  const taken = new Set<string>();
  const paths: string[] = [];
  for (const name of names) {
    const path = await freePath(folder, name, { taken });
    taken.add(path);
    paths.push(path);
  }
  return paths;
}

/** On paper, without the dialog. A failure that the printer names leaves nothing in doubt. */
async function makePaper(parts: BatchParts, job: KeptJob, chunk: number) {
  const { plan } = job;
  const { entries, refused } = await readChunk(parts, job, chunk);
  const documents = entries.map(({ document }) => document);
  const pages = [];
  for (const segment of segmentsOf(documents, plan.options)) {
    pages.push(...(await segmentPages(parts.printer, segment, plan.options)));
  }
  await parts.queue.note(plan.id, { event: 'began', chunk, paths: [] });
  let sent = 0;
  try {
    for (const { html, job: paper } of pages) {
      await parts.printer.toPaper(html, { ...paper, device: plan.place });
      sent += 1;
    }
  } catch (error) {
    // Where some pages are out already, it is for a person to say which.
    if (sent === 0) await parts.queue.note(plan.id, { event: 'again', chunk });
    throw error;
  }
  await count(parts, job, chunk, issued(entries));
  return refused;
}

/** A part of the one PDF, kept beside the job until all are there. Nothing is out yet, and nothing counted. */
async function makePart(parts: BatchParts, job: KeptJob, chunk: number) {
  const { plan } = job;
  const { entries, refused } = await readChunk(parts, job, chunk);
  const pdfs: Uint8Array[] = [];
  for (const segment of segmentsOf(
    entries.map(({ document }) => document),
    plan.options,
  )) {
    pdfs.push(...(await segmentPdfs(parts.printer, segment, plan.options, parts.check)));
  }
  const [first] = entries;
  if (first !== undefined) {
    const author = authorOf(first.document, plan.options);
    const language = plan.options.language === 'en' ? 'en' : 'ar';
    await savePdf(mergePdfs(pdfs, { title: '', author, language }), parts.queue.partPath(plan.id, chunk));
  }
  return refused;
}

/** Makes a chunk and lets it out, counted once whatever cuts it off. Gives what it had to leave out. */
export async function makeChunk(parts: BatchParts, job: KeptJob, chunk: number): Promise<readonly Refused[]> {
  const begun = progressOf(job.events).begun.get(chunk);
  if (job.plan.output === 'one_file') return makePart(parts, job, chunk);
  // Cut off between the count and the note of it: it is out.
  if (begun !== undefined && (await wasCounted(parts, job, chunk))) return [];
  return job.plan.output === 'paper' ? makePaper(parts, job, chunk) : makeFiles(parts, job, chunk, begun);
}

async function wasCounted(parts: BatchParts, job: KeptJob, chunk: number): Promise<boolean> {
  return (await askOutcome(parts.reading(), countKey(job.plan.id, chunk))).done;
}

/** What a person said of pages in doubt: they came out, and are counted. */
export async function countDoubtful(parts: BatchParts, job: KeptJob, chunk: number): Promise<void> {
  if (await wasCounted(parts, job, chunk)) return;
  const { entries } = await readChunk(parts, job, chunk);
  await count(parts, job, chunk, issued(entries));
}

/** Puts the parts of one PDF together at its place, then counts all of it. */
export async function finishFile(parts: BatchParts, job: KeptJob, title: string): Promise<void> {
  const { plan } = job;
  if (plan.output !== 'one_file') return;
  if (!progressOf(job.events).saved) {
    const pdfs: Uint8Array[] = [];
    for (let chunk = 0; chunk < chunkCount(plan); chunk += 1) {
      const part = await readFile(parts.queue.partPath(plan.id, chunk)).catch(() => null);
      if (part !== null) pdfs.push(part);
    }
    if (pdfs.length === 0) throw new AppError('document_not_ready');
    const language = plan.options.language === 'en' ? 'en' : 'ar';
    await savePdf(mergePdfs(pdfs, { title, author: 'SAHOOL Billing', language }), plan.place);
    await parts.queue.note(plan.id, { event: 'saved' });
  }
  const key = countKey(plan.id, 'all');
  if (!(await askOutcome(parts.reading(), key)).done) {
    const refs: CountedRef[] = [];
    for (let chunk = 0; chunk < chunkCount(plan); chunk += 1)
      refs.push(...issued((await readChunk(parts, job, chunk)).entries));
    await count(parts, job, 'all', refs);
  }
  for (let chunk = 0; chunk < chunkCount(plan); chunk += 1)
    await rm(parts.queue.partPath(plan.id, chunk), { force: true });
}
