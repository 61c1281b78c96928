/**
 * What `import … from 'electron'` gives the built program where Electron's binary is not there. Only what the product
 * uses; a name that is missing here fails when the program starts, and not later.
 */
import { app } from './app';
import { answerDialog, dialog } from './dialog';
import { ipcMain } from './ipc-main';
import { toParent, type FromParent, type Recorded } from './parent';
import { printedFiles, setPrinters } from './printer';
import { protocol } from './protocol';
import { safeStorage } from './secrets';
import { session } from './session';
import { clipboard, Menu, nativeTheme, openedByShell, powerMonitor, screen, shell } from './system';
import { BrowserWindow } from './window';

export {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};

export default {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
};

async function obey(message: FromParent): Promise<Recorded | undefined> {
  switch (message.kind) {
    case 'answer-dialog':
      answerDialog(message.answer);
      return undefined;
    case 'set-printers':
      setPrinters(message.printers);
      return undefined;
    case 'recorded':
      return { opened: openedByShell(), clipboard: await clipboard.readText(), printed: printedFiles() };
    case 'close-window':
      for (const window of BrowserWindow.getAllWindows()) window.close();
      return undefined;
    case 'second-instance':
      app.emit('second-instance', {}, [], '', {});
      return undefined;
    case 'quit':
      app.quit();
      return undefined;
  }
}

async function answer(message: FromParent): Promise<void> {
  try {
    const value = await obey(message);
    toParent({ kind: 'done', id: message.id, ...(value === undefined ? {} : { value }) });
  } catch (error) {
    toParent({ kind: 'failed', id: message.id, message: String(error) });
  }
}

if (process.send !== undefined) {
  process.on('message', (message: FromParent) => void answer(message));
  // Whoever started it is gone: nobody will ever close it.
  process.on('disconnect', () => app.quit());
}
