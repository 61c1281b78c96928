import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../electron/contract/errors';
import { ar, en } from '../../renderer/src/i18n/resources';
import { filesUnder } from './source';

type Tree = { readonly [key: string]: string | Tree };
type Node = Readonly<Record<string, unknown>>;

const pluralForms = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
const pluralEnding = new RegExp(`_(?:${pluralForms.join('|')})$`);

/** Every sentence by its whole key, plural forms apart. */
function sentences(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => {
      const whole = path === '' ? key : `${path}.${key}`;
      return typeof value === 'string' ? [[whole, value] as const] : [...sentences(value, whole)];
    }),
  );
}

const arabic = sentences(ar);
const english = sentences(en);

/** A key that ends like a plural form and has a sister that does: `allocated_to_other` alone is a word of its own. */
const plurals = new Set(
  [...arabic.keys(), ...english.keys()].filter((key) => {
    const stem = key.replace(pluralEnding, '');
    return stem !== key && arabic.has(`${stem}_one`) && arabic.has(`${stem}_other`);
  }),
);
const stemOf = (key: string): string => (plurals.has(key) ? key.replace(pluralEnding, '') : key);
const plain = (keys: Iterable<string>): string[] => [...new Set([...keys].map(stemOf))].sort();

const screens = filesUnder(['renderer/src'], /\.tsx?$/);
const outsideOfTranslations = screens.filter(({ path }) => !path.startsWith('renderer/src/i18n/'));

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

/** Calls `visit` for every node of a file's syntax tree. */
function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const entry of value) walk(entry, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const entry of Object.values(value)) walk(entry, visit);
  }
}

function nodesOf({ path, text }: { readonly path: string; readonly text: string }): Node[] {
  const nodes: Node[] = [];
  walk(parseSync(path, text).program, (node) => nodes.push(node));
  return nodes;
}

const parsed = outsideOfTranslations.map((file) => ({ path: file.path, nodes: nodesOf(file) }));

/** The text between the values of a template, each value being one piece of a key. */
function templatePattern(node: Node): RegExp | null {
  const { quasis } = node;
  if (!Array.isArray(quasis) || quasis.length < 2) return null;
  const pieces = quasis.map((part: unknown) => {
    const value = isNode(part) ? part['value'] : null;
    return isNode(value) ? String(value['cooked']) : '';
  });
  return /^[a-z]\w*\./.test(pieces[0] ?? '')
    ? new RegExp(`^${pieces.map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^.]+')}$`)
    : null;
}

describe('the translations', () => {
  it('have the same keys in both languages', () => {
    expect(plain(english.keys())).toEqual(plain(arabic.keys()));
  });

  it('have all six forms of a plural in Arabic and both in English', () => {
    const forms = (keys: Iterable<string>, wanted: readonly string[]) =>
      plain([...keys].filter((key) => plurals.has(key))).flatMap((key) =>
        wanted.filter((form) => ![...keys].includes(`${key}_${form}`)).map((form) => `${key}_${form}`),
      );
    expect(forms([...arabic.keys()], pluralForms)).toEqual([]);
    expect(forms([...english.keys()], ['one', 'other'])).toEqual([]);
  });

  it('say nothing empty, and fill in the same values', () => {
    const values = (sentence: string | undefined) =>
      [...(sentence ?? '').matchAll(/\{\{(\w+)\}\}/g)]
        .map(([, name = '']) => name)
        .toSorted((left, right) => left.localeCompare(right));
    const differing = [...arabic].filter(
      ([key, sentence]) =>
        english.has(key) && !plurals.has(key) && String(values(sentence)) !== String(values(english.get(key))),
    );
    expect(differing).toEqual([]);
    expect([...arabic, ...english].filter(([, sentence]) => sentence.trim() === '')).toEqual([]);
  });

  it('are Arabic in Arabic, without Arabic in English', () => {
    const names = /^app\.language\./;
    const letters = /[\u0621-\u064a]/;
    expect([...english].filter(([key, sentence]) => !names.test(key) && letters.test(sentence))).toEqual([]);
    // A sentence of values alone has no letter of its own.
    const own = (sentence: string) => sentence.replace(/\{\{\w+\}\}/g, '');
    const foreign = [...arabic].filter(
      ([key, sentence]) => !names.test(key) && /[A-Za-z]{4,}/.test(own(sentence)) && !letters.test(own(sentence)),
    );
    expect(foreign).toEqual([]);
  });

  it.each(errorCodes)('tell what happened and what to do next: %s', (code) => {
    for (const language of [arabic, english]) {
      expect(language.get(`errors.${code}.title`)).toBeTruthy();
      expect(language.get(`errors.${code}.remedy`)).toBeTruthy();
    }
  });

  it('are all used', () => {
    const literals = new Set<string>();
    const patterns: RegExp[] = [];
    for (const { nodes } of parsed) {
      for (const node of nodes) {
        if (node['type'] === 'Literal' && typeof node['value'] === 'string') literals.add(node['value']);
        const pattern = node['type'] === 'TemplateLiteral' ? templatePattern(node) : null;
        if (pattern) patterns.push(pattern);
      }
    }
    const unused = plain(arabic.keys()).filter(
      (key) => !literals.has(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });
});

/** Proper names that both languages write so. */
const properNames = new Set(['PostgreSQL']);

describe('the screens', () => {
  it('have no word of their own between tags', () => {
    const words = parsed.flatMap(({ path, nodes }) =>
      nodes
        .filter(({ type, value }) => type === 'JSXText' && typeof value === 'string' && /\p{L}/u.test(value))
        .filter(({ value }) => !properNames.has(String(value).trim()))
        .map(({ value }) => `${path}: ${String(value).trim()}`),
    );
    expect(words).toEqual([]);
  });

  it('have no word of their own in what is read out or shown by an attribute', () => {
    const shown =
      /^(?:aria-(?:label|description|valuetext|roledescription|placeholder)|label|title|placeholder|alt|text|description|confirmLabel|saveLabel)$/;
    const words = parsed.flatMap(({ path, nodes }) =>
      nodes.flatMap((node) => {
        const { name, value } = node;
        if (node['type'] !== 'JSXAttribute' || !isNode(name) || !isNode(value)) return [];
        if (!shown.test(String(name['name'])) || typeof value['value'] !== 'string') return [];
        // An address is the same in every language.
        const isAddress = /^[\w:/@-]+(?:\.[\w:/@-]+)+$/.test(value['value']);
        return /\p{L}/u.test(value['value']) && !isAddress
          ? [`${path}: ${String(name['name'])}="${value['value']}"`]
          : [];
      }),
    );
    expect(words).toEqual([]);
  });

  it('have no Arabic outside of the translations', () => {
    const words = parsed.flatMap(({ path, nodes }) =>
      nodes
        .filter(
          ({ type, value }) => type === 'Literal' && typeof value === 'string' && /[\u0621-\u064a]{2}/.test(value),
        )
        .map(({ value }) => `${path}: ${String(value)}`),
    );
    expect(words).toEqual([]);
  });

  it('use logical properties, so that both directions are one', () => {
    const physical =
      /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|(?:left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:|text-align:\s*left|float:)/;
    const found = filesUnder(['renderer/src'], /\.css$/).flatMap(({ path, text }) =>
      text
        .replace(/\/\*.*?\*\//gs, '')
        .split('\n')
        .filter((line) => physical.test(line) && !line.includes('@media'))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});
