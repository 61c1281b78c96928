import { z } from 'zod';
import type { SortDirection } from '../../contract/page';
import { AppError } from '../../contract/result';

const contentSchema = z.tuple([z.string(), z.enum(['asc', 'desc']), z.array(z.string().max(600)).min(1).max(4)]);

/** Where a page ended: the order it was in, and the sort values of its last row, its id last. */
export interface Cursor {
  readonly column: string;
  readonly direction: SortDirection;
  readonly values: readonly string[];
}

export function encodeCursor({ column, direction, values }: Cursor): string {
  return Buffer.from(JSON.stringify([column, direction, values]), 'utf8').toString('base64url');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch (error) {
    throw new AppError('bad_input', { field: 'cursor' }, error);
  }
}

/** Reads a cursor of the same order back. Throws `bad_input` for anything else; its values still go in as bind parameters. */
export function decodeCursor(text: string, column: string, direction: SortDirection, length: number): Cursor {
  const content = contentSchema.safeParse(parse(text));
  if (!content.success) throw new AppError('bad_input', { field: 'cursor' }, content.error);
  const [ofColumn, ofDirection, values] = content.data;
  if (ofColumn !== column || ofDirection !== direction || values.length !== length) {
    throw new AppError('bad_input', { field: 'cursor' });
  }
  return { column, direction, values };
}
