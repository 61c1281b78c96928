import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from './app';

const printed: string[] = [];
let names: readonly string[] = ['PDF file'];

/** Electron's PrinterInfo of each printer. */
export function printers(): readonly object[] {
  return names.map((name) => ({ name, displayName: name, description: '', options: {} }));
}

/** For tests: as on a computer that has these printers, or none. */
export function setPrinters(next: readonly string[]): void {
  names = next;
}

/** The files that were "printed", in order. */
export function printedFiles(): readonly string[] {
  return printed;
}

export async function printToFile(pdf: Buffer, device: string | null): Promise<void> {
  if (names.length === 0) throw new Error('No printers available on the network');
  if (device !== null && device !== '' && !names.includes(device)) throw new Error('Invalid deviceName provided');
  const folder = join(app.getPath('userData'), 'printed');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${String(printed.length + 1).padStart(4, '0')}.pdf`);
  await writeFile(file, pdf);
  printed.push(file);
  if (process.send === undefined) process.stdout.write(`Printed into ${file}\n`);
}
