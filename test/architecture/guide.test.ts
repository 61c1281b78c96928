import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Language } from '../../electron/contract/preferences';
import { guideSections } from '../../renderer/src/components/guide-place';
import { guideIn, linkedSection, sectionOf } from '../../renderer/src/features/help/guide';
import { ar, en } from '../../renderer/src/i18n/resources';
import { filesUnder, root } from './source';

type Tree = { readonly [key: string]: string | Tree };

const textsIn = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : textsIn(value)));
const texts = { ar: new Set(textsIn(ar)), en: new Set(textsIn(en)) };
const languages = ['ar', 'en'] as const satisfies readonly Language[];

const textOf = (language: Language): string => readFileSync(join(root, 'docs', `user-guide.${language}.md`), 'utf8');
const found = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, what = '']) => what);

describe.each(languages)('the user guide (%s)', (language) => {
  const text = textOf(language);

  it('has every section, in order', () => {
    expect(guideIn(language).map(({ id }) => id)).toEqual([...guideSections]);
  });

  it('links to its own sections', () => {
    const links = found(text, /\]\((#[^)]+)\)/g);
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((href) => linkedSection(guideIn(language), href) === null)).toEqual([]);
  });

  it('calls buttons, screens and choices as they are called', () => {
    const named = found(text, /\*\*([^*]+)\*\*/g).flatMap((name) => name.split(' › '));
    // A choice's explanation may follow its name: `Not confirmed yet: it counts once ...`.
    const said = (name: string) =>
      [name, `${name}…`].some((form) => texts[language].has(form)) ||
      [...texts[language]].some((words) => words.startsWith(`${name}:`));
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((name) => !said(name))).toEqual([]);
  });

  it('names keys that do something', () => {
    const known = new Set(
      filesUnder(['renderer/src'], /\.tsx?$/).flatMap((file) => found(file.text, /\bkeys[:=] ?['"]([^'"]+)['"]/g)),
    );
    // The suggestions of a bank line are chosen by their place; the grid opens its rows itself.
    const ownWay = ['1', '2', 'Enter', 'Esc'];
    const keys = found(text, /`((?:(?:Ctrl|Alt|Shift) )*(?:F\d{1,2}|[A-Z0-9,/?]|Enter|Esc))`/g);
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => !known.has(key.replaceAll(' ', '+')) && !ownWay.includes(key))).toEqual([]);
  });

  it('shows pictures that there are, in its language, with words for who cannot see them', () => {
    const pictures = [...text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)].map(([, alt = '', href = '']) => ({ alt, href }));
    expect(pictures.length).toBeGreaterThan(12);
    expect(pictures.filter(({ alt, href }) => alt === '' || !href.endsWith(`-${language}.webp`))).toEqual([]);
    expect(pictures.filter(({ href }) => !existsSync(join(root, 'docs', href)))).toEqual([]);
  });
});

describe('the pictures of the guide', () => {
  const folder = join(root, 'docs', 'pictures', 'guide');
  const files = readdirSync(folder);

  it('are all shown, and the same in both languages', () => {
    const shown = languages.flatMap((language) => found(textOf(language), /\]\(pictures\/guide\/([^)]+)\)/g));
    expect(files.toSorted()).toEqual([...new Set(shown)].toSorted());
    expect(files.filter((file) => !files.includes(file.replace('-ar.', '-en.')))).toEqual([]);
    expect(files.filter((file) => !files.includes(file.replace('-en.', '-ar.')))).toEqual([]);
  });

  it('are small', () => {
    expect(files.filter((file) => statSync(join(folder, file)).size > 100 * 1024)).toEqual([]);
  });
});

describe('F1', () => {
  const addresses = filesUnder(['renderer/src/features'], /route\.tsx$/).flatMap(({ text }) =>
    found(text, /^ {2}path: '(\/[^']*)'/gm),
  );

  it('knows a section for every screen', () => {
    expect(addresses.length).toBeGreaterThan(14);
    const elsewhere = addresses.filter((address) => sectionOf(address) === 'today');
    // The design gallery is for those who build the program.
    expect(elsewhere.filter((address) => address !== '/gallery')).toEqual(['/']);
  });

  it.each([
    ['/invoices?open=1', 'invoices'],
    ['/credit-notes', 'credits'],
    ['/tenants?open=x', 'customers'],
    ['/bank', 'bank'],
    ['/receivables', 'follow-up'],
    ['/reports?report=aging', 'reports'],
    ['/reports?report=day&day=2026-01-01', 'closing'],
    ['/reports?report=period-lock', 'closing'],
    ['/database', 'database'],
    ['/database?tab=users', 'users'],
    ['/database?tab=backup', 'backup'],
    ['/database?tab=monitoring', 'watching'],
    ['/audit', 'users'],
    ['/', 'today'],
  ])('at %s opens %s', (address, section) => {
    expect(sectionOf(address)).toBe(section);
  });
});
