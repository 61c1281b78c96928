import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { app, dialog } from 'electron';
import { fileTokenSchema, type FileToken } from '../contract/chosen-file';
import type { Language } from '../contract/preferences';
import { AppError } from '../contract/result';
import { greatestFileSize, readTable, type Table } from '../billing/csv/read-table';
import type { Windows } from './context';

/** The system's dialogs lie outside the page, so their words lie here, as the menu's do in menu.ts. */
const words: Readonly<Record<Language, { readonly title: string; readonly kind: string; readonly all: string }>> = {
  ar: { title: 'اختر ملف CSV', kind: 'ملف جدول (CSV)', all: 'كل الملفات' },
  en: { title: 'Choose a CSV file', kind: 'Table (CSV)', all: 'All files' },
};

export interface ChosenTable {
  readonly file: FileToken;
  readonly fileName: string;
  readonly table: Table;
}

/**
 * The tables that a user chose by the system's dialog. The screen gets a token: no path crosses, and what is imported is
 * what was previewed, whatever becomes of the file meanwhile.
 */
export interface ChosenFiles {
  /** Null where the dialog was closed. Throws `file_unreadable`, and as readTable(). */
  choose(language: Language): Promise<ChosenTable | null>;
  /** Throws `file_gone` for what was let go. */
  held(file: FileToken): ChosenTable;
}

const mostHeld = 3;

async function read(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > greatestFileSize) throw new AppError('file_too_large', { limit: '64 MB' });
    return await readFile(path);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file_unreadable', { file: basename(path) }, error);
  }
}

export function createChosenFiles(windows: Pick<Windows, 'current'>): ChosenFiles {
  const tables = new Map<FileToken, ChosenTable>();
  let lastFolder: string | null = null;
  return {
    async choose(language) {
      const { title, kind, all } = words[language];
      const options = {
        title,
        defaultPath: lastFolder ?? app.getPath('documents'),
        properties: ['openFile' as const],
        filters: [
          { name: kind, extensions: ['csv', 'txt', 'tsv'] },
          { name: all, extensions: ['*'] },
        ],
      };
      const window = windows.current();
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      const [path] = filePaths;
      if (canceled || path === undefined) return null;
      lastFolder = dirname(path);
      const table = readTable(await read(path));
      const chosen = { file: fileTokenSchema.parse(randomUUID()), fileName: basename(path).slice(0, 255), table };
      tables.set(chosen.file, chosen);
      for (const [oldest] of tables) {
        if (tables.size <= mostHeld) break;
        tables.delete(oldest);
      }
      return chosen;
    },
    held(file) {
      const chosen = tables.get(file);
      if (chosen === undefined) throw new AppError('file_gone');
      return chosen;
    },
  };
}
