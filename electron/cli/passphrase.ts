import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../contract/result';
import { UsageError, textOption, type OptionValues } from './command';

export const passphraseOption = { 'passphrase-file': { type: 'string' } } as const;

/** The file's first line: an argument would be seen by everyone on the machine. Null where no file is named. */
export async function passphraseOf(options: OptionValues): Promise<string | null> {
  const path = textOption(options, 'passphrase-file');
  if (path === null) return null;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new AppError('file_unreadable', { file: basename(path) }, error);
  }
  const [line = ''] = text.split(/\r?\n/u);
  if (line === '') throw new UsageError('the passphrase file is empty');
  return line;
}
