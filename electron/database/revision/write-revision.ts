import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../contract/result';
import type { Changes } from './autogenerate';
import { indexesSource, nameMigration, statementsSource, withRegistered, type MigrationName } from './migration-source';

export interface RevisionRequest {
  /** The folder with index.ts and the numbered files. */
  readonly folder: string;
  readonly title: { readonly en: string; readonly ar: string };
  /** Null for an empty one, to be filled by hand. */
  readonly changes: Changes | null;
}

/** A migration that was written, and its file. */
export interface WrittenMigration {
  readonly name: string;
  readonly file: string;
}

interface Draft {
  readonly name: MigrationName;
  readonly source: string;
}

function draftsOf({ title, changes }: RevisionRequest, number: number): Draft[] {
  if (changes === null) {
    const name = nameMigration(number, title);
    return [{ name, source: statementsSource(name, [], [], []) }];
  }
  const { up, down, indexes, left } = changes;
  const notes = left.map(({ code, object, part }) => `${code}: ${object} ${part}`.trim());
  const drafts: Draft[] = [];
  if (up.length > 0) {
    const name = nameMigration(number, title);
    drafts.push({ name, source: statementsSource(name, up, down, notes) });
  }
  if (indexes.length > 0) {
    const suffix = drafts.length > 0;
    const own = suffix ? { en: `${title.en}: indexes`, ar: `${title.ar}: فهارس` } : title;
    const name = nameMigration(number + drafts.length, own);
    drafts.push({ name, source: indexesSource(name, indexes) });
  }
  return drafts;
}

/**
 * Writes the next migration, or two where indexes come with it, and registers them in index.ts. Nothing where the changes
 * are none. Throws `file_not_written` where the folder is not one of migrations.
 */
export async function writeRevision(request: RevisionRequest): Promise<WrittenMigration[]> {
  const index = join(request.folder, 'index.ts');
  try {
    await access(index);
  } catch (error) {
    throw new AppError('file_not_written', { file: index }, error);
  }
  const numbers = (await readdir(request.folder)).flatMap((file) => /^(\d{4})-/u.exec(file)?.[1] ?? []);
  const next = Math.max(0, ...numbers.map(Number)) + 1;
  const drafts = draftsOf(request, next);
  const written: WrittenMigration[] = [];
  for (const { name, source } of drafts) {
    const file = join(request.folder, `${name.name}.ts`);
    await writeFile(file, source, { flag: 'wx' });
    written.push({ name: name.name, file });
  }
  if (drafts.length > 0) {
    const registered = withRegistered(
      await readFile(index, 'utf8'),
      drafts.map(({ name }) => name),
    );
    await writeFile(index, registered);
  }
  return written;
}
