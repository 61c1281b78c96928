import { creditNoteDocument } from '../billing/credit-note-document';
import { invoiceDocument } from '../billing/invoice-document';
import { paymentVoucherDocument } from '../billing/payment-voucher-document';
import { dayCloseDocument, statementDocument } from '../billing/report-documents';
import { runSummaryDocument } from '../billing/runs/run-summary-document';
import { receiptDocument } from '../billing/receipt-document';
import { reminderDocument } from '../billing/receivables/reminder-document';
import type { DocumentByKind, DocumentKind } from '../contract/document';
import type { DocumentRef } from '../contract/documents';
import type { Database } from '../database/database';

type RefOf<K extends DocumentKind> = Extract<DocumentRef, { kind: K }>;

/** Where the data of each kind comes from. Throws `not_found`, `document_not_ready`. */
type Sources = {
  readonly [K in DocumentKind]: (database: Database, ref: RefOf<K>) => Promise<DocumentByKind[K]>;
};

const sources: Sources = {
  invoice: (database, { id }) => invoiceDocument(database, id),
  receipt: (database, { id }) => receiptDocument(database, id),
  credit_note: (database, { id }) => creditNoteDocument(database, id),
  payment_voucher: (database, { id }) => paymentVoucherDocument(database, id),
  statement: (database, { kind: _kind, ...asked }) => statementDocument(database, asked),
  day_close: (database, { id }) => dayCloseDocument(database, id),
  run_summary: (database, { id }) => runSummaryDocument(database, id),
  reminder: (database, { id }) => reminderDocument(database, id),
};

function read<K extends DocumentKind>(database: Database, kind: K, ref: RefOf<K>): Promise<DocumentByKind[K]> {
  const source: Sources[K] = sources[kind];
  return source(database, ref);
}

/** A document as its next print will be. Throws `not_found`, `document_not_ready`. */
export function readDocument(database: Database, ref: DocumentRef): Promise<DocumentByKind[DocumentKind]> {
  return read(database, ref.kind, ref);
}
