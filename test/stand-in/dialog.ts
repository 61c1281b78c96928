import type { DialogAnswer } from './parent';
import { BrowserWindow } from './window';

const answers: DialogAnswer[] = [];

/** The next dialog of this kind gets this answer. */
export function answerDialog(answer: DialogAnswer): void {
  answers.push(answer);
}

function prepared(dialog: DialogAnswer['dialog']): unknown {
  const at = answers.findIndex((answer) => answer.dialog === dialog);
  return at === -1 ? undefined : answers.splice(at, 1)[0]?.answer;
}

interface FileOptions {
  readonly title?: string;
  readonly defaultPath?: string;
}

interface MessageOptions {
  readonly message?: string;
  readonly buttons?: readonly string[];
  readonly cancelId?: number;
  readonly defaultId?: number;
}

/** Electron's dialogs take a window first, or none. */
function optionsOf<T extends object>(values: readonly unknown[]): Partial<T> {
  const options = values.find(
    (value) => typeof value === 'object' && value !== null && !(value instanceof BrowserWindow),
  );
  return (options ?? {}) as Partial<T>;
}

/** There is no system's dialog here: the reader is asked in the page for a path on this computer. */
async function askForPath(values: readonly unknown[]): Promise<string | null> {
  const { title = '', defaultPath = '' } = optionsOf<FileOptions>(values);
  const given = values.find((value) => value instanceof BrowserWindow);
  const window = given ?? BrowserWindow.getFocusedWindow();
  return (await window?.webContents.ask(title, defaultPath)) ?? null;
}

export const dialog = {
  async showSaveDialog(...values: unknown[]): Promise<unknown> {
    const answer = prepared('showSaveDialog');
    if (answer !== undefined) return answer;
    const filePath = await askForPath(values);
    return filePath === null ? { canceled: true, filePath: '' } : { canceled: false, filePath };
  },
  async showOpenDialog(...values: unknown[]): Promise<unknown> {
    const answer = prepared('showOpenDialog');
    if (answer !== undefined) return answer;
    const path = await askForPath(values);
    return path === null ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [path] };
  },
  showMessageBox(...values: unknown[]): Promise<unknown> {
    const answer = prepared('showMessageBox');
    const { cancelId, defaultId } = optionsOf<MessageOptions>(values);
    return Promise.resolve(answer ?? { response: cancelId ?? defaultId ?? 0, checkboxChecked: false });
  },
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}\n${content}\n`);
  },
};
