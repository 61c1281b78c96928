import { z } from 'zod';
import { sellerSchema } from './business';
import { documentLanguageSchema, documentLayoutSchema, paperSchema } from './document-layout';
import { billingRunIdSchema, creditNoteIdSchema, invoiceIdSchema, paymentIdSchema, refundIdSchema } from './ids';
import { dayCloseIdSchema } from './closing';
import { method } from './method';
import { statementInputSchema } from './statement';

export { documentLanguageSchema, type DocumentLanguage } from './document-layout';

export const documentRefSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invoice'), id: invoiceIdSchema }),
  z.object({ kind: z.literal('receipt'), id: paymentIdSchema }),
  z.object({ kind: z.literal('credit_note'), id: creditNoteIdSchema }),
  z.object({ kind: z.literal('payment_voucher'), id: refundIdSchema }),
  statementInputSchema.extend({ kind: z.literal('statement') }),
  z.object({ kind: z.literal('day_close'), id: dayCloseIdSchema }),
  z.object({ kind: z.literal('reminder'), id: z.uuid() }),
  z.object({ kind: z.literal('run_summary'), id: billingRunIdSchema }),
]);
export type DocumentRef = z.infer<typeof documentRefSchema>;

const request = documentLayoutSchema.extend({ document: documentRefSchema });
const batch = documentLayoutSchema.extend({ documents: z.array(documentRefSchema).min(1).max(200) });

export const documents = {
  /** The same HTML that becomes the PDF, for a frame without scripts. */
  preview: method(
    request,
    z.object({
      html: z.string(),
      title: z.string(),
      /** What it is laid out on, and what it can be: the asked paper where its kind has such a layout. */
      paper: paperSchema,
      papers: z.array(paperSchema),
    }),
  ),
  /** A made-up invoice under a seller's head, to look at while it is typed. */
  sample: method(
    z.object({ seller: sellerSchema, language: documentLanguageSchema }),
    z.object({ html: z.string(), title: z.string() }),
  ),
  /** Asks where to by main's save dialog; null where it was closed. Several become one file each in a chosen folder. */
  savePdf: method(batch, z.object({ saved: z.array(z.string()), canceled: z.boolean() })),
  /** Opens the system's print dialog; each issued document printed counts as a copy. */
  print: method(batch, z.object({ printed: z.int().nonnegative(), canceled: z.boolean() })),
};
