import { AppError } from '../../contract/result';

/** How the text of a file was written. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1256';

export interface DecodedText {
  readonly text: string;
  readonly encoding: TextEncoding;
}

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, place) => bytes[place] === byte);
}

/** UTF-16 without a mark: in a table of figures and delimiters every second byte is nought. */
function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 2000);
  if (sample.length < 4 || bytes.length % 2 !== 0) return null;
  let [even, odd] = [0, 0];
  for (const [place, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (place % 2 === 0) even += 1;
    else odd += 1;
  }
  const enough = sample.length / 10;
  if (odd > enough && even === 0) return 'utf-16le';
  return even > enough && odd === 0 ? 'utf-16be' : null;
}

function decodeAs(bytes: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null; // Not in this encoding: the next one is tried.
  }
}

/** What no table holds, and a picture, a workbook or a program has plenty of in its first kilobytes. */
function isBinary(text: string): boolean {
  return text.slice(0, 20_000).includes('\0');
}

/**
 * The text of a file in the encoding it was written in: by its mark (BOM), else UTF-8 where it is valid, else UTF-16 by its
 * noughts, else Windows-1256, as Arabic bank software on Windows writes it. Throws `file_empty`, `file_not_table`.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new AppError('file_empty');
  const marked = startsWith(bytes, 0xff, 0xfe) ? 'utf-16le' : startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : null;
  const utf16 = marked ?? looksLikeUtf16(bytes);
  const tried: readonly TextEncoding[] = utf16 === null ? ['utf-8', 'windows-1256'] : [utf16];
  for (const encoding of tried) {
    const text = decodeAs(bytes, encoding);
    if (text === null) continue;
    if (isBinary(text)) break;
    if (text.trim() === '') throw new AppError('file_empty');
    return { text, encoding };
  }
  throw new AppError('file_not_table');
}
