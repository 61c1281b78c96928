import type { EnglishUnit } from './nouns';

const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
  'seventeen',
  'eighteen',
  'nineteen',
];
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales: readonly (readonly [size: number, name: string])[] = [
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
];

function underThousand(value: number): string {
  const parts: string[] = [];
  if (value >= 100) parts.push(`${small[Math.floor(value / 100)] ?? ''} hundred`);
  const rest = value % 100;
  if (rest > 0 && rest < 20) parts.push(small[rest] ?? '');
  if (rest >= 20) {
    const ten = tens[Math.floor(rest / 10)] ?? '';
    parts.push(rest % 10 === 0 ? ten : `${ten}-${small[rest % 10] ?? ''}`);
  }
  return parts.join(' ');
}

/** A whole number from 0 to 999,999,999,999 of a unit, in words: `one thousand two US dollars`. */
export function countInEnglish(value: number, unit: EnglishUnit): string {
  const name = value === 1 ? unit.singular : unit.plural;
  if (value === 0) return `zero ${name}`;
  const parts = scales
    .filter(([size]) => Math.floor(value / size) % 1000 > 0)
    .map(([size, scale]) => `${underThousand(Math.floor(value / size) % 1000)} ${scale}`);
  if (value % 1000 > 0) parts.push(underThousand(value % 1000));
  return `${parts.join(' ')} ${name}`;
}
