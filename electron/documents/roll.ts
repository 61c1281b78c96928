import { readBack } from './check/read-back';
import { pageMargins, rollPage, rollSize } from './page-rules';

const pointsPerMillimetre = 72 / 25.4;
/** So much paper stays under the last line, so that it can be torn off. */
const tail = 8;

/**
 * A roll has no page height: it is cut where the text ends. `draft` is the PDF of the same HTML on the longest page; the lowest text
 * on it says how long the paper must be, in whole millimetres.
 */
export async function rollLength(draft: Uint8Array): Promise<number> {
  const [page] = await readBack(draft);
  if (page === undefined || page.pieces.length === 0) return rollSize.longest;
  const lowest = Math.min(...page.pieces.map(({ y }) => y));
  const used = (page.height - lowest) / pointsPerMillimetre;
  return Math.min(rollSize.longest, Math.ceil(used + Number.parseFloat(pageMargins.roll[1]) + tail));
}

/** The same HTML on a page of this length. */
export function cutTo(html: string, millimetres: number): string {
  return html.replace(rollPage(rollSize.longest), rollPage(millimetres));
}
