import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfPiece {
  readonly text: string;
  /** From the lower edge of the page, in points. */
  readonly y: number;
  readonly height: number;
}

export interface PdfPage {
  readonly height: number;
  readonly pieces: readonly PdfPiece[];
  /** All text without spaces: kerning puts some inside words. */
  readonly text: string;
}

export interface ReadPdf {
  readonly title: string;
  readonly language: string | null;
  readonly tagged: boolean;
  readonly pages: readonly PdfPage[];
  readonly text: string;
}

interface Info {
  readonly Title?: unknown;
  readonly Language?: unknown;
}

/** Reads a PDF back. Numbers and Latin text come as they are; Arabic words do not (their letters are turned): judge those by eye. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  const pdf = await task.promise;
  try {
    const { info } = await pdf.getMetadata();
    const { Title, Language } = info as Info;
    const mark = await pdf.getMarkInfo();
    const pages: PdfPage[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.flatMap((item) =>
        'str' in item && item.str.trim() !== ''
          ? [{ text: item.str, y: Number(item.transform[5]), height: item.height }]
          : [],
      );
      const text = items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replace(/\s+/g, '');
      pages.push({ height: page.getViewport({ scale: 1 }).height, pieces, text });
    }
    return {
      title: typeof Title === 'string' ? Title : '',
      language: typeof Language === 'string' ? Language : null,
      tagged: mark?.Marked === true,
      pages,
      text: pages.map(({ text }) => text).join('\n'),
    };
  } finally {
    await task.destroy();
  }
}

/** The fonts of a PDF by their kinds. Chromium writes font dictionaries in the open; only their programs are packed. */
export function pdfFonts(bytes: Uint8Array): { names: string[]; embedded: number; descriptors: number; type3: number } {
  const raw = Buffer.from(bytes).toString('latin1');
  const count = (pattern: RegExp): number => raw.match(pattern)?.length ?? 0;
  return {
    names: [
      ...new Set([...raw.matchAll(/\/FontName \/(?:[A-Z]{6}\+)?([\w-]+)/g)].map((match) => match[1] ?? '')),
    ].sort(),
    embedded: count(/\/FontFile[23]? /g),
    descriptors: count(/\/Type \/FontDescriptor/g),
    type3: count(/\/Subtype \/Type3/g),
  };
}
