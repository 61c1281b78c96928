import type { Browser, Page } from 'playwright';
import { createDocumentPrinter, type DocumentPrinter, type DocumentWindow } from '../../electron/documents/printer';
import { launchChromium, testChromium } from '../support/chromium';

/** As the app serves documents: no script may run in them. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-same-origin";

export interface Printing {
  readonly printer: DocumentPrinter;
  /** A page of the same browser that shows this HTML as a document, for looking at what it made of it. */
  show(html: string): Promise<Page>;
  close(): Promise<void>;
}

/** The product's printer over a headless Chromium in place of Electron's hidden window. */
export async function startPrinting(): Promise<Printing> {
  const browser: Browser = await launchChromium(await testChromium());
  const context = await browser.newContext();
  const held = new Map<string, string>();
  let count = 0;
  await context.route('**/*', async (route) => {
    const body = held.get(route.request().url());
    if (body === undefined) await route.abort();
    else
      await route.fulfill({
        body,
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': policy },
      });
  });

  function hold(html: string): { url: string; release(): void } {
    count += 1;
    const url = `http://documents.invalid/${count}`;
    held.set(url, html);
    return { url, release: () => held.delete(url) };
  }

  function openWindow(): DocumentWindow {
    const page = context.newPage();
    let destroyed = false;
    return {
      async loadURL(url) {
        await (await page).goto(url);
      },
      isDestroyed: () => destroyed,
      destroy() {
        destroyed = true;
        void page.then((opened) => opened.close());
      },
      webContents: {
        executeJavaScript: async (code) => (await page).evaluate(code),
        printToPDF: async ({ printBackground, preferCSSPageSize, generateTaggedPDF }) =>
          (await page).pdf({ printBackground, preferCSSPageSize, tagged: generateTaggedPDF }),
        print: (_options, done) => done(false, 'no printers available'),
        getPrintersAsync: () => Promise.resolve([]),
      },
    };
  }

  return {
    printer: createDocumentPrinter({ openWindow, hold }),
    async show(html) {
      const page = await context.newPage();
      await page.goto(hold(html).url);
      await page.evaluate('document.fonts.ready.then(() => true)');
      return page;
    },
    async close() {
      await browser.close();
    },
  };
}
