import type { Browser, Page } from 'playwright';
import { installedChromium } from '../support/installed-chromium';

/** Electron's options of printToPDF, all lengths in inches. */
export interface PrintOptions {
  readonly landscape?: boolean;
  readonly displayHeaderFooter?: boolean;
  readonly printBackground?: boolean;
  readonly scale?: number;
  readonly pageSize?: string | { readonly width: number; readonly height: number };
  readonly margins?: Partial<Record<'top' | 'bottom' | 'left' | 'right', number>>;
  readonly pageRanges?: string;
  readonly headerTemplate?: string;
  readonly footerTemplate?: string;
  readonly preferCSSPageSize?: boolean;
  readonly generateTaggedPDF?: boolean;
  readonly generateDocumentOutline?: boolean;
}

/** Width and height in inches. */
const paper: Readonly<Record<string, readonly [number, number]>> = {
  A0: [33.1, 46.8],
  A1: [23.4, 33.1],
  A2: [16.54, 23.4],
  A3: [11.7, 16.54],
  A4: [8.27, 11.7],
  A5: [5.83, 8.27],
  A6: [4.13, 5.83],
  Legal: [8.5, 14],
  Letter: [8.5, 11],
  Tabloid: [11, 17],
};

let browser: Promise<Browser> | null = null;

/** Tests name the pinned browser, so that their pages are the same everywhere; otherwise an installed one is taken. */
async function open(): Promise<Browser> {
  // Only now: loading Playwright takes longer than starting the program.
  const { launchChromium, testChromium } = await import('../support/chromium');
  const installed = process.env['SAHOOL_STAND_IN_BROWSER'] === 'pinned' ? null : installedChromium();
  const opened = await launchChromium(installed ?? (await testChromium()), {
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  opened.once('disconnected', () => {
    browser = null;
  });
  return opened;
}

/** A page that nobody sees, each in a profile of its own. The browser starts with the first. */
export async function openHiddenPage(): Promise<Page> {
  browser ??= open().catch((error: unknown) => {
    browser = null;
    throw error;
  });
  const context = await (await browser).newContext();
  const page = await context.newPage();
  page.once('close', () => void context.close());
  return page;
}

export async function printPage(page: Page, options: PrintOptions): Promise<Buffer> {
  const { pageSize = 'Letter', margins, ...rest } = options;
  const [paperWidth, paperHeight] =
    typeof pageSize === 'string' ? (paper[pageSize] ?? unknownPaper(pageSize)) : [pageSize.width, pageSize.height];
  const session = await page.context().newCDPSession(page);
  try {
    const { data } = await session.send('Page.printToPDF', {
      ...defined({
        landscape: rest.landscape,
        displayHeaderFooter: rest.displayHeaderFooter,
        printBackground: rest.printBackground,
        scale: rest.scale,
        pageRanges: rest.pageRanges,
        headerTemplate: rest.headerTemplate,
        footerTemplate: rest.footerTemplate,
        preferCSSPageSize: rest.preferCSSPageSize,
        generateTaggedPDF: rest.generateTaggedPDF ?? false,
        generateDocumentOutline: rest.generateDocumentOutline ?? false,
      }),
      paperWidth,
      paperHeight,
      ...defined({
        marginTop: margins?.top,
        marginBottom: margins?.bottom,
        marginLeft: margins?.left,
        marginRight: margins?.right,
      }),
    });
    return Buffer.from(data, 'base64');
  } finally {
    await session.detach();
  }
}

/** The protocol takes no undefined. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

function unknownPaper(name: string): never {
  throw new Error(`Invalid pageSize ${name}`);
}
