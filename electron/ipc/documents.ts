import type { DocumentChoice } from '../contract/document';
import type { DocumentLanguage, DocumentRef } from '../contract/documents';
import type { Language } from '../contract/preferences';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { createDocumentOutput } from '../documents/output';
import { createDocumentPrinter } from '../documents/printer';
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
export function documentsHandlers(context: Needs): AreaHandlers<'documents'> {
  const { connection, settings, windows, heldDocuments } = context;
  const places = createDocumentPlaces(windows);
  const output = createDocumentOutput({
    reading: () => connection.database(),
    writing: () => countingDatabase(connection),
    printer: createDocumentPrinter({ openWindow: windows.openDocumentWindow, hold: heldDocuments.hold }),
  });

  /** A document in this language, in the digits and with the calendar that the user has chosen. */
  async function choiceOf(language: DocumentLanguage): Promise<{ choice: DocumentChoice; words: Language }> {
    const preferences = await settings.preferences.read();
    const calendar = preferences.hijri ? 'gregorian_hijri' : 'gregorian';
    return { choice: { language, digits: preferences.digits, calendar }, words: preferences.language };
  }

  async function saveOne(document: DocumentRef, language: DocumentLanguage): Promise<string | null> {
    const { choice, words } = await choiceOf(language);
    return output.save(document, choice, (name) => places.file(name, words));
  }

  async function saveAll(documents: readonly DocumentRef[], language: DocumentLanguage): Promise<string[] | null> {
    const { choice, words } = await choiceOf(language);
    const folder = await places.folder(words);
    if (folder === null) return null;
    const saved: string[] = [];
    for (const document of documents) {
      const path = await output.save(document, choice, (name) => freePath(folder, name));
      if (path !== null) saved.push(path);
    }
    return saved;
  }

  return {
    async preview({ document, language }) {
      const { choice } = await choiceOf(language);
      const { html, title } = await output.page(document, choice);
      return { html, title };
    },
    async savePdf({ documents, language }) {
      const [first, ...others] = documents;
      if (first === undefined) return { saved: [], canceled: false };
      if (others.length > 0) {
        const saved = await saveAll(documents, language);
        return { saved: saved ?? [], canceled: saved === null };
      }
      const path = await saveOne(first, language);
      return { saved: path === null ? [] : [path], canceled: path === null };
    },
    async print({ documents, language }) {
      const { choice } = await choiceOf(language);
      let printed = 0;
      for (const document of documents) {
        // Whoever closes the dialog of one does not want to be asked about the rest.
        if (!(await output.print(document, choice))) return { printed, canceled: true };
        printed += 1;
      }
      return { printed, canceled: false };
    },
  };
}
