import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run-command.mjs';

/**
 * Says what stands in one language and not in the other: files, entries, plural forms, and the values put into a
 * sentence. Run by each build, and by itself as `node scripts/check-translations.mjs`.
 */

const folder = join(root, 'renderer', 'src', 'i18n');
const pluralEnd = /_(zero|one|two|few|many|other)$/;

function entriesOf(value, path = '') {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value).flatMap(([name, content]) => entriesOf(content, path === '' ? name : `${path}.${name}`));
}

/** A language's texts, by file and path. */
function textsOf(language) {
  return readdirSync(join(folder, language))
    .filter((name) => name.endsWith('.json'))
    .flatMap((file) =>
      entriesOf(JSON.parse(readFileSync(join(folder, language, file), 'utf8'))).map(([path, text]) => ({
        path: `${file}: ${path}`,
        base: `${file}: ${path.replace(pluralEnd, '')}`,
        form: pluralEnd.exec(path)?.[1] ?? null,
        text,
      })),
    );
}

/** A name may end as a plural does, such as `paid_by_other`: it is one only beside other forms, or where it counts. */
function isPlural(texts) {
  return texts.length > 1 || texts.some(({ text }) => /\{\{\s*count\b/.test(text));
}

/** A language's entries; the forms of a plural are one. */
function readLanguage(language) {
  const texts = textsOf(language);
  const forms = new Map();
  for (const text of texts) {
    if (text.form !== null) forms.set(text.base, [...(forms.get(text.base) ?? []), text]);
  }
  const entries = new Map();
  for (const { path, base, form, text } of texts) {
    const plural = form !== null && isPlural(forms.get(base));
    const key = plural ? base : path;
    const entry = entries.get(key) ?? { forms: new Set(), values: new Set(), texts: [] };
    if (plural) entry.forms.add(form);
    for (const [, value] of text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)) entry.values.add(value);
    entry.texts.push(text);
    entries.set(key, entry);
  }
  return entries;
}

function compareEntry(key, language, entry, other) {
  const problems = [];
  if (entry.texts.some((text) => text.trim() === '' || text !== text.trim())) {
    problems.push(`${language}/${key}: empty, or with space around it`);
  }
  if (entry.forms.size > 0) {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const missing = needed.filter((form) => !entry.forms.has(form));
    if (missing.length > 0) problems.push(`${language}/${key}: without the plural ${missing.join(', ')}`);
    if (other.forms.size === 0) problems.push(`${language}/${key}: a plural here, and none in the other language`);
  }
  // One and two may be said in words; every other value is named in both.
  const lost = [...other.values].filter((value) => value !== 'count' && !entry.values.has(value));
  if (lost.length > 0) problems.push(`${language}/${key}: does not say {{${lost.join('}}, {{')}}}`);
  return problems;
}

function compare(language, mine, other) {
  return [...mine].flatMap(([key, entry]) => {
    const counterpart = other.get(key);
    if (counterpart === undefined) return [`${language}/${key}: in this language alone`];
    return compareEntry(key, language, entry, counterpart);
  });
}

/** A line for each difference; none where the two languages agree. */
export function translationProblems() {
  const ar = readLanguage('ar');
  const en = readLanguage('en');
  return [...compare('ar', ar, en), ...compare('en', en, ar)];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = translationProblems();
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  process.exit(problems.length === 0 ? 0 : 1);
}
