/*
 * Reads amounts in words back to a decimal string. Written apart from the writer: it knows the words of a sum, not how the
 * writer puts them together, and refuses every word that it does not know.
 */

const arabicNumbers: Readonly<Record<string, number>> = {
  صفر: 0,
  واحد: 1,
  أحد: 1,
  اثنان: 2,
  اثنا: 2,
  ثلاثة: 3,
  أربعة: 4,
  خمسة: 5,
  ستة: 6,
  سبعة: 7,
  ثمانية: 8,
  تسعة: 9,
  عشرة: 10,
  عشر: 10,
  عشرون: 20,
  ثلاثون: 30,
  أربعون: 40,
  خمسون: 50,
  ستون: 60,
  سبعون: 70,
  ثمانون: 80,
  تسعون: 90,
  مائة: 100,
  مائتان: 200,
  مائتا: 200,
  ثلاثمائة: 300,
  أربعمائة: 400,
  خمسمائة: 500,
  ستمائة: 600,
  سبعمائة: 700,
  ثمانمائة: 800,
  تسعمائة: 900,
};
const arabicScales: Readonly<Record<string, readonly [size: number, own: number]>> = {
  // The second figure is what the word says by itself: a dual already counts two.
  ألف: [1e3, 1],
  ألفاً: [1e3, 1],
  آلاف: [1e3, 1],
  ألفان: [1e3, 2],
  ألفا: [1e3, 2],
  مليون: [1e6, 1],
  مليوناً: [1e6, 1],
  ملايين: [1e6, 1],
  مليونان: [1e6, 2],
  مليونا: [1e6, 2],
  مليار: [1e9, 1],
  ملياراً: [1e9, 1],
  مليارات: [1e9, 1],
  ملياران: [1e9, 2],
  مليارا: [1e9, 2],
};
const arabicNouns: Readonly<Record<string, readonly [kind: 'main' | 'sub', own: number]>> = {
  ريال: ['main', 1],
  ريالاً: ['main', 1],
  ريالات: ['main', 1],
  ريالان: ['main', 2],
  دولار: ['main', 1],
  دولاراً: ['main', 1],
  دولارات: ['main', 1],
  دولاران: ['main', 2],
  فلس: ['sub', 1],
  فلساً: ['sub', 1],
  فلوس: ['sub', 1],
  فلسان: ['sub', 2],
  سنت: ['sub', 1],
  سنتاً: ['sub', 1],
  سنتات: ['sub', 1],
  سنتان: ['sub', 2],
};
const arabicAdjectives = new Set(['يمني', 'يمنيان', 'يمنية', 'يمنياً', 'أمريكي', 'أمريكيان', 'أمريكية', 'أمريكياً']);

function decimal(main: number, sub: number): string {
  return `${main}.${String(sub).padStart(2, '0')}`;
}

/** Takes the outer words off, or throws. */
function inner(text: string, start: RegExp, end: RegExp): string {
  if (!start.test(text) || !end.test(text)) throw new Error(`not closed: ${text}`);
  return text.replace(start, '').replace(end, '');
}

export function readArabicWords(text: string): string {
  const totals = { main: 0, sub: 0 };
  let group = 0; // since the last scale
  let above = 0; // scales so far
  let counted = false; // a number word stands open, waiting for its noun
  let afterNoun = false;
  for (const token of inner(text, /^فقط /, / لا غير$/).split(' ')) {
    const known = (word: string): boolean =>
      word in arabicNumbers || word in arabicScales || word in arabicNouns || arabicAdjectives.has(word);
    const joined = !known(token) && token.startsWith('و') && known(token.slice(1));
    const word = joined ? token.slice(1) : token;
    if (!known(word)) throw new Error(`unknown word ${token} in ${text}`);
    const scale = arabicScales[word];
    const noun = arabicNouns[word];
    const value = arabicNumbers[word];
    if (value !== undefined) {
      // ريال واحد: the one after a noun only stresses what the noun has said.
      if (afterNoun && !joined && word === 'واحد') continue;
      group += value;
      counted = true;
      afterNoun = false;
    } else if (scale) {
      if (scale[1] === 2 && group % 100 !== 0) throw new Error(`a dual that is counted: ${text}`);
      above += (group === 0 ? 1 : group) * scale[0] * scale[1];
      group = 0;
      counted = true;
      afterNoun = false;
    } else if (noun) {
      totals[noun[0]] += counted ? (above + group) * noun[1] : noun[1];
      if (counted && noun[1] === 2) throw new Error(`a dual that is counted: ${text}`);
      [above, group, counted, afterNoun] = [0, 0, false, true];
    }
  }
  if (counted) throw new Error(`a number without its noun: ${text}`);
  return decimal(totals.main, totals.sub);
}

const englishNumbers = new Map(
  (
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen'
  )
    .split(' ')
    .map((word, index) => [word, index] as const),
);
'twenty thirty forty fifty sixty seventy eighty ninety'
  .split(' ')
  .forEach((word, index) => englishNumbers.set(word, (index + 2) * 10));
const englishScales: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, billion: 1e9 };

export function readEnglishWords(text: string): string {
  const totals = { main: 0, sub: 0 };
  let group = 0;
  let above = 0;
  for (const word of inner(text, /^(?=[A-Z])/, / only$/)
    .toLowerCase()
    .split(/[ -]/)) {
    const value = englishNumbers.get(word);
    const scale = englishScales[word];
    if (value !== undefined) group += value;
    else if (word === 'hundred') group *= 100;
    else if (scale !== undefined) {
      above += group * scale;
      group = 0;
    } else if (/^(?:rials?|dollars?|fils|cents?)$/.test(word)) {
      totals[/^(?:rial|dollar)/.test(word) ? 'main' : 'sub'] += above + group;
      [above, group] = [0, 0];
    } else if (!['and', 'us', 'yemeni'].includes(word)) throw new Error(`unknown word ${word} in ${text}`);
  }
  return decimal(totals.main, totals.sub);
}
