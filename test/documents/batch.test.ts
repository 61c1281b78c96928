import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { segmentPdfs, segmentsOf } from '../../electron/documents/batch/segments';
import { checkDocument, missingFrom } from '../../electron/documents/check/check-document';
import { readBack } from '../../electron/documents/check/read-back';
import { mergePdfs } from '../../electron/documents/merge-pdf';
import { startPrinting, type Printing } from './browser-printing';
import { readPdf } from './read-pdf';
import { invoice } from './samples';

const run = promisify(execFile);
let printing: Printing;
beforeAll(async () => {
  printing = await startPrinting();
});
afterAll(() => printing.close());

const choice = { language: 'both' } as const;
const numbered = (count: number, n: number, changes = {}) =>
  invoice(count, { number: `SAH-2026-${String(n + 100).padStart(4, '0')}`, ...changes });

describe('documents in one PDF', () => {
  it('share a page of HTML where each fits on one sheet, and keep their order where one does not', async () => {
    const documents = [
      numbered(2, 1),
      numbered(3, 2),
      numbered(40, 3),
      numbered(1, 4, { standing: 'canceled' }),
      numbered(2, 5),
      numbered(1, 6),
    ];
    const segments = segmentsOf(documents, choice);
    expect(segments.map((segment) => segment.length)).toEqual([2, 1, 1, 2]);
    const pdfs: Uint8Array[] = [];
    for (const segment of segments) pdfs.push(...(await segmentPdfs(printing.printer, segment, choice, checkDocument)));
    expect(pdfs).toHaveLength(4);

    const merged = mergePdfs(pdfs, { title: 'Invoices', author: 'SAHOOL', language: 'ar' });
    const pages = await readBack(merged);
    const first = documents.map(({ number }) => pages.findIndex(({ text }) => text.includes(number ?? '')));
    expect(first).toEqual(first.toSorted((left, right) => left - right));
    for (const [index, document] of documents.entries()) {
      const own = pages.slice(first[index], first[index + 1] ?? pages.length);
      expect([index, missingFrom(own, document, choice)]).toEqual([index, null]);
      expect(own.at(-1)?.text).toContain(`Page${own.length}of${own.length}`);
    }
    const read = await readPdf(merged);
    expect([read.tagged, read.title, read.language]).toEqual([true, 'Invoices', 'ar']);

    const folder = await mkdtemp(join(tmpdir(), 'sahool-merged-'));
    await writeFile(join(folder, 'merged.pdf'), merged);
    const verdict = await run('qpdf', ['--check', join(folder, 'merged.pdf')]).catch((error: unknown) => ({
      stdout: error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : String(error),
    }));
    await rm(folder, { recursive: true });
    if (verdict.stdout !== null) expect(verdict.stdout).toContain('No syntax or stream encoding errors found');
  });

  it('are printed one by one where what was thought to fit does not', async () => {
    const long = 'a description that goes on and on '.repeat(14);
    const { lines } = invoice(6);
    const tall = lines.map((line) => ({ ...line, description: long, descriptionAr: long }));
    const documents = [numbered(2, 1), numbered(6, 2, { lines: tall })] as const;
    const [segment, ...others] = segmentsOf(documents, choice);
    expect(others).toEqual([]);
    const pdfs = await segmentPdfs(printing.printer, segment ?? documents, choice, checkDocument);
    expect(pdfs).toHaveLength(2);
  });
});
