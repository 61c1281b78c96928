import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { api } from '../../electron/contract/api';
import type { Method } from '../../electron/contract/method';
import { leastRole } from '../../electron/contract/rights';
import { importsOf, product, type SourceFile } from './source';

/** What bears no key and yet is not for everybody who reads: it prints, or changes something beside the books. */
const withoutKey = [
  'documents.print',
  'documents.savePdf',
  'printing.start',
  'printing.stop',
  'printing.resume',
  'printing.settle',
  'printing.remove',
  'usage.chooseFile',
  'bank.chooseFile',
  'upkeep.rehearse',
  'upkeep.downgrade',
];

/** Stands in the footing of every form: `needs` of what the form sends. */
const forms = 'renderer/src/components/form/form.tsx';

const channels = [
  ...Object.entries<Readonly<Record<string, Method>>>(api).flatMap(([area, methods]) =>
    Object.entries(methods).flatMap(([name, { input }]) =>
      input instanceof z.ZodObject && 'key' in input.shape ? [`${area}.${name}`] : [],
    ),
  ),
  ...withoutKey,
].filter((channel) => leastRole(channel) !== 'viewer');

const features = product.filter(({ path }) => path.startsWith('renderer/src/features/'));
const byPath = new Map(features.map((file) => [file.path, file]));

/** The channels that a file names as what a button, an entry or a key needs. */
function needsIn({ text }: SourceFile): Set<string> {
  const maps = [...text.matchAll(/\bneedsOf\w* = \{[^}]*\}/g)].map(([map]) => map);
  const named = [...text.matchAll(/\bneeds(?:=|: |=\{)['"]([\w.]+)['"]/g)].map(([, channel = '']) => channel);
  return new Set([...named, ...maps.flatMap((map) => [...map.matchAll(/'([\w.]+)'/g)].map(([, one = '']) => one))]);
}
const needs = new Map(features.map((file) => [file.path, needsIn(file)]));

/** True where the file sends the channel: it names it outside of what its buttons need. */
function sends({ text }: SourceFile, channel: string): boolean {
  return new RegExp(
    `(?:useCommand|useAction)(?:<[^>]*>)?\\([^;]*?'${channel}'|command: [^,;]*'${channel}'|call\\('${channel}'`,
  ).test(text.replaceAll(/\bneedsOf\w* = \{[^}]*\}/g, ''));
}

/** The files of features that import a file, by whatever way. */
const importers = new Map<string, string[]>();
for (const file of features) {
  for (const specifier of importsOf({ ...file, text: file.text.replaceAll(/^import type [^;]*;/gm, '') })) {
    const base = specifier.startsWith('@/features/')
      ? specifier.replace('@/', 'renderer/src/')
      : specifier.startsWith('.')
        ? posix.join(posix.dirname(file.path), specifier)
        : null;
    if (base === null) continue;
    const target = [`${base}.tsx`, `${base}.ts`, `${base}/index.ts`].find((path) => byPath.has(path));
    if (target !== undefined) importers.set(target, [...(importers.get(target) ?? []), file.path]);
  }
}

/** The folders from which a dialog is opened; an index only passes it on. */
function openersOf(path: string): string[] {
  return (importers.get(path) ?? []).flatMap((from) =>
    posix.basename(from) === 'index.ts' ? openersOf(from) : [from],
  );
}

const inFolder = (path: string, channel: string): boolean =>
  features.some(
    (file) => posix.dirname(file.path) === posix.dirname(path) && needs.get(file.path)?.has(channel) === true,
  );

describe('what a login may not do', () => {
  it('is asked of every form’s own button', () => {
    const form = product.find(({ path }) => path === forms);
    expect(form?.text.match(/needs=\{(?:command|commandForm\.command)\.channel\}/g)).toHaveLength(4);
  });

  it.each(channels)('%s is offered only by buttons that ask for its right', (channel) => {
    const senders = features.filter((file) => sends(file, channel));
    const unasked = senders.flatMap(({ path }) => {
      if (needs.get(path)?.has(channel) === true) return [];
      // A dialog or a hook: whoever opens or takes it asks. A form that stands on a screen by itself asks at its foot.
      const openers = openersOf(path);
      const isDialog =
        path.endsWith('.ts') || /<(?:FormDialog|ConfirmDialog|Dialog)\b/.test(byPath.get(path)?.text ?? '');
      if (!isDialog) return /<InlineForm\b/.test(byPath.get(path)?.text ?? '') ? [] : [path];
      return openers.filter((from) => !inFolder(from, channel)).map((from) => `${from} opens ${path}`);
    });
    expect(unasked).toEqual([]);
  });
});
