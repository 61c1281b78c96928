import { compareAmounts, smallerAmount, subtractAmounts, type Amount } from '../../contract/amount';
import type { SuggestionReason } from '../../contract/bank';

/** An invoice that can take the money, as far as a suggestion needs it. */
export interface OpenCandidate {
  readonly id: string;
  readonly number: string;
  readonly amountDue: Amount;
}

/** A customer whose name or invoice may be meant, with all its open invoices in the line's currency, oldest due first. */
export interface CandidateTenant<I extends OpenCandidate> {
  readonly tenantId: string;
  /** Folded, in either language. */
  readonly names: readonly string[];
  readonly invoices: readonly I[];
}

/** Invoice numbers that a text names, as they are stored; `short` are those without their year. */
export interface NumbersInText {
  readonly whole: readonly string[];
  readonly short: readonly string[];
}

const separators = String.raw`[\s./_:#-]`;
const withYear = new RegExp(
  String.raw`(?<![\da-z])(sah${separators}*)?(20\d{2})${separators}+(\d{1,10})(?![\d])(?![-/.]\d)`,
  'g',
);
const joined = new RegExp(String.raw`sah${separators}*(20\d{2})(\d{4,10})(?!\d)`, 'g');
const afterWord = new RegExp(
  String.raw`(?:فاتوره|الفاتوره|فواتير|الفواتير|invoice|inv|bill|sah)(?:\s+(?:رقم|no))?${separators}*0*(\d{1,7})(?![\d/.-])`,
  'g',
);
const bare = /(?<![\d/.,-])0*(\d{3,7})(?![\d/.,-])/g;

function stored(year: string | number, n: string): string {
  return `SAH-${year}-${n.replace(/^0+(?=\d)/, '').padStart(4, '0')}`;
}

/**
 * The invoice numbers in a folded text: `SAH-2026-0042`, `2026/0042`, `sah20260042`; and without their year, `invoice 42` or
 * `0042`, which can be of the booking's year or of the one before it. A date such as 2026-03-05 is none.
 */
export function numbersIn(text: string, bookedYear: number): NumbersInText {
  const whole = new Set<string>();
  const short = new Set<string>();
  for (const [, prefix, year = '', n = ''] of text.matchAll(withYear)) {
    if (prefix !== undefined || n.length >= 3) whole.add(stored(year, n));
  }
  for (const [, year = '', n = ''] of text.matchAll(joined)) whole.add(stored(year, n));
  const rest = text.replaceAll(withYear, ' ').replaceAll(joined, ' ');
  for (const pattern of [afterWord, bare]) {
    for (const [, n = ''] of rest.matchAll(pattern)) {
      if (/^0*$/.test(n)) continue;
      for (const year of [bookedYear, bookedYear - 1]) short.add(stored(year, n));
    }
  }
  return { whole: [...whole].slice(0, 40), short: [...short].filter((number) => !whole.has(number)).slice(0, 40) };
}

/** The words of a folded text that may be part of a name. */
export function wordsIn(text: string): string[] {
  const words = text.split(/[^\p{L}\p{M}\d]+/u).filter((word) => word.length >= 3 && !/^\d+$/.test(word));
  return [...new Set(words)].slice(0, 20);
}

/** How each reason weighs; their sum, 100 at the most, is the score. */
const weights: Readonly<Record<SuggestionReason, number>> = {
  number: 60,
  short_number: 30,
  amount_due: 25,
  whole_due: 25,
  name: 30,
  part_of_name: 18,
};

function nameReason(text: string, words: ReadonlySet<string>, names: readonly string[]): SuggestionReason | null {
  if (names.some((name) => name.length >= 4 && text.includes(name))) return 'name';
  const isPart = names.some((name) => {
    const own = wordsIn(name);
    const found = own.filter((word) => words.has(word)).length;
    return found >= 2 && found / own.length >= 0.6;
  });
  return isPart ? 'part_of_name' : null;
}

export interface Suggested<I extends OpenCandidate> {
  readonly tenantId: string;
  readonly score: number;
  readonly reasons: readonly SuggestionReason[];
  readonly allocations: readonly { readonly invoice: I; readonly amount: Amount }[];
  readonly credit: Amount;
}

function allocate<I extends OpenCandidate>(amount: Amount, invoices: readonly I[]) {
  let left = amount;
  const allocations: { invoice: I; amount: Amount }[] = [];
  for (const invoice of invoices) {
    const part = smallerAmount(left, invoice.amountDue);
    if (compareAmounts(part, '0.00') <= 0) continue;
    allocations.push({ invoice, amount: part });
    left = subtractAmounts(left, part);
  }
  return { allocations, credit: left };
}

/** True where the open amounts come to exactly this, however many they are. */
function comesTo(amount: Amount, invoices: readonly OpenCandidate[]): boolean {
  let left = amount;
  for (const { amountDue } of invoices) {
    if (compareAmounts(amountDue, left) > 0) return false;
    left = subtractAmounts(left, amountDue);
  }
  return compareAmounts(left, '0.00') === 0;
}

/**
 * What a line of a statement may pay, the likeliest first: for each customer the invoices that its text names, else the one
 * whose open amount it is, else the open ones, oldest due first. What is over is shown as credit, never pushed into another
 * invoice than those named.
 */
export function suggestPayments<I extends OpenCandidate>(
  line: { readonly text: string; readonly amount: Amount; readonly bookedYear: number },
  tenants: readonly CandidateTenant<I>[],
): Suggested<I>[] {
  const { whole, short } = numbersIn(line.text, line.bookedYear);
  const words = new Set(wordsIn(line.text));
  const suggested: Suggested<I>[] = [];
  for (const { tenantId, names, invoices } of tenants) {
    const reasons: SuggestionReason[] = [];
    const byWhole = invoices.filter(({ number }) => whole.includes(number));
    const byShort = invoices.filter(({ number }) => short.includes(number));
    const named = byWhole.length > 0 ? byWhole : byShort;
    if (byWhole.length > 0) reasons.push('number');
    else if (byShort.length > 0) reasons.push('short_number');
    const pool = named.length > 0 ? named : invoices;
    const exact = pool.filter(({ amountDue }) => compareAmounts(amountDue, line.amount) === 0);
    if (exact.length > 0) reasons.push('amount_due');
    else if (pool.length > 1 && comesTo(line.amount, pool)) reasons.push('whole_due');
    const name = nameReason(line.text, words, names);
    if (name !== null) reasons.push(name);
    const { allocations, credit } = allocate(line.amount, exact.length > 0 ? exact.slice(0, 1) : pool);
    if (reasons.length === 0 || allocations.length === 0) continue;
    const sum = reasons.reduce((weight, reason) => weight + weights[reason], 0);
    const score = sum > 100 ? 100 : sum;
    suggested.push({ tenantId, score, reasons, allocations, credit });
  }
  return suggested.toSorted((left, right) => right.score - left.score || (left.tenantId < right.tenantId ? -1 : 1));
}
