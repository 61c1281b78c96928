import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BillingDocument } from '../../electron/contract/document';
import { formatAmount } from '../../electron/documents/numbers';
import { renderDocument } from '../../electron/documents/render';
import { startPrinting, type Printing } from './browser-printing';
import { readPdf } from './read-pdf';
import { creditNote, dayClose, paymentVoucher, statement } from './report-samples';

let printing: Printing;
beforeAll(async () => {
  printing = await startPrinting();
});
afterAll(async () => {
  await printing.close();
});

const print = async (document: BillingDocument, language: 'both' | 'ar' | 'en') =>
  readPdf(await printing.printer.toPdf(renderDocument(document, { language })));
const shown = (amount: string): string => formatAmount(amount, 'latn');

describe.each(['both', 'ar', 'en'] as const)('in %s', (language) => {
  it('a long statement has each movement once, in order, its head on each page, and ends with its closing balance', async () => {
    const document = statement(80);
    const pdf = await print(document, language);
    expect(pdf.pages.length).toBeGreaterThan(1);
    const numbers = document.movements.filter(({ kind }) => kind === 'invoice').map(({ number }) => number);
    const places = numbers.map((number) => pdf.text.indexOf(number));
    expect(places.every((place) => place >= 0)).toBe(true);
    for (const { balance } of document.movements) expect(pdf.text).toContain(shown(balance));
    const last = pdf.pages.at(-1)?.text ?? '';
    expect(last).toContain(shown(document.closing));
    // The closing balance never stands alone.
    expect(last).toContain(document.movements.at(-1)?.number);
    if (language !== 'ar') for (const { text } of pdf.pages) expect(text).toContain('Debit');
  });

  it('a day close, a credit note and a payment voucher have their sums', async () => {
    const close = dayClose();
    const [closed, noted, paid] = [
      await print(close, language),
      await print(creditNote(), language),
      await print(paymentVoucher(), language),
    ];
    for (const { expected, counted } of close.figures) {
      expect(closed.text).toContain(shown(expected));
      expect(closed.text).toContain(shown(counted));
    }
    expect(closed.text).toContain('(20.00)');
    for (const text of ['CN-2026-0003', 'SAH-2026-0005', '474.17', '74.17']) expect(noted.text).toContain(text);
    for (const text of ['PV-2026-0002', 'RV-2026-0012', '574.17', '500.00']) expect(paid.text).toContain(text);
    expect([closed.pages.length, noted.pages.length, paid.pages.length]).toEqual([1, 1, 1]);
  });
});
