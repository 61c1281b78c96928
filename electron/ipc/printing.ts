import { randomUUID } from 'node:crypto';
import { documentOptionsSchema, type DocumentKind } from '../contract/document';
import type { DocumentRef } from '../contract/documents';
import type { Parsed } from '../contract/api';
import { mostDocuments, printJobSchema, type PrintSelection } from '../contract/printing';
import { AppError } from '../contract/result';
import { printableInvoices, printableReceipts } from '../database/queries/printable';
import { createPrintJobs } from '../documents/batch/print-jobs';
import { checkDocument } from '../documents/check/check-document';
import { createDocumentPrinter } from '../documents/printer';
import { paperFor } from '../documents/render';
import type { AppContext } from './context';
import { databaseName } from './database-name';
import { createDocumentPlaces } from './document-places';
import type { AreaHandlers } from './handlers';

type Needs = Pick<AppContext, 'connection' | 'settings' | 'windows' | 'heldDocuments' | 'actor' | 'log'>;

const jobIdSchema = printJobSchema.shape.id;

/** Many documents at once: found by a list's filter, made one after another, going on where they stopped. */
export function printingHandlers(context: Needs): AreaHandlers<'printing'> {
  const { connection, settings, windows, heldDocuments, actor, log } = context;
  const places = createDocumentPlaces(windows);
  const printer = createDocumentPrinter({
    openWindow: windows.openDocumentWindow,
    hold: heldDocuments.hold,
    keptWindowMs: 5_000,
  });
  const jobs = createPrintJobs({
    queue: settings.printQueue,
    reading: () => connection.database(),
    writing: () => {
      if (connection.status().state === 'read_only') throw new AppError('read_only');
      return connection.database();
    },
    printer,
    actor,
    check: checkDocument,
    databaseName: () => databaseName(connection),
    onChange: (list) => windows.send('printing.changed', { jobs: list }),
    log: (message, error) => log.error(message, error),
  });
  connection.onChange(({ state }) => {
    if (state === 'connected') jobs.wake();
  });

  async function selected(selection: PrintSelection): Promise<readonly DocumentRef[]> {
    if (selection.list === 'chosen') return selection.documents;
    const { sequelize } = connection.database();
    const found =
      selection.list === 'invoices'
        ? await printableInvoices({ sequelize }, selection.filter, mostDocuments + 1)
        : await printableReceipts({ sequelize }, selection.filter, mostDocuments + 1);
    if (found.length > mostDocuments) throw new AppError('too_many_documents', { most: String(mostDocuments) });
    return found;
  }

  async function placeOf({ output, device }: Parsed<'printing', 'start'>, name: string): Promise<string | null> {
    const { language } = await settings.preferences.read();
    if (output === 'files') return places.folder(language);
    if (output === 'one_file') return places.file(name, language);
    const [first] = await printer.printers();
    const chosen = device ?? first;
    if (chosen === undefined) throw new AppError('printer_missing');
    return chosen;
  }

  return {
    async start(input) {
      const { selection, output, language, paper, calendar } = input;
      const documents = await selected(selection);
      const [first] = documents;
      if (first === undefined) throw new AppError('not_found', { what: 'document' });
      const preferences = await settings.preferences.read();
      const kind: DocumentKind = first.kind;
      const createdAt = new Date().toISOString();
      const place = await placeOf(
        input,
        `${selection.list === 'payments' ? 'receipts' : 'invoices'}-${createdAt.slice(0, 10)}.pdf`,
      );
      if (place === null) return { job: null };
      const id = jobIdSchema.parse(randomUUID());
      await jobs.add({
        id,
        createdAt: printJobSchema.shape.createdAt.parse(createdAt),
        list: selection.list,
        output,
        place,
        database: databaseName(connection),
        documents: [...documents],
        options: documentOptionsSchema.parse({
          language,
          digits: preferences.digits,
          calendar: calendar ?? preferences.documentCalendar,
          paper: paperFor(kind, paper ?? preferences.documentPapers[kind]),
        }),
        pattern: preferences.documentNames,
      });
      return { job: id };
    },
    list: async () => ({ jobs: await jobs.list() }),
    async stop({ id }) {
      await jobs.stop(id);
      return { jobs: await jobs.list() };
    },
    async resume({ id }) {
      await jobs.resume(id);
      return { jobs: await jobs.list() };
    },
    async settle({ id, cameOut }) {
      await jobs.settle(id, cameOut);
      return { jobs: await jobs.list() };
    },
    async remove({ id }) {
      await jobs.remove(id);
      return { jobs: await jobs.list() };
    },
    printers: async () => ({ printers: [...(await printer.printers())] }),
  };
}
