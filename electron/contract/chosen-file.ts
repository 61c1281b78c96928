import { z } from 'zod';

/**
 * A file that main has read for the screen and keeps under this token; the screen never has its path. A restart forgets it:
 * then it is chosen again.
 */
export const fileTokenSchema = z.uuid().brand<'FileToken'>();
export type FileToken = z.infer<typeof fileTokenSchema>;

/** What the screen learns of a chosen table: its heads, its first rows, and which column main took for what. */
export function chosenFileSchema<M extends z.ZodType>(mapping: M) {
  return z.object({
    file: fileTokenSchema,
    fileName: z.string(),
    encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1256']),
    rowCount: z.int().nonnegative(),
    /** The first rows as they stand in the file, the heads among them. */
    sample: z.array(z.array(z.string())),
    mapping,
    /** True where nothing that must be there is missing: the preview can follow at once. */
    recognised: z.boolean(),
  });
}
