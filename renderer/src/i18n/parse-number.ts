import { amountSchema, type Amount } from '@contract/amount';

/**
 * Why a typed number is not taken. Each has its sentence under `validation.` in the translations; none of them is ever
 * answered by a guess, since a wrong guess here is money.
 */
export type NumberProblem =
  | 'number_empty'
  | 'number_unreadable'
  | 'number_ambiguous'
  | 'number_grouping'
  | 'number_negative'
  | 'number_too_precise'
  | 'number_too_large';

export type ParsedNumber<T extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: NumberProblem };

const maxIntegerDigits = 10;

/** Marks that steer the direction of text and carry no meaning in a number: pasted amounts are full of them. */
const invisible = /[\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const spaces = /[\s\u00a0\u2007\u2009\u202f]/g;

/** Arabic-Indic (U+0660) and Persian (U+06F0) digits as ASCII digits; everything else as it is. */
export function latinDigits(text: string): string {
  return text
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}

function refuse(problem: NumberProblem): { ok: false; problem: NumberProblem } {
  return { ok: false, problem };
}

/** True for digits grouped by threes with one and the same mark, such as `1,234,567`, and not beginning with zero. */
function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...rest] = text.split(mark);
  return rest.length > 0 && /^[1-9]\d{0,2}$/.test(first) && rest.every((group) => /^\d{3}$/.test(group));
}

/**
 * Reads a number as people type and paste it: ASCII, Arabic-Indic or Persian digits; `.` or `٫` before the decimals; `,`
 * `٬` `،` or spaces between thousands; direction marks anywhere. `1,234` is a thousand (exactly three digits follow);
 * `12,5` could be either and is refused, as is anything else that can be read in two ways.
 * @returns ASCII digits with at most `scale` decimals, unpadded: `1234.5`.
 */
export function parseDecimal(text: string, scale: number): ParsedNumber {
  const plain = latinDigits(text.replace(invisible, '')).trim();
  if (plain === '') return refuse('number_empty');
  if (/^[-\u2212(]/.test(plain) || /[-\u2212]$/.test(plain)) return refuse('number_negative');
  // The Arabic marks say which they are; the Arabic comma is what an Arabic keyboard gives for a comma.
  const marked = plain
    .replaceAll('\u066b', '.')
    .replaceAll('\u060c', ',')
    .replace(/\s*\u066c\s*/g, '\u066c');
  const compact = marked.replace(/\s*([.,])\s*/g, '$1').replace(spaces, ' ');
  if (!/^[\d., \u066c]+$/.test(compact) || !/\d/.test(compact)) return refuse('number_unreadable');
  const points = compact.split('.').length - 1;
  if (points > 1) return refuse('number_ambiguous');
  const [whole = '', fraction] = compact.split('.');
  if (fraction !== undefined && !/^\d+$/.test(fraction)) {
    return refuse(/[,\u066c ]/.test(fraction) ? 'number_ambiguous' : 'number_unreadable');
  }
  const marks = [',', '\u066c', ' '].filter((mark) => whole.includes(mark));
  if (marks.length > 1) return refuse('number_ambiguous');
  const [mark] = marks;
  if (mark !== undefined && !isGrouped(whole, mark)) {
    return refuse(
      mark === ',' && points === 0 && whole.split(',').length === 2 ? 'number_ambiguous' : 'number_grouping',
    );
  }
  if (whole === '' && fraction === undefined) return refuse('number_unreadable');
  const integer = (mark === undefined ? whole : whole.replaceAll(mark, '')).replace(/^0+(?=\d)/, '') || '0';
  if (integer.length > maxIntegerDigits) return refuse('number_too_large');
  const decimals = (fraction ?? '').replace(/0+$/, '');
  if (decimals.length > scale) return refuse('number_too_precise');
  return { ok: true, value: decimals === '' ? integer : `${integer}.${decimals}` };
}

/** Reads a typed amount of money, not negative, exactly: never rounded, never guessed. See parseDecimal. */
export function parseAmount(text: string): ParsedNumber<Amount> {
  const parsed = parseDecimal(text, 2);
  if (!parsed.ok) return parsed;
  const [integer = '0', decimals = ''] = parsed.value.split('.');
  const amount = amountSchema.safeParse(`${integer}.${decimals.padEnd(2, '0')}`);
  return amount.success ? { ok: true, value: amount.data } : refuse('number_unreadable');
}
