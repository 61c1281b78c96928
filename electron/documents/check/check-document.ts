import type { BillingDocument, DocumentChoice } from '../../contract/document';
import { AppError } from '../../contract/result';
import { formatDate } from '../dates';
import { formatAmount } from '../numbers';
import { amountsOf, dateOf } from '../render';
import { createSetting } from '../setting';
import { fontsAreInside, readBack, type PageRead } from './read-back';

/** What a document that was read back lacks. */
export type Missing = 'number' | 'date' | 'total' | 'line' | 'font' | 'page' | 'cut';

/** Nothing stands nearer to the paper's edge than this, in points: half of the narrowest margin. */
const nearest = 5;

function isCut({ width, height, pieces }: PageRead): boolean {
  return pieces.some(
    (piece) =>
      piece.x < nearest ||
      piece.y < nearest ||
      piece.x + piece.width > width - nearest ||
      piece.y + piece.height > height - nearest,
  );
}

/** How often each text occurs, of texts that may be part of one another: 1,000.00 holds 0.00. */
function lacksOne(text: string, wanted: readonly string[]): boolean {
  const times = new Map<string, number>();
  for (const each of wanted) times.set(each, (times.get(each) ?? 0) + 1);
  return [...times].some(([each, count]) => text.split(each).length - 1 < count);
}

/**
 * What pages lack of the document that they should show; null where nothing is missing: its number, its date, its sums, the
 * amount of every line, and nothing over the paper's edge.
 */
export function missingFrom(
  pages: readonly PageRead[],
  document: BillingDocument,
  choice: DocumentChoice,
): Missing | null {
  const { digits } = createSetting(choice);
  if (pages.length === 0 || pages.some(({ pieces }) => pieces.length === 0)) return 'page';
  if (pages.some(isCut)) return 'cut';
  const text = pages.map((page) => page.text).join('\n');
  if (document.number !== null && !text.includes(document.number.replace(/\s+/g, ''))) return 'number';
  if (!text.includes(formatDate(dateOf(document), digits))) return 'date';
  const { sums, lines } = amountsOf(document);
  const written = (amounts: readonly string[]): string[] =>
    amounts.map((amount) => formatAmount(amount, digits).replace(/\s+/g, ''));
  if (lacksOne(text, written(sums))) return 'total';
  return lacksOne(text, written(lines)) ? 'line' : null;
}

const pdfMark = new TextEncoder().encode('%PDF-');

/**
 * Reads a PDF back and compares it with the document it was made of. Throws `document_incomplete` with what is `missing`:
 * such a file is never kept as if it were good; `pdf_failed` for what is no PDF.
 */
export async function checkDocument(pdf: Uint8Array, document: BillingDocument, choice: DocumentChoice): Promise<void> {
  const lacks = (missing: Missing): AppError =>
    new AppError('document_incomplete', { number: document.number ?? '', missing });
  if (!pdfMark.every((byte, place) => pdf[place] === byte)) throw new AppError('pdf_failed');
  if (!fontsAreInside(pdf)) throw lacks('font');
  const pages = await readBack(pdf).catch(() => []);
  const missing = missingFrom(pages, document, choice);
  if (missing !== null) throw lacks(missing);
}
