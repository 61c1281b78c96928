import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { migrations } from '../../migrations';
import { ar, en } from '../../renderer/src/i18n/resources';
import { filesUnder, root } from './source';

/** How the texts are written: what docs/glossary.md says, as far as a machine can hold it. */

type Tree = { readonly [key: string]: string | Tree };

/** A text and where it stands. */
interface Said {
  readonly at: string;
  readonly text: string;
}

function sentences(tree: Tree, path = ''): Said[] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return typeof value === 'string' ? [{ at, text: value }] : sentences(value, at);
  });
}

const screens = { ar: sentences(ar), en: sentences(en) };
const twoArabicLetters = /[\u0621-\u064a]{2}/;

/** What reads a bank's or another program's words, and the letters of numbers in words, says nothing to a reader. */
const readsOnly =
  /^electron\/(?:contract\/fold|billing\/(?:csv|bank|usage-import|sample-data)\/|billing\/rules\/bank-suggestions|documents\/(?:words\/|numbers|sample))/;

function literals(node: unknown, found: string[] = []): string[] {
  if (Array.isArray(node)) for (const entry of node) literals(entry, found);
  else if (typeof node === 'object' && node !== null) {
    const { type, value } = node as { type?: unknown; value?: unknown };
    if (type === 'Literal' && typeof value === 'string') found.push(value);
    if (type === 'TemplateLiteral') found.push(templateText(node));
    else for (const child of Object.values(node)) literals(child, found);
  }
  return found;
}

/** A template with its values as places, as the sentences of the screens have them. */
function templateText(node: object): string {
  const { quasis } = node as { quasis?: readonly { readonly value: { readonly cooked: string } }[] };
  return (quasis ?? []).map(({ value }) => value.cooked).join('{{value}}');
}

/** Documents, spreadsheets, menus and the lines of invoices: the Arabic that main writes itself. */
const ofMain: readonly Said[] = filesUnder(['electron'], /\.ts$/)
  .filter(({ path, text }) => twoArabicLetters.test(text) && !readsOnly.test(path))
  .flatMap(({ path, text }) =>
    literals(parseSync(path, text).program)
      .filter((literal) => twoArabicLetters.test(literal))
      .map((literal) => ({ at: path, text: literal })),
  );

/** The guide without what is typed or pressed. */
function guide(language: 'ar' | 'en'): Said[] {
  const path = `docs/user-guide.${language}.md`;
  return readFileSync(join(root, path), 'utf8')
    .replace(/<!--.*?-->|\]\([^)]*\)/gs, '')
    .replace(/`[^`]*`/g, 'س')
    .split('\n')
    .map((text, line) => ({ at: `${path}:${line + 1}`, text }));
}

/** What the command line's help says of each verb. */
const summaries: readonly Said[] = filesUnder(['electron/cli'], /\.ts$/).flatMap(({ path, text }) =>
  [...text.matchAll(/\bsummary:\s*(['"`])(.+?)\1,\n/gs)].map(([, , summary = '']) => ({ at: path, text: summary })),
);

/** What the wizard and the screen of the upgrades call each upgrade. */
const titles = {
  ar: migrations.map(({ name, title }): Said => ({ at: name, text: title.ar })),
  en: migrations.map(({ name, title }): Said => ({ at: name, text: title.en })),
};
const arabic = [...screens.ar, ...ofMain, ...titles.ar];
const allArabic = [...arabic, ...guide('ar')];

/** `at: text` of each that breaks the rule. */
function breaking(texts: readonly Said[], wrong: (text: string) => boolean): string[] {
  return texts.filter(({ text }) => wrong(text)).map(({ at, text }) => `${at}: ${text}`);
}

const place = /\{\{?\w+\}?\}/g;
/** What is the same in every language: addresses, paths, keys between isolates, and the values' places. */
const sameEverywhere =
  /[A-Z]+-\d{4}-\d+|\{\{?\w+\}?\}|\u2066[^\u2069]*\u2069|[\w.+-]+@[\w.]+|\w+:\/\/\S*|(?:\/\w+)+|\b\w+\/\w+\b/g;
const names = new Set(
  `A4 A5 CA CONNECT CREATEROLE CSV DB_POOL_SIZE ENVIRONMENT Enter Excel F2 GB GRANT IBAN JPEG JPG PDF PEM PgBouncer PNG
  PostgreSQL SAH SAHOOL SQL Stripe TLS UTF-8 VACUUM VPN Alt Ctrl
  ahmed_saleh create_all development journalctl logging_collector on pg_dump pg_monitor pg_read_server_files
  pg_stat_statements prefer psql require sahool-backup csv xlsx English`.split(/\s+/),
);

it("no text has an arrow, which the program's fonts do not draw: a way is written with ›", () => {
  const texts = [...arabic, ...screens.en, ...titles.en, ...guide('ar'), ...guide('en')];
  expect(breaking(texts, (text) => /[\u2190-\u21ff]/.test(text))).toEqual([]);
});

describe('Arabic', () => {
  it('has no Latin word but names', () => {
    const foreign = arabic.flatMap(({ at, text }) =>
      [...text.replace(sameEverywhere, ' ').matchAll(/[A-Za-z][\w-]*/g)]
        .map(([word]) => word)
        .filter((word) => !names.has(word))
        .map((word) => `${at}: ${word}`),
    );
    expect(foreign).toEqual([]);
  });

  it('has its own comma, semicolon and question mark, and no space before a mark', () => {
    const own = (text: string) => text.replace(sameEverywhere, 'س');
    expect(breaking(allArabic, (text) => /[\u0600-\u06ff]\s*[,;?]|[,;?]\s*[\u0600-\u06ff]/.test(own(text)))).toEqual(
      [],
    );
    expect(breaking(allArabic, (text) => /\S \s*[،؛؟.!:](?:\s|$)/.test(own(text)))).toEqual([]);
  });

  it('has no number glued to a word, no space too many, and no stretched letter', () => {
    expect(breaking(allArabic, (text) => /[\u0621-\u064a][0-9٠-٩]|[0-9٠-٩][\u0621-\u064a]/.test(text))).toEqual([]);
    expect(breaking(arabic, (text) => /\S {2,}\S/.test(text))).toEqual([]);
    // Where a value follows, ل and ب are written as before a word; هـ is the era.
    expect(breaking(allArabic, (text) => /(?<![لبه])ـ/.test(text))).toEqual([]);
  });

  it('has tanween on its alif and every hamza in its place', () => {
    expect(breaking(allArabic, (text) => text.includes('\u064b\u0627'))).toEqual([]);
    const misspelt =
      /(?<![\u0621-\u0652])[وف]?(?:الى|او|ان|اي|اذا|اكثر|اقل|اول|الان|الأن|ايضا|إسم|إستخدام|إختيار|إنتظار|إسترداد|إشتراك|الإسترداد|الإشتراك|الإستخدام|إنتهاء|إتصال|الإتصال|اصدار|الغاء|ادخال|اعدادات|ارسال|اجمالي|الاجمالي|استثناءا|مساءا|شيئ|مسئول|شئ|هاذا|لاكن|لأن ه)(?![\u0621-\u0652])/;
    expect(breaking(allArabic, (text) => misspelt.test(text))).toEqual([]);
  });

  const counted = new Map<string, Map<string, string>>();
  for (const { at, text } of screens.ar) {
    const [, stem = '', form = ''] = /^(.*)_(zero|one|two|few|many|other)$/.exec(at) ?? [];
    if (form !== '') counted.set(stem, (counted.get(stem) ?? new Map<string, string>()).set(form, text));
  }
  const plurals = [...counted].filter(([, forms]) => forms.has('many') && forms.has('other'));

  it('says none, one and two in words, and each form its own way', () => {
    expect(plurals.length).toBeGreaterThan(30);
    const wrong = plurals.flatMap(([stem, forms]) => {
      const inWords = ['zero', 'one', 'two'].filter((form) => (forms.get(form) ?? '{{count}}').includes('{{count}}'));
      // `3 منها` and `11 منها` are alike: the noun is not theirs.
      const texts = [...forms.values()].filter((text) => !text.includes('{{count}} منها'));
      return [
        ...inWords.map((form) => `${stem}_${form}: has its number in digits`),
        ...(forms.size === 6 && new Set(texts).size === texts.length ? [] : [`${stem}: two forms are the same`]),
      ];
    });
    expect(wrong).toEqual([]);
  });

  it('counts 11 to 99 in the accusative: 11 يوماً، 11 فاتورةً', () => {
    const after = (text = '') => /\{\{count\}\} ([\u0621-\u0652]+)/.exec(text)?.[1];
    const wrong = plurals.flatMap(([stem, forms]) => {
      const [many, other] = [after(forms.get('many')), after(forms.get('other'))];
      // `3 منها` has no noun of its own.
      if (many === undefined || many === 'منها') return [];
      return many.endsWith('\u064b') && !other?.endsWith('\u064b') ? [] : [`${stem}: ${many}, ${other}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** The table of docs/glossary.md that names what is not written, by `not`, with what to write in its place. */
const [, forbidden = ''] =
  /## Not these words\n(.*?)\n## /s.exec(readFileSync(join(root, 'docs', 'glossary.md'), 'utf8')) ?? [];
const notThese = forbidden
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (?:not|-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, not = '', but = '', except = '']) => ({
    not,
    but,
    except: [...except.matchAll(/`([^`]+)`/g)].map((m) => m[1]),
  }));

describe('the glossary', () => {
  it('names what is not written', () => {
    expect(notThese.length).toBeGreaterThan(30);
  });

  it.each(notThese)('$but, not $not', ({ not, except }) => {
    const isArabic = twoArabicLetters.test(not);
    const escaped = not.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const wanted = isArabic
      ? new RegExp(`(?<![\u0621-\u0652])[وف]?[بكل]?(?:ال|ل)?${escaped}(?:ها|ه|هم|ك|ين|ات|ة)?(?![\u0621-\u0652])`)
      : new RegExp(`\\b${escaped}(?![\\w-])`, 'i');
    const texts = isArabic ? allArabic : [...screens.en, ...summaries, ...guide('en')];
    const here = texts.filter(({ at }) => !except.includes(at));
    expect(breaking(here, (text) => wanted.test(text.replace(place, ' ')))).toEqual([]);
  });
});
