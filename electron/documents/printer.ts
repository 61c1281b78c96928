import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../contract/result';
import { rollSize } from './page-rules';

/** What printing asks of a window; Electron's BrowserWindow is one. */
export interface DocumentWindow {
  loadURL(url: string): Promise<void>;
  isDestroyed(): boolean;
  destroy(): void;
  readonly webContents: {
    executeJavaScript(code: string): Promise<unknown>;
    printToPDF(options: PdfOptions): Promise<Uint8Array>;
    print(options: PaperOptions, done: (printed: boolean, reason: string) => void): void;
    getPrintersAsync(): Promise<readonly { readonly name: string }[]>;
  };
}

/** The paper and its margins come from the document's own @page rules. */
export interface PdfOptions {
  readonly printBackground: true;
  readonly preferCSSPageSize: true;
  readonly generateTaggedPDF: true;
}

export interface PaperOptions {
  readonly silent: boolean;
  readonly printBackground: true;
  readonly deviceName?: string;
  /** In thousandths of a millimetre. */
  readonly pageSize?: { readonly width: number; readonly height: number };
}

/** How a document goes to paper. */
export interface PaperJob {
  /** The length of a till's roll in millimetres; null on sheets. */
  readonly rollLength?: number | null;
  /** The printer to use without asking; where it is left out, the system's dialog asks. */
  readonly device?: string;
}

/** Gives a hidden window that shows one document, and where the document can be loaded from until it is released. */
export interface PrinterParts {
  openWindow(): DocumentWindow;
  hold(html: string): { readonly url: string; release(): void };
  /** How long a PDF may take, in milliseconds; a minute where it is left out. */
  readonly pdfTimeoutMs?: number;
  /** How long the system's print dialog may stand open, in milliseconds; ten minutes where it is left out. */
  readonly dialogTimeoutMs?: number;
  /** How long the window of a PDF is kept for the next one, in milliseconds; not at all where it is left out. */
  readonly keptWindowMs?: number;
}

/** Turns the HTML of documents into PDF and paper, one after another: Chromium prints one page at a time for sure. */
export interface DocumentPrinter {
  /** The bytes of a tagged PDF. Throws AppError `pdf_failed`. */
  toPdf(html: string): Promise<Uint8Array>;
  /** Opens the system's print dialog; false where it was closed without printing. Throws `print_failed` or `printer_missing`. */
  toPaper(html: string, job?: PaperJob): Promise<boolean>;
  /** The printers of this computer, for printing without the dialog. */
  printers(): Promise<readonly string[]>;
}

const pdfOptions: PdfOptions = { printBackground: true, preferCSSPageSize: true, generateTaggedPDF: true };
const rollWidth = Number.parseFloat(rollSize.width) * 1000;

function paperOptions({ rollLength = null, device }: PaperJob): PaperOptions {
  return {
    silent: device !== undefined,
    printBackground: true,
    ...(device === undefined ? {} : { deviceName: device }),
    ...(rollLength === null ? {} : { pageSize: { width: rollWidth, height: rollLength * 1000 } }),
  };
}

/** Long enough for fonts that lie in the page itself. */
const fontsWithinMs = 5_000;

/** Makes the one printer of the program. */
export function createDocumentPrinter(parts: PrinterParts): DocumentPrinter {
  const { pdfTimeoutMs = 60_000, dialogTimeoutMs = 600_000, keptWindowMs = 0 } = parts;
  let last: Promise<unknown> = Promise.resolve();

  /** Runs when all that was asked for before has ended, well or badly. */
  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = last.then(job, job);
    last = result.catch(() => undefined);
    return result;
  }

  let kept: { readonly window: DocumentWindow; readonly timer: NodeJS.Timeout } | null = null;

  function takeWindow(): DocumentWindow {
    if (kept === null) return parts.openWindow();
    const { window, timer } = kept;
    clearTimeout(timer);
    kept = null;
    return window.isDestroyed() ? parts.openWindow() : window;
  }

  /** A window that failed is not used again. */
  function giveBack(window: DocumentWindow, well: boolean): void {
    if (window.isDestroyed()) return;
    if (!well || keptWindowMs === 0) {
      window.destroy();
      return;
    }
    const timer = setTimeout(() => {
      kept = null;
      if (!window.isDestroyed()) window.destroy();
    }, keptWindowMs);
    timer.unref();
    kept = { window, timer };
  }

  /** Shows the document in a window of its own and works on it; the window ends with the work or with its time. */
  async function withWindow<T>(
    html: string,
    limitMs: number,
    work: (window: DocumentWindow) => Promise<T>,
  ): Promise<T> {
    const held = parts.hold(html);
    const window = takeWindow();
    const show = async (): Promise<T> => {
      await window.loadURL(held.url);
      await fontsReady(window);
      return work(window);
    };
    let well = false;
    try {
      const result = await within(limitMs, show());
      well = true;
      return result;
    } finally {
      held.release();
      giveBack(window, well);
    }
  }

  return {
    toPdf: (html) =>
      inTurn(() => withWindow(html, pdfTimeoutMs, (window) => window.webContents.printToPDF(pdfOptions))).catch(
        (error: unknown) => {
          throw new AppError('pdf_failed', {}, error);
        },
      ),
    toPaper: (html, job = {}) =>
      inTurn(() => withWindow(html, dialogTimeoutMs, (window) => print(window, job))).catch((error: unknown) => {
        throw error instanceof AppError ? error : new AppError('print_failed', {}, error);
      }),
    async printers() {
      const window = parts.openWindow();
      try {
        return (await window.webContents.getPrintersAsync()).map(({ name }) => name);
      } finally {
        window.destroy();
      }
    },
  };
}

/**
 * Waits for the document's fonts. The wait is bounded, for a page that may run no script may leave the question
 * unanswered; its fonts are data of the page itself, which the load has brought along.
 */
async function fontsReady(window: DocumentWindow): Promise<void> {
  const patience = new AbortController();
  try {
    await Promise.race([
      window.webContents.executeJavaScript('document.fonts.ready.then(() => true)'),
      delay(fontsWithinMs, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
  } finally {
    patience.abort();
  }
}

/** The promise's result, or an error once the time is over. */
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const late = delay(milliseconds, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`no answer in ${milliseconds} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
}

function print(window: DocumentWindow, job: PaperJob): Promise<boolean> {
  return new Promise((resolve, reject) => {
    window.webContents.print(paperOptions(job), (printed, reason) => {
      if (printed) resolve(true);
      else if (/cancel/i.test(reason)) resolve(false);
      else
        reject(
          new AppError(/no printers?|printer.*(?:found|available)/i.test(reason) ? 'printer_missing' : 'print_failed'),
        );
    });
  });
}
