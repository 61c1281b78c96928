import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileIn, parseJson, readText, removeFile, writeWhole } from './json-file';

const draftSchema = z.object({ form: z.string(), content: z.string(), savedAt: z.iso.datetime() });

/** More unsaved forms than anybody has open; beyond it the oldest are forgotten. */
const greatestNumber = 200;

/** What was typed into a form and not yet saved, so that it survives a crash and a restart. One file for each form. */
export interface FormDrafts {
  read(form: string): Promise<string | null>;
  /** `null` forgets the form's draft. Throws `settings_unwritable`. */
  save(form: string, content: string | null): Promise<void>;
}

/** Opens the drafts in `folder`, which is made when first needed. */
export function openFormDrafts(folder: string): FormDrafts {
  const turns = new Map<string, Promise<unknown>>();

  async function store(form: string, content: string | null): Promise<void> {
    const path = pathOf(folder, form);
    if (content === null) return removeFile(path);
    await writeWhole(path, JSON.stringify({ form, content, savedAt: new Date().toISOString() }));
    await forgetOldest(folder);
  }

  return {
    async read(form) {
      const text = await readText(pathOf(folder, form));
      if (text === null) return null;
      const parsed = draftSchema.safeParse(parseJson(text));
      return parsed.success && parsed.data.form === form ? parsed.data.content : null;
    },
    // A form is saved again while it is typed: its writes must reach the disk in the order they were asked for.
    save(form, content) {
      const next = (turns.get(form) ?? Promise.resolve()).then(() => store(form, content));
      const settled = next
        .catch(() => null)
        .then(() => {
          if (turns.get(form) === settled) turns.delete(form);
        });
      turns.set(form, settled);
      return next;
    },
  };
}

/** A form's name comes from the page: its hash names the file. */
function pathOf(folder: string, form: string): string {
  return fileIn(folder, createHash('sha256').update(form).digest('hex'));
}

async function forgetOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  if (names.length <= greatestNumber) return;
  const aged = await Promise.all(
    names.map(async (name) => ({ path: join(folder, name), at: (await stat(join(folder, name))).mtimeMs })),
  );
  const oldest = aged.toSorted((left, right) => left.at - right.at).slice(0, names.length - greatestNumber);
  for (const { path } of oldest) await removeFile(path);
}
