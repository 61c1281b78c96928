import type { BillingDocument, DocumentChoice } from '../contract/document';
import { withAuthor } from './pdf-author';
import type { DocumentPrinter } from './printer';
import { authorOf, choiceFor, renderDocument } from './render';
import { cutTo, rollLength } from './roll';

/** A document's page as it goes to paper. */
export interface Printable {
  readonly html: string;
  /** In millimetres, on a roll; null on sheets. */
  readonly rollLength: number | null;
}

/** The page of a document, on a roll as long as what stands on it. Throws as renderDocument and toPdf. */
export async function printable(
  printer: DocumentPrinter,
  document: BillingDocument,
  choice: DocumentChoice,
): Promise<Printable> {
  const html = renderDocument(document, choice);
  if (choiceFor(document.kind, choice).paper !== 'roll') return { html, rollLength: null };
  const length = await rollLength(await printer.toPdf(html));
  return { html: cutTo(html, length), rollLength: length };
}

/** The document as a tagged PDF with its title, language and, where it stays on its own, author. Throws `document_not_ready`, `pdf_failed`. */
export async function makePdf(
  printer: DocumentPrinter,
  document: BillingDocument,
  choice: DocumentChoice,
  { author = true }: { readonly author?: boolean } = {},
): Promise<Uint8Array> {
  const { html } = await printable(printer, document, choice);
  if (!author) return printer.toPdf(html);
  return withAuthor(await printer.toPdf(html), authorOf(document, choice));
}
