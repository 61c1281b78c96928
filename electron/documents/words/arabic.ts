import type { ArabicNoun, ArabicUnit, Gender } from './nouns';

/*
 * Counting in Arabic, in the nominative as sums are written on documents.
 *
 * 1        the noun itself, then واحد:              ريال يمني واحد
 * 2        the dual:                                 ريالان يمنيان
 * 3-10     the opposite gender, then the plural:     ثلاثة ريالات يمنية
 * 11-99    then the singular accusative:             أحد عشر ريالاً يمنياً
 * 100s up  then the singular genitive, in construct: مائتا ريال يمني
 * 101, 102 the noun comes twice, as in ألف ليلة وليلة: مائة ريال وريال يمني واحد
 * above, the last part decides:                      مائة وثلاثة ريالات يمنية
 */

const units: Readonly<Record<Gender, readonly string[]>> = {
  // How one to ten are written beside a noun of this gender: three to ten take the opposite one.
  masculine: ['', 'واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة', 'عشرة'],
  feminine: ['', 'واحدة', 'اثنتان', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع', 'عشر'],
};
const teens: Readonly<Record<Gender, readonly string[]>> = {
  masculine: [
    'أحد عشر',
    'اثنا عشر',
    'ثلاثة عشر',
    'أربعة عشر',
    'خمسة عشر',
    'ستة عشر',
    'سبعة عشر',
    'ثمانية عشر',
    'تسعة عشر',
  ],
  feminine: [
    'إحدى عشرة',
    'اثنتا عشرة',
    'ثلاث عشرة',
    'أربع عشرة',
    'خمس عشرة',
    'ست عشرة',
    'سبع عشرة',
    'ثماني عشرة',
    'تسع عشرة',
  ],
};
/** Before "and twenty" the feminine one and eight take the forms of a number that stands alone. */
const beforeTens: Readonly<Record<Gender, Readonly<Partial<Record<number, string>>>>> = {
  masculine: {},
  feminine: { 1: 'إحدى', 8: 'ثمانٍ' },
};
const tens = ['', '', 'عشرون', 'ثلاثون', 'أربعون', 'خمسون', 'ستون', 'سبعون', 'ثمانون', 'تسعون'];
const hundreds = ['', 'مائة', 'مائتان', 'ثلاثمائة', 'أربعمائة', 'خمسمائة', 'ستمائة', 'سبعمائة', 'ثمانمائة', 'تسعمائة'];
const twoHundredConstruct = 'مائتا';

/** A scale is itself counted, and stands before the noun that it counts: ألفان, but ألفا ريال. */
interface ScaleNoun extends ArabicNoun {
  readonly dualConstruct: string;
}

/** From the greatest down; the words of a sum follow this order. */
const scales: readonly { readonly value: number; readonly noun: ScaleNoun }[] = [
  { value: 1e9, noun: scale('مليار', 'ملياران', 'مليارا', 'مليارات', 'ملياراً') },
  { value: 1e6, noun: scale('مليون', 'مليونان', 'مليونا', 'ملايين', 'مليوناً') },
  { value: 1e3, noun: scale('ألف', 'ألفان', 'ألفا', 'آلاف', 'ألفاً') },
];

function scale(singular: string, dual: string, dualConstruct: string, plural: string, accusative: string): ScaleNoun {
  return { gender: 'masculine', singular, dual, dualConstruct, plural, accusative };
}

const and = ' و';

/** The word that an index of a table names; a hole in a table is a fault of this file. */
function word(table: readonly string[], index: number): string {
  const found = table[index];
  if (found === undefined) throw new RangeError(`no word for ${index}`);
  return found;
}

function hundred(count: number, construct: boolean): string {
  return count === 2 && construct ? twoHundredConstruct : word(hundreds, count);
}

/** 3 to 99 in words, beside a noun of this gender. */
function underHundred(value: number, gender: Gender): string {
  if (value <= 10) return word(units[gender], value);
  if (value < 20) return word(teens[gender], value - 11);
  const unit = value % 10;
  const ten = word(tens, Math.floor(value / 10));
  return unit === 0 ? ten : (beforeTens[gender][unit] ?? word(units[gender], unit)) + and + ten;
}

/** A scale counted 1 to 999 times: ألف, ألفان, ثلاثة آلاف, مائة ألف وألف. `construct`: the counted noun follows at once. */
function countScale(count: number, noun: ScaleNoun, construct: boolean): string {
  const over = Math.floor(count / 100);
  const rest = count % 100;
  const two = construct ? noun.dualConstruct : noun.dual;
  const parts: string[] = [];
  if (over > 0) parts.push(rest < 3 ? `${hundred(over, true)} ${noun.singular}` : hundred(over, false));
  if (rest === 1) parts.push(noun.singular);
  else if (rest === 2) parts.push(two);
  else if (rest >= 3 && rest <= 10) parts.push(`${underHundred(rest, noun.gender)} ${noun.plural}`);
  else if (rest > 10) {
    // The tanwin falls off in construct: أحد عشر ألف ريال, and stays elsewhere: أحد عشر ألفاً ومائة.
    parts.push(`${underHundred(rest, noun.gender)} ${construct ? noun.singular : noun.accusative}`);
  }
  return parts.join(and);
}

/** The thousands and above of a whole number, greatest first; empty under a thousand. */
function scaleParts(value: number, construct: boolean): string[] {
  const present = scales.filter(({ value: size }) => Math.floor(value / size) % 1000 > 0);
  return present.map(({ value: size, noun }, index) =>
    countScale(Math.floor(value / size) % 1000, noun, construct && index === present.length - 1),
  );
}

function withAdjective(unit: ArabicUnit, form: 'singular' | 'dual' | 'plural' | 'accusative'): string {
  return unit.adjective === null ? unit.noun[form] : `${unit.noun[form]} ${unit.adjective[form]}`;
}

/** A whole number from 0 to 999,999,999,999 of a unit, in words. */
export function countInArabic(value: number, unit: ArabicUnit): string {
  if (value === 0) return `صفر ${withAdjective(unit, 'singular')}`;
  const over = Math.floor((value % 1000) / 100);
  const rest = value % 100;
  const { noun } = unit;

  if (rest >= 3) {
    const above = scaleParts(value, false);
    if (over > 0) above.push(hundred(over, false));
    const counted = `${underHundred(rest, noun.gender)} ${withAdjective(unit, rest <= 10 ? 'plural' : 'accusative')}`;
    return [...above, counted].join(and);
  }

  // The round part, if there is one, stands in construct with a noun of its own.
  const round = scaleParts(value, over === 0);
  if (over > 0) round.push(hundred(over, true));
  const roundWords = round.join(and);
  if (rest === 0) return `${roundWords} ${withAdjective(unit, 'singular')}`;
  const last =
    rest === 1 ? `${withAdjective(unit, 'singular')} ${word(units[noun.gender], 1)}` : withAdjective(unit, 'dual');
  return roundWords === '' ? last : `${roundWords} ${noun.singular}${and}${last}`;
}
