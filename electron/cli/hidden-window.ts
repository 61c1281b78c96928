import { app } from 'electron';
import { registerAppScheme, serveDocuments } from '../app-scheme';
import { createDocumentPrinter, type DocumentPrinter } from '../documents/printer';
import { createHeldDocuments } from '../held-documents';
import { lockDown, openDocumentWindow } from '../window';

// Whoever loads the command line once Electron is ready has done this before (scripts/cli-in-electron.cjs).
if (!app.isReady()) registerAppScheme();

/**
 * The printer of the program, for a command line without a window: the only part of it that needs Electron, loaded by
 * `import()` when a PDF is asked for. Called once in a run.
 */
export async function openHiddenPrinter(): Promise<DocumentPrinter> {
  await app.whenReady();
  lockDown();
  const documents = createHeldDocuments();
  serveDocuments((token) => documents.find(token));
  return createDocumentPrinter({ openWindow: openDocumentWindow, hold: documents.hold });
}
