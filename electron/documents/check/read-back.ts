/** A piece of text on a page, in points from the page's lower left corner. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PageRead {
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
  /** All its text without spaces: kerning puts some inside words. */
  readonly text: string;
}

function pieceOf(item: object): Piece | null {
  if (!('str' in item) || typeof item.str !== 'string' || item.str.trim() === '') return null;
  const { transform, width, height } = item as { transform?: readonly number[]; width?: number; height?: number };
  return { text: item.str, x: transform?.[4] ?? 0, y: transform?.[5] ?? 0, width: width ?? 0, height: height ?? 0 };
}

/**
 * The pages of a PDF as a reader finds them. Numbers and Latin text come as they are; Arabic words come with letters turned, so
 * that only numbers can be looked for. Throws what pdf.js throws for what is no PDF.
 */
export async function readBack(pdf: Uint8Array): Promise<readonly PageRead[]> {
  // Only where a PDF is read: it is large, and nothing else needs it.
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false });
  try {
    const document = await task.promise;
    const pages: PageRead[] = [];
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const pieces = items.map(pieceOf).filter((piece) => piece !== null);
      const [, , width = 0, height = 0] = page.view;
      pages.push({ width, height, pieces, text: pieces.map(({ text }) => text.replace(/\s+/g, '')).join('') });
      page.cleanup();
    }
    return pages;
  } finally {
    await task.destroy();
  }
}

/** Whether each font of a PDF lies in it under its own name. Chromium writes font dictionaries in the open. */
export function fontsAreInside(pdf: Uint8Array): boolean {
  const raw = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const count = (pattern: RegExp): number => raw.match(pattern)?.length ?? 0;
  const descriptors = count(/\/Type \/FontDescriptor/g);
  return descriptors > 0 && descriptors === count(/\/FontFile[23]? /g) && !raw.includes('/Subtype /Type3');
}
