import { z } from 'zod';
import { AppError } from '../contract/result';

const versionSchema = z.object({ templateVersion: z.int() });

/**
 * A snapshot as it was stored. One that this app cannot read was written by a newer one: better to say so than to print
 * something else. Throws `document_not_ready`.
 */
export function readSnapshot<T>(schema: z.ZodType<T>, stored: unknown): T {
  const parsed = schema.safeParse(stored);
  if (parsed.success) return parsed.data;
  const version = versionSchema.safeParse(stored);
  throw new AppError(
    'document_not_ready',
    { version: version.success ? version.data.templateVersion : 'unknown' },
    parsed.error,
  );
}
