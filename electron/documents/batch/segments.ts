import type { BillingDocument, DocumentChoice } from '../../contract/document';
import { missingFrom } from '../check/check-document';
import { fontsAreInside, readBack } from '../check/read-back';
import { makePdf, printable } from '../make-pdf';
import type { DocumentPrinter, PaperJob } from '../printer';
import { amountsOf, maySharePage, renderTogether } from '../render';
import type { checkDocument } from '../check/check-document';

/** Documents with more lines than these hardly fit on one page; the others are tried together, and looked at. */
const mostLines = 6;

type Several = readonly [BillingDocument, ...BillingDocument[]];

/** Documents that are tried on one HTML page together: neighbours, so that the order stays. */
export function segmentsOf(documents: readonly BillingDocument[], choice: DocumentChoice): readonly Several[] {
  const segments: [BillingDocument, ...BillingDocument[]][] = [];
  let open: [BillingDocument, ...BillingDocument[]] | null = null;
  for (const document of documents) {
    const short = amountsOf(document).lines.length <= mostLines && maySharePage(document, choice);
    if (short && open !== null && open[0].kind === document.kind) {
      open.push(document);
      continue;
    }
    const segment: [BillingDocument, ...BillingDocument[]] = [document];
    segments.push(segment);
    open = short ? segment : null;
  }
  return segments;
}

/** Whether each page of the PDF is the document at its place, whole. */
async function holdsEach(pdf: Uint8Array, documents: Several, choice: DocumentChoice): Promise<boolean> {
  const pages = await readBack(pdf).catch(() => []);
  return (
    fontsAreInside(pdf) &&
    pages.length === documents.length &&
    documents.every((document, index) => missingFrom(pages.slice(index, index + 1), document, choice) === null)
  );
}

/** The PDFs of a segment: one for all of it, or one for each where one of them needed more than a page. */
export async function segmentPdfs(
  printer: DocumentPrinter,
  segment: Several,
  choice: DocumentChoice,
  check: typeof checkDocument,
): Promise<Uint8Array[]> {
  if (segment.length > 1) {
    const together = await printer.toPdf(renderTogether(segment, choice));
    if (await holdsEach(together, segment, choice)) return [together];
  }
  const pdfs: Uint8Array[] = [];
  for (const document of segment) {
    const pdf = await makePdf(printer, document, choice, { author: false });
    await check(pdf, document, choice);
    pdfs.push(pdf);
  }
  return pdfs;
}

/** The print jobs of a segment, each a page of HTML: looked at as PDF first, so that no sheet is printed cut. */
export async function segmentPages(
  printer: DocumentPrinter,
  segment: Several,
  choice: DocumentChoice,
): Promise<{ readonly html: string; readonly job: PaperJob }[]> {
  if (segment.length > 1) {
    const html = renderTogether(segment, choice);
    if (await holdsEach(await printer.toPdf(html), segment, choice)) return [{ html, job: {} }];
  }
  const pages: { html: string; job: PaperJob }[] = [];
  for (const document of segment) {
    const { html, rollLength } = await printable(printer, document, choice);
    pages.push({ html, job: { rollLength } });
  }
  return pages;
}
