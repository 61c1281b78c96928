import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentLanguage } from '../../electron/contract/documents';
import type { InvoiceDocument } from '../../electron/contract/document';
import { formatAmount } from '../../electron/documents/numbers';
import { renderDocument } from '../../electron/documents/render';
import { startPrinting, type Printing } from './browser-printing';
import { pdfFonts, readPdf, type ReadPdf } from './read-pdf';
import { invoice, lines, receipt } from './samples';

const long = process.env['SAHOOL_LONG'] === '1';
const languages: readonly DocumentLanguage[] = ['both', 'ar', 'en'];

let printing: Printing;
beforeAll(async () => {
  printing = await startPrinting();
});
afterAll(async () => {
  await printing.close();
});

const first = (index: number): string => `L${String(index + 1).padStart(3, '0')}A`;
const last = (index: number): string => `L${String(index + 1).padStart(3, '0')}Z`;

/** Each line begins and ends with a code of its own, and fills two to four lines of print. */
function coded(count: number, changes: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const items = lines(count).map((line, index) => {
    const wrap = (text: string): string =>
      `${first(index)} ${text} ${'and more of it '.repeat(index % 4)}${last(index)}`;
    return { ...line, description: wrap(line.description), descriptionAr: wrap(line.descriptionAr) };
  });
  return invoice(count, { ...changes, lines: items });
}

/** The page that holds a code; fails where it stands on none. In both languages it stands there once for each. */
function pageOf(pdf: ReadPdf, code: string, times: number): number {
  const found = pdf.pages.flatMap(({ text }, page) => Array.from({ length: text.split(code).length - 1 }, () => page));
  expect({ code, times: found.length, pages: new Set(found).size }).toEqual({ code, times, pages: 1 });
  return found[0] ?? -1;
}

/** Every line whole on one page, in its order, with the last of them beside the totals, and nothing outside of the margins. */
function expectWholeLines(pdf: ReadPdf, document: InvoiceDocument, language: DocumentLanguage): void {
  const times = language === 'both' ? 2 : 1;
  const pages = document.lines.map((_, index) => {
    const page = pageOf(pdf, first(index), times);
    expect(pageOf(pdf, last(index), times)).toBe(page);
    return page;
  });
  expect(pages).toEqual(pages.toSorted((left, right) => left - right));
  const totals = pdf.pages.findIndex(({ text }) => text.includes(formatAmount(document.total, 'latn')));
  expect(totals).toBe(pages.at(-1));
  for (const { pieces, height } of pdf.pages) {
    expect(Math.min(...pieces.map(({ y }) => y))).toBeGreaterThan(20);
    expect(Math.max(...pieces.map((piece) => piece.y + piece.height))).toBeLessThan(height - 20);
  }
  // The head of the table comes again wherever lines go on, and the pages say which of how many they are.
  const linePages = [...new Set(pages)];
  const head = language === 'ar' ? null : 'Unitprice';
  if (head !== null) for (const page of linePages) expect(pdf.pages[page]?.text).toContain(head);
  const count = pdf.pages.length;
  if (language !== 'ar') pdf.pages.forEach(({ text }, page) => expect(text).toContain(`Page${page + 1}of${count}`));
}

async function print(document: InvoiceDocument, language: DocumentLanguage): Promise<Uint8Array> {
  return printing.printer.toPdf(renderDocument(document, { language }));
}

describe.each(languages)('an invoice in %s', (language) => {
  it('is tagged, titled, in its language, with its fonts inside', async () => {
    const bytes = await print(invoice(3, { copy: 1 }), language);
    const pdf = await readPdf(bytes);
    expect(pdf.title).toContain('SAH-2026-0005');
    expect(pdf.tagged).toBe(true);
    expect(pdf.language).toBe(language === 'en' ? 'en' : 'ar');
    expect(pdf.pages).toHaveLength(1);

    const fonts = pdfFonts(bytes);
    expect(fonts.names).toEqual(['NotoSansArabic-Bold', 'NotoSansArabic-Regular', 'NotoSansArabic-SemiBold']);
    expect(fonts.type3).toBe(0);
    expect(fonts.descriptors).toBeGreaterThan(0);
    expect(fonts.embedded).toBe(fonts.descriptors);
  });

  it('has its number, dates and every sum in its text', async () => {
    const document = invoice(12);
    const { text } = await readPdf(await print(document, language));
    const { subtotal, discount, tax, total, paid, due } = document;
    for (const amount of [subtotal, tax, total, paid, due]) expect(text).toContain(formatAmount(amount, 'latn'));
    expect(text).toContain(`(${formatAmount(discount, 'latn')})`);
    for (const code of ['SAH-2026-0005', '2026-01-01', '2026-01-08', '2026-12-31', '100234567', '200987654']) {
      expect(text).toContain(code);
    }
  });

  it.each(long ? [1, 2, 5, 20, 60, 120, 200, 300] : [1, 20, 120, 300])(
    'keeps each of %i lines whole',
    async (count) => {
      const document = coded(count);
      expectWholeLines(await readPdf(await print(document, language)), document, language);
    },
  );
});

describe('totals', () => {
  // Around the counts at which a page is full, so that they would stand alone if nothing kept them with lines.
  const counts = Array.from({ length: long ? 45 : 12 }, (_, index) => index + 4);

  it.each(counts)('never stand alone after %i lines', async (count) => {
    const language = languages[count % languages.length] ?? 'both';
    const document = coded(count);
    expectWholeLines(await readPdf(await print(document, language)), document, language);
  });
});

it('prints Arabic-Indic digits that extract in their order', async () => {
  const document = invoice(2, { number: 'SAH-2026-0042' });
  const html = renderDocument(document, { language: 'ar', digits: 'arab' });
  const { text } = await readPdf(await printing.printer.toPdf(html));
  expect(text).toContain(formatAmount(document.total, 'arab'));
  expect(text).toContain('٢٠٢٦/٠١/٠١');
  expect(text).toContain('SAH-2026-0042');
});

it('prints a draft without a number, and no payments on it', async () => {
  const html = renderDocument(invoice(2, { number: null, standing: 'draft' }), { language: 'en' });
  const pdf = await readPdf(await printing.printer.toPdf(html));
  expect(pdf.title).toBe('Invoice');
  expect(pdf.text).toContain('DRAFT');
  expect(pdf.text).not.toContain('Paidto');
});

describe('a receipt voucher', () => {
  it.each(languages)('in %s has number, amount and allocations on one page', async (language) => {
    const allocations = [1, 2, 3].map((n) => ({
      invoiceNumber: `SAH-2026-000${n}`,
      amount: '300.00',
      dueAfter: '0.00',
    }));
    const document = receipt(JSON.parse(JSON.stringify({ allocations })));
    for (const paper of ['A4', 'A5'] as const) {
      const bytes = await printing.printer.toPdf(renderDocument(document, { language, paper }));
      const pdf = await readPdf(bytes);
      expect(pdf.pages).toHaveLength(1);
      expect(pdf.text).toContain('RCV-2026-0012');
      expect(pdf.text).toContain('1,000.50');
      for (const { invoiceNumber } of document.allocations) expect(pdf.text).toContain(invoiceNumber);
      expect(pdfFonts(bytes).type3).toBe(0);
      const upright = paper === 'A4';
      expect(pdf.pages[0]?.height).toBeCloseTo(upright ? 842 : 420, -1);
    }
  });
});
