import { dirname, join } from 'node:path';
import { app, dialog } from 'electron';
import type { BackupWay } from '../contract/backup';
import type { Language } from '../contract/preferences';
import type { Windows } from './context';

/** The system's dialogs lie outside the page, so their words lie here, as the menu's do in menu.ts. */
const words = {
  ar: {
    save: 'حفظ النسخة الاحتياطية',
    open: 'اختر نسخة احتياطية',
    folder: 'اختر مجلداً للنسخ الاحتياطية',
    kind: 'نسخة احتياطية',
    all: 'كل الملفات',
  },
  en: {
    save: 'Save the backup',
    open: 'Choose a backup',
    folder: 'Choose a folder for backups',
    kind: 'Backup',
    all: 'All files',
  },
} as const satisfies Readonly<Record<Language, object>>;

export const backupExtension = 'sahool-backup';
const extensions: Readonly<Record<BackupWay, string>> = { snapshot: backupExtension, pg_dump: 'dump' };

/** Where a backup goes and which one is taken: asked by the system's own dialogs. Null where one was closed. */
export interface BackupDialogs {
  save(name: string, way: BackupWay, language: Language): Promise<string | null>;
  open(language: Language): Promise<string | null>;
  folder(language: Language): Promise<string | null>;
}

export function createBackupDialogs(windows: Pick<Windows, 'current'>): BackupDialogs {
  let last: string | null = null;
  const proposed = (): string => last ?? app.getPath('documents');

  async function opened(options: Electron.OpenDialogOptions): Promise<string | null> {
    const window = windows.current();
    const { canceled, filePaths } = await (window === null
      ? dialog.showOpenDialog(options)
      : dialog.showOpenDialog(window, options));
    return canceled ? null : (filePaths[0] ?? null);
  }

  return {
    async save(name, way, language) {
      const options = {
        title: words[language].save,
        defaultPath: join(proposed(), `${name}.${extensions[way]}`),
        filters: [{ name: words[language].kind, extensions: [extensions[way]] }],
      };
      const window = windows.current();
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options));
      if (canceled || filePath === '') return null;
      last = dirname(filePath);
      return filePath;
    },
    async open(language) {
      const { open: title, kind, all } = words[language];
      const filters = [
        { name: kind, extensions: Object.values(extensions) },
        { name: all, extensions: ['*'] },
      ];
      const path = await opened({ title, defaultPath: proposed(), properties: ['openFile'], filters });
      if (path !== null) last = dirname(path);
      return path;
    },
    folder: (language) =>
      opened({
        title: words[language].folder,
        defaultPath: proposed(),
        properties: ['openDirectory', 'createDirectory'],
      }),
  };
}
