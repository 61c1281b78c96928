import { access, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { invoiceDocument } from '../../electron/billing/invoice-document';
import type { InvoiceId } from '../../electron/contract/ids';
import { AppError } from '../../electron/contract/result';
import { createDocumentOutput, type DocumentOutput } from '../../electron/documents/output';
import { documentsHandlers } from '../../electron/ipc/documents';
import { firstPreferences } from '../../electron/contract/preferences';
import * as electron from '../support/fake-electron';
import { look, openOffice, type Office } from './billing/office';

vi.mock('electron', () => import('../support/fake-electron'));

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const pdf = new TextEncoder().encode('%PDF-1.7 a document');

describe('documents that leave the program', () => {
  let folder: string;
  let paper: boolean[];
  let printed: string[];
  let output: DocumentOutput;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sahool-documents-'));
    paper = [];
    printed = [];
    output = createDocumentOutput({
      reading: () => office.database,
      writing: () => office.database,
      check: async () => undefined,
      printer: {
        async toPdf(html) {
          printed.push(html);
          return pdf;
        },
        printers: async () => [],
        async toPaper(html) {
          printed.push(html);
          return paper.shift() ?? true;
        },
      },
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const choice = { language: 'both' } as const;
  const copies = async (id: InvoiceId): Promise<number> => (await invoiceDocument(office.database, id)).copy;
  const inFolder = async (name: string): Promise<string> => join(folder, name);

  it('are counted once they are out: one original, then copies', async () => {
    const id = await office.invoice(await office.tenant(), '10.00');
    const ref = { kind: 'invoice', id } as const;
    paper = [false];
    expect(await output.print(ref, choice)).toBe(false);
    expect(await copies(id)).toBe(0);
    await expect(output.save(ref, choice, async () => join(folder, 'no', 'a.pdf'))).rejects.toMatchObject({
      code: 'file_not_written',
    });
    expect(await output.save(ref, choice, async () => null)).toBeNull();
    expect(await copies(id)).toBe(0);

    // Asked for at once, they still know of each other.
    const [path, onPaper] = await Promise.all([output.save(ref, choice, inFolder), output.print(ref, choice)]);
    expect(onPaper).toBe(true);
    expect(await readdir(folder)).toEqual([(path ?? '').slice(folder.length + 1)]);
    expect(new Uint8Array(await readFile(path ?? ''))).toEqual(pdf);
    expect(await copies(id)).toBe(2);
    const marked = printed.slice(-2).map((html) => html.includes('نسخة'));
    expect(marked).toEqual([false, true]);
    expect((await output.page(ref, choice)).html).toContain('نسخة');
  });

  it('are not counted while they are drafts', async () => {
    const { id } = await office.draft(await office.tenant(), '10.00');
    await output.print({ kind: 'invoice', id }, choice);
    await output.save({ kind: 'invoice', id }, choice, inFolder);
    expect(await copies(id)).toBe(0);
    expect(
      await look(office.database, 'SELECT FROM billing_desktop.document_prints WHERE entity_id = $1', [id]),
    ).toEqual([]);
  });

  it('stay where they cannot be counted', async () => {
    const id = await office.invoice(await office.tenant(), '10.00');
    const refusing = createDocumentOutput({
      reading: () => office.database,
      writing() {
        throw new Error('this server only reads');
      },
      printer: {
        toPdf: () => Promise.reject(new Error('was printed')),
        printers: async () => [],
        toPaper: () => Promise.reject(new Error('was printed')),
      },
    });
    await expect(refusing.print({ kind: 'invoice', id }, choice)).rejects.toThrow('this server only reads');
    expect((await refusing.page({ kind: 'invoice', id }, choice)).title).toContain((await office.state(id)).number);
  });

  it('are taken back where the line breaks before they are counted, so that there is one original', async () => {
    const id = await office.invoice(await office.tenant(), '10.00');
    let asked = 0;
    const breaking = createDocumentOutput({
      reading: () => office.database,
      writing() {
        asked += 1;
        // It stands while the file is written, and is gone when it would be counted.
        if (asked > 1) throw new AppError('not_connected');
        return office.database;
      },
      check: async () => undefined,
      printer: { toPdf: async () => pdf, printers: async () => [], toPaper: async () => true },
    });
    await expect(breaking.save({ kind: 'invoice', id }, choice, inFolder)).rejects.toMatchObject({
      code: 'not_connected',
    });
    expect(await readdir(folder)).toEqual([]);
    expect(await copies(id)).toBe(0);
  });

  it('are written nowhere where what was printed is no PDF', async () => {
    const id = await office.invoice(await office.tenant(), '10.00');
    const broken = createDocumentOutput({
      reading: () => office.database,
      writing: () => office.database,
      printer: { toPdf: async () => new Uint8Array(), printers: async () => [], toPaper: async () => false },
    });
    await expect(broken.save({ kind: 'invoice', id }, choice, inFolder)).rejects.toMatchObject({ code: 'pdf_failed' });
    expect([await readdir(folder), await copies(id)]).toEqual([[], 0]);
  });

  describe('from the screen', () => {
    /** Hidden windows that give the same bytes for every page. */
    function handlers(digits: 'arab' | 'latn' = 'latn') {
      const window = {
        loadURL: () => Promise.resolve(),
        isDestroyed: () => false,
        destroy: () => undefined,
        webContents: {
          executeJavaScript: () => Promise.resolve(true),
          printToPDF: () => Promise.resolve(pdf),
          print: (_options: unknown, done: (printed: boolean, reason: string) => void) =>
            done(paper.shift() ?? true, 'Print job canceled'),
          getPrintersAsync: () => Promise.resolve([]),
        },
      };
      const context = {
        connection: { database: () => office.database, status: () => ({ state: 'connected' }) },
        settings: { preferences: { read: async () => ({ ...firstPreferences, digits }) } },
        windows: { current: () => null, openDocumentWindow: () => window },
        heldDocuments: { hold: (html: string) => ({ url: html, release: () => undefined }), find: () => null },
      };
      return documentsHandlers(context as never, async () => undefined);
    }
    const ref = async () => ({
      kind: 'invoice' as const,
      id: await office.invoice(await office.tenant(), '1234.50'),
    });
    beforeEach(() => {
      electron.dialog.showSaveDialog.mockReset();
      electron.dialog.showOpenDialog.mockReset();
    });

    it('are previewed in the reader’s digits, as they will be printed', async () => {
      const document = await ref();
      const { html, title } = await handlers('arab').preview({ document, language: 'ar' });
      expect(html).toContain('١٬٢٣٤٫٥٠');
      expect(title).toContain((await office.state(document.id)).number);
    });

    it('are saved where the dialog says, one to a name, several into a folder, and nothing where it is closed', async () => {
      const [one, two] = [await ref(), await ref()];
      const { savePdf } = handlers();
      const path = join(folder, 'mine.pdf');
      electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: path });
      expect(await savePdf({ documents: [one], language: 'en' })).toEqual({ saved: [path], canceled: false });
      const [options] = electron.dialog.showSaveDialog.mock.calls[0] ?? [];
      expect(options).toMatchObject({ title: 'حفظ المستند ملف PDF', filters: [{ extensions: ['pdf'] }] });
      electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: false, filePath: join(folder, 'mine') });
      expect(await savePdf({ documents: [one], language: 'en' })).toMatchObject({
        saved: [join(folder, 'mine (2).pdf')],
      });

      electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: false, filePaths: [folder] });
      const { saved } = await savePdf({ documents: [one, two, one], language: 'both' });
      expect(new Set(saved).size).toBe(3);
      for (const file of saved) await access(file);

      electron.dialog.showSaveDialog.mockResolvedValueOnce({ canceled: true, filePath: '' });
      electron.dialog.showOpenDialog.mockResolvedValueOnce({ canceled: true, filePaths: [] });
      expect(await savePdf({ documents: [two], language: 'en' })).toEqual({ saved: [], canceled: true });
      expect(await savePdf({ documents: [one, two], language: 'en' })).toEqual({ saved: [], canceled: true });
      expect([await copies(one.id), await copies(two.id)]).toEqual([4, 1]);
    });

    it('are printed one after the other until a dialog is closed', async () => {
      const [one, two, three] = [await ref(), await ref(), await ref()];
      paper = [true, false];
      expect(await handlers().print({ documents: [one, two, three], language: 'both' })).toEqual({
        printed: 1,
        canceled: true,
      });
      expect(await Promise.all([one, two, three].map(({ id }) => copies(id)))).toEqual([1, 0, 0]);
    });
  });
});
