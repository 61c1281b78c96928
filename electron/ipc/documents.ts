import type { DocumentChoice, DocumentKind } from '../contract/document';
import type { DocumentLayout } from '../contract/document-layout';
import type { DocumentRef } from '../contract/documents';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { checkDocument } from '../documents/check/check-document';
import { createDocumentOutput } from '../documents/output';
import { createDocumentPrinter } from '../documents/printer';
import { choiceFor, paperFor, papersOf, renderDocument, titleOf } from '../documents/render';
import { sampleInvoice } from '../documents/sample';
import { freePath } from '../documents/save-pdf';
import type { AppContext } from './context';
import { createDocumentPlaces } from './document-places';
import type { AreaHandlers } from './handlers';

type Needs = Pick<AppContext, 'connection' | 'settings' | 'windows' | 'heldDocuments'>;

/**
 * The database that counts what is printed. On a newer app's schema nothing can be saved, but what is there can be printed
 * and is counted. Throws `read_only` on a standby.
 */
function countingDatabase(connection: Needs['connection']): Database {
  const database = connection.database();
  if (connection.status().state === 'read_only') throw new AppError('read_only');
  return database;
}

/** Documents on the screen, on paper and as PDFs. */
export function documentsHandlers(context: Needs, check = checkDocument): AreaHandlers<'documents'> {
  const { connection, settings, windows, heldDocuments } = context;
  const places = createDocumentPlaces(windows);
  const output = createDocumentOutput({
    reading: () => connection.database(),
    writing: () => countingDatabase(connection),
    printer: createDocumentPrinter({ openWindow: windows.openDocumentWindow, hold: heldDocuments.hold }),
    check,
  });

  /** A document of this kind as it was asked for, the rest as the user has chosen. */
  async function choiceOf(kind: DocumentKind, layout: DocumentLayout): Promise<DocumentChoice> {
    const preferences = await settings.preferences.read();
    return choiceFor(kind, {
      language: layout.language,
      digits: preferences.digits,
      calendar: layout.calendar ?? preferences.documentCalendar,
      paper: layout.paper ?? preferences.documentPapers[kind],
    });
  }

  async function saveOne(document: DocumentRef, layout: DocumentLayout): Promise<string | null> {
    const { language, documentNames } = await settings.preferences.read();
    const choice = await choiceOf(document.kind, layout);
    return output.save(document, choice, (name) => places.file(name, language), documentNames);
  }

  async function saveAll(documents: readonly DocumentRef[], layout: DocumentLayout): Promise<string[] | null> {
    const { language, documentNames } = await settings.preferences.read();
    const folder = await places.folder(language);
    if (folder === null) return null;
    const saved: string[] = [];
    for (const document of documents) {
      const choice = await choiceOf(document.kind, layout);
      const path = await output.save(document, choice, (name) => freePath(folder, name), documentNames);
      if (path !== null) saved.push(path);
    }
    return saved;
  }

  return {
    async preview({ document, ...layout }) {
      const choice = await choiceOf(document.kind, layout);
      const { html, title } = await output.page(document, choice);
      return { html, title, paper: paperFor(document.kind, choice.paper), papers: papersOf(document.kind) };
    },
    async sample({ seller, language }) {
      const document = sampleInvoice(seller);
      const choice = await choiceOf('invoice', { language });
      return { html: renderDocument(document, choice), title: titleOf(document, choice) };
    },
    async savePdf({ documents, ...layout }) {
      const [first, ...others] = documents;
      if (first === undefined) return { saved: [], canceled: false };
      if (others.length > 0) {
        const saved = await saveAll(documents, layout);
        return { saved: saved ?? [], canceled: saved === null };
      }
      const path = await saveOne(first, layout);
      return { saved: path === null ? [] : [path], canceled: path === null };
    },
    async print({ documents, ...layout }) {
      let printed = 0;
      for (const document of documents) {
        // Whoever closes the dialog of one does not want to be asked about the rest.
        if (!(await output.print(document, await choiceOf(document.kind, layout)))) return { printed, canceled: true };
        printed += 1;
      }
      return { printed, canceled: false };
    },
  };
}
