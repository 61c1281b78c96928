/**
 * Chromium writes a PDF's title and language but no author. This adds it the way that PDF has for it: an update at the file's
 * end with a new information dictionary, the rest left as it is, byte for byte.
 */

interface Trailer {
  readonly size: number;
  readonly root: string;
  readonly info: string;
  readonly start: number;
}

const trailerPattern = /trailer\s*<<(?<entries>[\s\S]*?)>>\s*startxref\s*(?<start>\d+)\s*%%EOF\s*$/;

function trailerOf(tail: string): Trailer | null {
  const { entries = '', start } = trailerPattern.exec(tail)?.groups ?? {};
  const size = /\/Size (\d+)/.exec(entries)?.[1];
  const root = /\/Root (\d+ \d+ R)/.exec(entries)?.[1];
  const info = /\/Info (\d+) \d+ R/.exec(entries)?.[1];
  if (start === undefined || size === undefined || root === undefined || info === undefined) return null;
  return { size: Number(size), root, info, start: Number(start) };
}

/** A text as a PDF string: UTF-16 with its mark, in hexadecimal, so that no bracket in it can end it. */
function hexString(text: string): string {
  const bytes = Buffer.from(`\ufeff${text.toWellFormed()}`, 'utf16le').swap16();
  return `<${bytes.toString('hex').toUpperCase()}>`;
}

/** The information dictionary's entries as the file has them, without the brackets around. */
function entriesOf(pdf: Buffer, object: string): string | null {
  const from = pdf.lastIndexOf(`\n${object} 0 obj`);
  if (from === -1) return null;
  const to = pdf.indexOf('endobj', from);
  const body = pdf.subarray(from, to).toString('latin1');
  const start = body.indexOf('<<');
  const end = body.lastIndexOf('>>');
  return start === -1 || end === -1 ? null : body.slice(start + 2, end).trim();
}

/** The PDF with its author. One that is not built as Chromium builds them comes back as it was: an author is no reason to fail. */
export function withAuthor(pdf: Uint8Array, author: string): Uint8Array {
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  const trailer = trailerOf(bytes.subarray(-2048).toString('latin1'));
  const entries = trailer && entriesOf(bytes, trailer.info);
  if (!trailer || entries === null || author === '') return pdf;
  const kept = entries.replace(/\/Author\s*(?:\([^)]*\)|<[^>]*>)/, '');
  const gap = bytes.at(-1) === 0x0a ? '' : '\n';
  const object = `${trailer.info} 0 obj\n<<${kept}\n/Author ${hexString(author)}>>\nendobj\n`;
  const objectAt = bytes.length + gap.length;
  const tableAt = objectAt + Buffer.byteLength(object, 'latin1');
  const update = [
    gap,
    object,
    `xref\n${trailer.info} 1\n${String(objectAt).padStart(10, '0')} 00000 n \n`,
    `trailer\n<</Size ${trailer.size}\n/Root ${trailer.root}\n/Info ${trailer.info} 0 R\n/Prev ${trailer.start}>>\n`,
    `startxref\n${tableAt}\n%%EOF\n`,
  ].join('');
  return Buffer.concat([bytes, Buffer.from(update, 'latin1')]);
}
