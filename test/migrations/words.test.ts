import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { differenceCodes } from '../../electron/contract/schema';

const root = resolve(import.meta.dirname, '../..');

describe.each(['ar', 'en'])('differences in %s', (language) => {
  const words: unknown = JSON.parse(
    readFileSync(resolve(root, `renderer/src/i18n/${language}/differences.json`), 'utf8'),
  );

  it('each have a sentence that uses only what a difference carries', () => {
    expect(Object.keys(words ?? {}).toSorted()).toEqual([...differenceCodes].toSorted());
    for (const sentence of Object.values(words ?? {})) {
      const names = [...String(sentence).matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]);
      expect(['object', 'part', 'expected', 'found']).toEqual(expect.arrayContaining(names));
    }
  });
});
