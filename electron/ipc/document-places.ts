import { basename, dirname, extname, join } from 'node:path';
import { app, dialog } from 'electron';
import type { Language } from '../contract/preferences';
import { freePath } from '../documents/save-pdf';
import type { Windows } from './context';

/** The system's dialogs lie outside the page, so their words lie here, as the menu's do in menu.ts. */
const words: Readonly<Record<Language, { readonly file: string; readonly folder: string; readonly kind: string }>> = {
  ar: { file: 'حفظ المستند ملف PDF', folder: 'اختر مجلداً لملفات PDF', kind: 'مستند PDF' },
  en: { file: 'Save the document as a PDF', folder: 'Choose a folder for the PDFs', kind: 'PDF document' },
};

/** Asks the user where PDFs go, by the system's own dialogs; the last folder is proposed again. */
export interface DocumentPlaces {
  /** The path for one file, or null where the dialog was closed. The dialog itself asks before it replaces a file. */
  file(name: string, language: Language): Promise<string | null>;
  /** A folder for several files, or null where the dialog was closed. */
  folder(language: Language): Promise<string | null>;
}

export function createDocumentPlaces(windows: Pick<Windows, 'current'>): DocumentPlaces {
  let lastFolder: string | null = null;
  const proposed = (): string => lastFolder ?? app.getPath('documents');

  return {
    async file(name, language) {
      const options = {
        title: words[language].file,
        defaultPath: join(proposed(), name),
        filters: [{ name: words[language].kind, extensions: ['pdf'] }],
      };
      const window = windows.current();
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options));
      if (canceled || filePath === '') return null;
      lastFolder = dirname(filePath);
      // Not every system adds it; the name that then comes about was not asked about, so it replaces nothing.
      return extname(filePath) === '' ? freePath(lastFolder, `${basename(filePath)}.pdf`) : filePath;
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
