import { amountSchema } from '../../contract/amount';
import type { Money } from '../../contract/money';
import { countInArabic } from './arabic';
import { countInEnglish } from './english';
import { currencyWords } from './nouns';

/** The whole units and the hundredths of an amount; both fit a double exactly (ten digits and two). */
function split(amount: string): { negative: boolean; main: number; sub: number } {
  const exact = amountSchema.parse(amount);
  const [main = '', sub = ''] = exact.replace('-', '').split('.');
  return { negative: exact.startsWith('-'), main: Number(main), sub: Number(sub) };
}

/** `فقط مائتا ريال يمني لا غير`. Throws where the amount is no exact amount of two places. */
export function amountInArabicWords(money: Money): string {
  const { negative, main, sub } = split(money.amount);
  const words = currencyWords[money.currency].arabic;
  const parts: string[] = [];
  if (main > 0 || sub === 0) parts.push(countInArabic(main, words.main));
  if (sub > 0) parts.push(countInArabic(sub, words.sub));
  return `فقط ${negative ? 'سالب ' : ''}${parts.join(' و')} لا غير`;
}

/** `Two hundred Yemeni rials only`. Throws where the amount is no exact amount of two places. */
export function amountInEnglishWords(money: Money): string {
  const { negative, main, sub } = split(money.amount);
  const words = currencyWords[money.currency].english;
  const parts: string[] = [];
  if (main > 0 || sub === 0) parts.push(countInEnglish(main, words.main));
  if (sub > 0) parts.push(countInEnglish(sub, words.sub));
  const text = `${negative ? 'minus ' : ''}${parts.join(' and ')} only`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
