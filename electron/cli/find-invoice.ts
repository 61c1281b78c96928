import type { InvoiceDetail } from '../contract/invoices';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { findInvoiceByNumber, getInvoice } from '../database/queries/invoices';

/** The invoice of a number in either digit set, with or without its prefix. Throws `not_found`. */
export async function invoiceOfNumber(database: Database, number: string): Promise<InvoiceDetail> {
  const found = await findInvoiceByNumber(database, { number });
  if (!found) throw new AppError('not_found', { what: 'invoice', name: number });
  return getInvoice(database, found);
}
