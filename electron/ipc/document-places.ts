import { basename, dirname, extname, join } from 'node:path';
import { app, dialog } from 'electron';
import type { Language } from '../contract/preferences';
import { freePath } from '../documents/save-pdf';
import type { Windows } from './context';

/** The system's dialogs lie outside the page, so their words lie here, as the menu's do in menu.ts. */
const words = {
  ar: {
    folder: 'اختر مجلداً لملفات PDF',
    pdf: { title: 'حفظ المستند ملف PDF', kind: 'مستند PDF' },
    xlsx: { title: 'حفظ القائمة جدول Excel', kind: 'جدول Excel' },
    csv: { title: 'حفظ القائمة ملف CSV', kind: 'ملف CSV' },
  },
  en: {
    folder: 'Choose a folder for the PDFs',
    pdf: { title: 'Save the document as a PDF', kind: 'PDF document' },
    xlsx: { title: 'Save the list as an Excel workbook', kind: 'Excel workbook' },
    csv: { title: 'Save the list as CSV', kind: 'CSV file' },
  },
} as const satisfies Readonly<Record<Language, object>>;

/** What is saved, by its ending. */
export type SavedKind = 'pdf' | 'xlsx' | 'csv';

/** Asks the user where files go, by the system's own dialogs; the last folder is proposed again. */
export interface DocumentPlaces {
  /** The path for one file, or null where the dialog was closed. The dialog itself asks before it replaces a file. */
  file(name: string, language: Language, kind?: SavedKind): Promise<string | null>;
  /** A folder for several files, or null where the dialog was closed. */
  folder(language: Language): Promise<string | null>;
}

export function createDocumentPlaces(windows: Pick<Windows, 'current'>): DocumentPlaces {
  let lastFolder: string | null = null;
  const proposed = (): string => lastFolder ?? app.getPath('documents');

  return {
    async file(name, language, kind = 'pdf') {
      const options = {
        title: words[language][kind].title,
        defaultPath: join(proposed(), name),
        filters: [{ name: words[language][kind].kind, extensions: [kind] }],
      };
      const window = windows.current();
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options));
      if (canceled || filePath === '') return null;
      lastFolder = dirname(filePath);
      // Not every system adds it; the name that then comes about was not asked about, so it replaces nothing.
      return extname(filePath) === '' ? freePath(lastFolder, `${basename(filePath)}.${kind}`) : filePath;
    },
    async folder(language) {
      const options = {
        title: words[language].folder,
        defaultPath: proposed(),
        properties: ['openDirectory' as const, 'createDirectory' as const],
      };
      const window = windows.current();
      const { canceled, filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      const [folder] = filePaths;
      if (canceled || folder === undefined) return null;
      lastFolder = folder;
      return folder;
    },
  };
}
