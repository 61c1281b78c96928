import { html, type Html } from '../html';

/** The width of a digit, and of what stands between digits at most, in parts of the type size. */
const digitWidth = 0.585;
/** The widest type that a column of amounts holds: that of the grand total, in parts of the table's own. */
const largest = 1.12;
/** What a head such as "Unit price" needs. */
const narrowest = { no: 1.2, quantity: 3.6, price: 6, amount: 7.4 } as const;

/**
 * The width of a column as wide as the longest number in it, as a CSS length. Counted here, not left to the layout, so
 * that lines and sums of one document agree and no number is ever broken or runs into the next.
 */
export function numberWidth(kind: keyof typeof narrowest, texts: readonly string[]): string {
  const longest = texts.reduce((length, text) => Math.max(length, text.length), 0);
  const scale = kind === 'amount' ? largest : 1;
  const width = Math.max(longest * digitWidth * scale, narrowest[kind]);
  return `calc(${width.toFixed(2)}em + 4.4*var(--unit))`;
}

/** A column of a table of such a width. */
export function column(width: string): Html {
  return html`<col style="inline-size:${width}" />`;
}
