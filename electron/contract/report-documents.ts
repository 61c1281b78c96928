import { z } from 'zod';
import { sellerSchema } from './business';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { figureSchema } from './closing';
import { accountShape } from './statement';

/*
 * Documents that say how things stand, and are not issued: no number, no snapshot that is stored. The seller is that of the
 * business settings when they are printed.
 */

const printed = { number: z.null(), copy: z.literal(0), printedOn: calendarDateSchema };

/** A statement of account (كشف حساب). `tenant` is any document's tenant. */
export function statementDocument<T extends z.ZodType>(tenant: T) {
  return z.object({
    kind: z.literal('statement'),
    snapshot: z.object({ templateVersion: z.int().positive(), seller: sellerSchema, tenant }),
    ...accountShape,
    ...printed,
  });
}

/** A day close as it was signed. */
export const dayCloseDocumentSchema = z.object({
  kind: z.literal('day_close'),
  snapshot: z.object({ templateVersion: z.int().positive(), seller: sellerSchema }),
  clerk: z.string(),
  day: calendarDateSchema,
  turn: z.int().positive(),
  signedBy: z.string(),
  signedAt: instantSchema,
  /** The day of the signature in the business zone. */
  signedOn: calendarDateSchema,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  reopened: z.string().nullable(),
  figures: z.array(figureSchema),
  ...printed,
});
export type DayCloseDocument = z.infer<typeof dayCloseDocumentSchema>;
