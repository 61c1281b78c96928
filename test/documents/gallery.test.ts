import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentSchema } from '../../electron/contract/document';
import { checkDocument } from '../../electron/documents/check/check-document';
import { readBack } from '../../electron/documents/check/read-back';
import { makePdf } from '../../electron/documents/make-pdf';
import { startPrinting, type Printing } from './browser-printing';
import { gallery, type Exhibit } from './gallery';

const run = promisify(execFile);
const long = process.env['SAHOOL_LONG'] === '1';
/** `npm run gallery:documents` writes docs/gallery/documents: a PDF and pictures of each. */
const folder = process.env['SAHOOL_GALLERY'] === '1' ? join(import.meta.dirname, '../../docs/gallery/documents') : null;

/** One of each sort; all of them in the long tests. */
const representative = new Set([
  'invoice-overdue-both',
  'invoice-canceled-ar',
  'invoice-120-lines-both',
  'invoice-long-names-both',
  'invoice-rials-ar',
  'invoice-a5-long-names-both',
  'receipt-many-a4-both',
  'receipt-one-a5-ar',
  'receipt-long-names-roll-both',
  'receipt-rials-copy-roll-en',
  'statement-80-movements-both',
  'day-close-difference-ar',
  'reminder-first-ar',
  'run-summary-both',
]);

let printing: Printing;
let scratch: string;
beforeAll(async () => {
  printing = await startPrinting();
  scratch = await mkdtemp(join(tmpdir(), 'sahool-gallery-'));
  if (folder !== null) await mkdir(folder, { recursive: true });
});
afterAll(async () => {
  await printing.close();
  await rm(scratch, { recursive: true, force: true });
});

async function has(program: string): Promise<boolean> {
  return run(program, ['-v']).then(
    () => true,
    (error: unknown) => !(error instanceof Error && 'code' in error && error.code === 'ENOENT'),
  );
}

/** The first and the last page as pictures. */
async function draw(file: string, name: string, pages: number, into: string): Promise<void> {
  for (const page of new Set([1, pages])) {
    const stem = join(into, pages === 1 ? name : `${name}-page-${page}`);
    const only = ['-f', String(page), '-l', String(page), '-singlefile'];
    await run('pdftoppm', ['-r', '64', '-png', ...only, file, stem]);
    // A third of the size and nothing that an eye would miss.
    if (await has('pngquant')) await run('pngquant', ['--force', '--ext', '.png', '--speed', '1', `${stem}.png`]);
  }
}

const shown = gallery().filter(({ name }) => long || folder !== null || representative.has(name));

describe('the gallery of documents', () => {
  it('holds at least sixty, each under its own name', () => {
    const names = gallery().map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(names).toEqual(expect.arrayContaining([...representative]));
  });

  it.each(shown)('$name reads back as what it is', async ({ name, document, choice }: Exhibit) => {
    const pdf = await makePdf(printing.printer, document, choice);
    const file = join(folder ?? scratch, `${name}.pdf`);
    await writeFile(file, pdf);
    await checkDocument(pdf, document, choice);
    const pages = await readBack(pdf);
    if (folder !== null) await draw(file, name, pages.length, folder);
    if (choice.paper === 'roll') {
      expect(pages).toHaveLength(1);
      // As long as its text, and no longer.
      const lowest = Math.min(...(pages[0]?.pieces ?? []).map(({ y }) => y));
      expect(lowest).toBeGreaterThan(14);
      expect(lowest).toBeLessThan(60);
    }
  });
});

/** What is looked at with other programs, where they are there: each kind, and each paper. */
const judgedNames = [
  'invoice-overdue-both',
  'invoice-300-lines-ar',
  'invoice-a5-en',
  'receipt-one-a5-both',
  'receipt-one-roll-ar',
  'credit-note-40-lines-both',
  'payment-voucher-rials-copy-ar',
  'statement-80-movements-ar',
  'day-close-difference-both',
  'reminder-first-ar',
  'run-summary-60-left-out-unfinished-both',
];
const judged = gallery().filter(({ name }) => judgedNames.includes(name));

describe.runIf(long)('judged by other programs', () => {
  it('are documents of every kind', () => {
    expect(new Set(judged.map(({ document }) => document.kind))).toEqual(
      new Set(documentSchema.options.map(({ shape }) => shape.kind.value)),
    );
    expect(judged).toHaveLength(judgedNames.length);
  });

  it.each(judged)('$name is sound to qpdf, and its fonts are subsets inside it', async ({ name, document, choice }) => {
    const [qpdf, pdffonts, pdfinfo] = await Promise.all(['qpdf', 'pdffonts', 'pdfinfo'].map(has));
    const file = join(scratch, `judged-${name}.pdf`);
    await writeFile(file, await makePdf(printing.printer, document, choice));
    if (qpdf === true) {
      const { stdout } = await run('qpdf', ['--check', file]);
      expect(stdout).toContain('No syntax or stream encoding errors found');
    } else console.warn('qpdf is not installed: not checked with it');
    if (pdffonts === true) {
      const rows = (await run('pdffonts', [file])).stdout.trim().split('\n').slice(2);
      expect(rows.length).toBeGreaterThan(0);
      // name type encoding emb sub uni
      for (const row of rows) expect(row).toMatch(/^[A-Z]{6}\+NotoSansArabic-\w+\s.*\byes yes yes\b/);
    } else console.warn('pdffonts is not installed: not checked with it');
    if (pdfinfo === true) {
      const { stdout } = await run('pdfinfo', [file]);
      const { seller } = document.snapshot;
      expect(stdout).toContain(choice.language === 'en' ? seller.name : seller.nameAr);
      expect(stdout).toMatch(/Tagged:\s+yes/);
    }
    expect((await readFile(file)).length).toBeLessThan(2_000_000);
  });
});
