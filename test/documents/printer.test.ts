import { describe, expect, it } from 'vitest';
import { createDocumentPrinter, type DocumentWindow, type PrinterParts } from '../../electron/documents/printer';

interface Deferred {
  readonly promise: Promise<Uint8Array>;
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

function deferred(): Deferred {
  let settle: Pick<Deferred, 'resolve' | 'reject'> | null = null;
  const promise = new Promise<Uint8Array>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (bytes) => settle?.resolve(bytes),
    reject: (error) => settle?.reject(error),
  };
}

interface Tried {
  readonly parts: PrinterParts;
  readonly events: string[];
  /** The print jobs that have reached the window, in their order. */
  readonly jobs: Deferred[];
}

/** Windows that note what becomes of them, and whose jobs end when the test says so. */
function tried(answer: { printed: boolean; reason: string } = { printed: true, reason: '' }): Tried {
  const events: string[] = [];
  const jobs: Deferred[] = [];
  let count = 0;
  const openWindow = (): DocumentWindow => {
    count += 1;
    const name = `window ${count}`;
    let destroyed = false;
    events.push(`${name} opens`);
    return {
      loadURL: (url) => {
        events.push(`${name} loads ${url}`);
        return url.includes('broken') ? Promise.reject(new Error('ERR_FAILED')) : Promise.resolve();
      },
      isDestroyed: () => destroyed,
      destroy: () => {
        destroyed = true;
        events.push(`${name} ends`);
      },
      webContents: {
        executeJavaScript: () => Promise.resolve(true),
        printToPDF: () => {
          const job = deferred();
          jobs.push(job);
          return job.promise;
        },
        print: (_options, done) => done(answer.printed, answer.reason),
        getPrintersAsync: () => Promise.resolve([{ name: 'Office' }]),
      },
    };
  };
  const hold = (html: string): { url: string; release(): void } => ({
    url: html,
    release: () => events.push(`released ${html}`),
  });
  return { parts: { openWindow, hold }, events, jobs };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

describe('the printer', () => {
  it('makes one PDF after another, each in a window of its own', async () => {
    const { parts, events, jobs } = tried();
    const printer = createDocumentPrinter(parts);
    const first = printer.toPdf('a');
    const second = printer.toPdf('b');
    await until(() => jobs.length === 1);
    expect(events).toEqual(['window 1 opens', 'window 1 loads a']);
    jobs[0]?.resolve(new Uint8Array([1]));
    expect(await first).toEqual(new Uint8Array([1]));
    await until(() => jobs.length === 2);
    jobs[1]?.resolve(new Uint8Array([2]));
    expect(await second).toEqual(new Uint8Array([2]));
    expect(events).toEqual([
      'window 1 opens',
      'window 1 loads a',
      'released a',
      'window 1 ends',
      'window 2 opens',
      'window 2 loads b',
      'released b',
      'window 2 ends',
    ]);
  });

  it('goes on after a failure, and leaves no window', async () => {
    const { parts, events, jobs } = tried();
    const printer = createDocumentPrinter(parts);
    const broken = printer.toPdf('broken');
    const failed = printer.toPdf('a');
    const good = printer.toPdf('b');
    await expect(broken).rejects.toMatchObject({ code: 'pdf_failed' });
    await until(() => jobs.length === 1);
    jobs[0]?.reject(new Error('Failed to generate PDF'));
    await expect(failed).rejects.toMatchObject({ code: 'pdf_failed' });
    await until(() => jobs.length === 2);
    jobs[1]?.resolve(new Uint8Array([3]));
    expect(await good).toEqual(new Uint8Array([3]));
    expect(events.filter((event) => event.endsWith('ends'))).toHaveLength(3);
  });

  it('gives up a PDF that never comes, ends its window, and takes the next', async () => {
    const { parts, events, jobs } = tried();
    const printer = createDocumentPrinter({ ...parts, pdfTimeoutMs: 20 });
    await expect(printer.toPdf('stuck')).rejects.toMatchObject({ code: 'pdf_failed' });
    expect(events).toEqual(['window 1 opens', 'window 1 loads stuck', 'released stuck', 'window 1 ends']);
    const next = printer.toPdf('next');
    await until(() => jobs.length === 2);
    jobs[1]?.resolve(new Uint8Array([4]));
    expect(await next).toEqual(new Uint8Array([4]));
  });

  it.each([
    [{ printed: true, reason: '' }, true],
    [{ printed: false, reason: 'Print job canceled' }, false],
    [{ printed: false, reason: 'cancelled' }, false],
  ])('answers %o from the dialog with %s', async (answer, expected) => {
    const { parts, events } = tried(answer);
    expect(await createDocumentPrinter(parts).toPaper('a')).toBe(expected);
    expect(events.at(-1)).toBe('window 1 ends');
  });

  it.each([
    ['Print job failed', 'print_failed'],
    ['no printers available', 'printer_missing'],
  ])('names the failure %s', async (reason, code) => {
    const { parts } = tried({ printed: false, reason });
    await expect(createDocumentPrinter(parts).toPaper('a')).rejects.toMatchObject({ code });
  });
});
