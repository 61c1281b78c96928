import { rm } from 'node:fs/promises';
import { countPrint, isCounted } from '../billing/count-print';
import type { BillingDocument, DocumentChoice } from '../contract/document';
import type { DocumentRef } from '../contract/documents';
import type { Database } from '../database/database';
import { pdfFileName } from './file-name';
import { checkDocument } from './check/check-document';
import type { DocumentPrinter } from './printer';
import { makePdf, printable } from './make-pdf';
import { renderDocument, titleOf } from './render';
import { savePdf } from './save-pdf';
import { readDocument } from './sources';

/** What the documents come from, and what makes PDF and paper of them. */
export interface OutputParts {
  /** The database to read from. Throws an AppError where there is none. */
  readonly reading: () => Database;
  /** The database that counts what was printed. Throws an AppError where it takes no writes. */
  readonly writing: () => Database;
  readonly printer: DocumentPrinter;
  /** Reads a finished PDF back before it gets its name; checkDocument where it is left out. */
  readonly check?: typeof checkDocument;
}

/** One document, ready to be shown: the page on the screen is the page on paper. */
export interface Page {
  readonly document: BillingDocument;
  readonly html: string;
  readonly title: string;
}

/** Shows, saves and prints documents by their id, and counts each issued one that has left the program. */
export interface DocumentOutput {
  /** As the next print of it will be. Throws `not_found`, `document_not_ready`. */
  page(ref: DocumentRef, choice: DocumentChoice): Promise<Page>;
  /**
   * Writes its PDF, whole or not at all, where `place` says, which is told the name it would get by `pattern`; null from there leaves it.
   * Gives the path. Throws as page(), `pdf_failed`, `document_incomplete`, `disk_full`, `file_not_written`, and `read_only` or its like for an
   * issued document where its print could not be counted.
   */
  save(
    ref: DocumentRef,
    choice: DocumentChoice,
    place: (name: string) => Promise<string | null>,
    pattern?: string,
  ): Promise<string | null>;
  /** Opens the system's print dialog; false where it was closed. Throws as page() and save(), `print_failed`, `printer_missing`. */
  print(ref: DocumentRef, choice: DocumentChoice): Promise<boolean>;
}

export function createDocumentOutput({
  reading,
  writing,
  printer,
  check = checkDocument,
}: OutputParts): DocumentOutput {
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: what the count says when a document is made must still be so when it is out. */
  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = last.then(job, job);
    last = result.catch(() => undefined);
    return result;
  }

  async function page(ref: DocumentRef, choice: DocumentChoice): Promise<Page> {
    const document = await readDocument(reading(), ref);
    return { document, html: renderDocument(document, choice), title: titleOf(document, choice) };
  }

  /**
   * Lets it out, and counts it where that was done; null where it was not. What could not be counted is not let out, and
   * taken back where that can be done: the next one would be a second original.
   */
  async function counting<T>(
    ref: DocumentRef,
    document: BillingDocument,
    letOut: () => Promise<T | null>,
    takeBack: (result: T) => Promise<void> = () => Promise.resolve(),
  ): Promise<T | null> {
    // A draft is no document yet.
    if (!isCounted(ref) || document.number === null) return letOut();
    writing();
    const result = await letOut();
    if (result === null) return null;
    try {
      await countPrint(writing(), ref);
    } catch (error) {
      await takeBack(result);
      throw error;
    }
    return result;
  }

  return {
    page,
    save: (ref, choice, place, pattern) =>
      inTurn(async () => {
        const document = await readDocument(reading(), ref);
        const write = async (): Promise<string | null> => {
          const path = await place(pdfFileName(document, choice.language, pattern));
          if (path === null) return null;
          const pdf = await makePdf(printer, document, choice);
          await savePdf(pdf, path, { check: (bytes) => check(bytes, document, choice) });
          return path;
        };
        return counting(ref, document, write, (path) => rm(path, { force: true }));
      }),
    print: (ref, choice) =>
      inTurn(async () => {
        const document = await readDocument(reading(), ref);
        const printed = await counting(ref, document, async () => {
          const { html, rollLength } = await printable(printer, document, choice);
          return (await printer.toPaper(html, { rollLength })) || null;
        });
        return printed !== null;
      }),
  };
}
