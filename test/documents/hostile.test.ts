import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderDocument } from '../../electron/documents/render';
import { startPrinting, type Printing } from './browser-printing';
import { invoice, receipt, seller } from './samples';

let printing: Printing;
beforeAll(async () => {
  printing = await startPrinting();
});
afterAll(async () => {
  await printing.close();
});

const hostile = [
  `<script>document.title='owned'</script>`,
  `"><img src=x onerror="document.title='owned'">`,
  `</style><script>document.title='owned'</script>`,
  `</title><iframe src="https://example.com"></iframe>`,
  `<svg onload=alert(1)><a href="javascript:alert(1)">x</a>`,
  `'};body{display:none}@import url(https://example.com/x.css);{'`,
  `<!--`,
  `]]><base href="https://example.com/">`,
  `<meta http-equiv="refresh" content="0;url=https://example.com">`,
];

/** What of a document could run or fetch, or was made out of a text. */
const foreign = 'script,iframe,object,embed,base,form,a,link,img,meta[http-equiv="refresh"],[onload],[onerror]';

describe.each(hostile)('the text %s', (text) => {
  it('stays a text wherever it stands on an invoice', async () => {
    const { snapshot, lines } = invoice(3);
    const document = invoice(3, {
      number: text.slice(0, 60),
      standing: 'canceled',
      notes: text,
      notesAr: text,
      voidReason: text,
      lines: lines.map((line) => ({ ...line, description: text, descriptionAr: text, basis: text, basisAr: text })),
      snapshot: {
        ...snapshot,
        tenant: {
          tenantId: text,
          name: text,
          nameAr: text,
          taxId: text,
          phone: text,
          email: text,
          address: text,
          city: text,
          governorate: text,
        },
        plan: { name: text, nameAr: text, cycle: 'monthly' },
        seller: {
          ...seller,
          name: text,
          nameAr: text,
          address: text,
          addressAr: text,
          taxId: text,
          phone: text.slice(0, 50),
          email: text,
          payTo: text,
          payToAr: text,
          footer: text,
          footerAr: text,
        },
      },
    });
    for (const language of ['both', 'ar', 'en'] as const) {
      const page = await printing.show(renderDocument(document, { language }));
      expect(await page.locator(foreign).count()).toBe(0);
      expect((await page.locator('.tenant-name').first().textContent())?.trim()).toBe(text);
      expect(await page.title()).toContain(text.slice(0, 20).trim());
      expect(await page.locator('.sheet').isVisible()).toBe(true);
      await page.close();
    }
  });

  it('stays a text wherever it stands on a receipt', async () => {
    const document = receipt({
      reference: text,
      payerNumber: text,
      receivedBy: text,
      note: text,
      reversalReason: text,
    });
    const page = await printing.show(renderDocument(document, { language: 'both' }));
    expect(await page.locator(foreign).count()).toBe(0);
    expect(await page.locator('.signatures').textContent()).toContain(text);
    await page.close();
  });
});

it('turns no amount by marks of direction in a name', async () => {
  const { snapshot } = invoice(1);
  const tenant = { ...snapshot.tenant, nameAr: 'مزرعة \u202e0005-6202', name: 'Farm \u2067(99' };
  const page = await printing.show(
    renderDocument(invoice(1, { snapshot: { ...snapshot, tenant } }), { language: 'both' }),
  );
  expect((await page.locator('.tenant-name').allTextContents()).map((text) => text.trim())).toEqual([
    'مزرعة 0005-6202',
    'Farm (99',
  ]);
  await page.close();
});

it('shows a logo, but only a bitmap of its own', async () => {
  const pixel =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const { snapshot } = invoice(1);
  const withLogo = invoice(1, { snapshot: { ...snapshot, seller: { ...seller, logo: pixel } } });
  const page = await printing.show(renderDocument(withLogo, { language: 'both' }));
  expect(await page.locator('img.logo').getAttribute('src')).toBe(pixel);
  await page.close();
  const other = { ...snapshot, seller: { ...seller, logo: 'https://example.com/logo.png' } };
  expect(() => invoice(1, { snapshot: other })).toThrow();
});

it('says so where a newer app made the template', () => {
  const { snapshot } = invoice(1);
  const newer = invoice(1, { snapshot: { ...snapshot, templateVersion: 99 } });
  expect(() => renderDocument(newer, { language: 'ar' })).toThrow(
    expect.objectContaining({ code: 'document_not_ready' }),
  );
});
