import { z } from 'zod';
import { AppError } from '../contract/result';
import { withPictures } from '../database/queries/pictures';
import type { Reader } from '../database/queries/select';

const versionSchema = z.object({ templateVersion: z.int() });

/**
 * A snapshot as it was stored, with the pictures that it names. One that this app cannot read was written by a newer one: better to say so than to print
 * something else. Throws `document_not_ready`.
 */
export async function readSnapshot<T>(reader: Reader, schema: z.ZodType<T>, stored: unknown): Promise<T> {
  const parsed = schema.safeParse(await withPictures(reader, stored));
  if (parsed.success) return parsed.data;
  const version = versionSchema.safeParse(stored);
  throw new AppError(
    'document_not_ready',
    { version: version.success ? version.data.templateVersion : 'unknown' },
    parsed.error,
  );
}
