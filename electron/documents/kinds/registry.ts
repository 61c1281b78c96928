import type { DocumentByKind, DocumentKind } from '../../contract/document';
import { creditNoteKind } from './credit-note';
import { dayCloseKind } from './day-close';
import { invoiceKind } from './invoice';
import type { Kind } from './kind';
import { paymentVoucherKind } from './payment-voucher';
import { receiptKind } from './receipt';
import { runSummaryKind } from './run-summary';
import { statementKind } from './statement';
import { reminderKind } from './reminder';

/** Every kind of document by its name. One that is missing here does not compile. */
export type Kinds = { readonly [K in DocumentKind]: Kind<DocumentByKind[K]> };

export const kinds: Kinds = {
  invoice: invoiceKind,
  receipt: receiptKind,
  credit_note: creditNoteKind,
  payment_voucher: paymentVoucherKind,
  statement: statementKind,
  day_close: dayCloseKind,
  reminder: reminderKind,
  run_summary: runSummaryKind,
};
