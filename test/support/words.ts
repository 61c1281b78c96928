import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../electron/contract/preferences';

const folder = join(import.meta.dirname, '..', '..', 'renderer', 'src', 'i18n');

/**
 * The screen's own word for a path such as `setup.database.test`, so that a test finds a button by what the reader sees.
 * Values stay in their braces. Throws where there is no such word.
 */
export function word(language: Language, path: string): string {
  const [file = '', ...names] = path.split('.');
  let found: unknown = JSON.parse(readFileSync(join(folder, language, `${file}.json`), 'utf8'));
  for (const name of names) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined;
  }
  if (typeof found !== 'string') throw new Error(`${language}: there is no word ${path}`);
  return found;
}
