import type { Output, Parsed } from '../../contract/api';
import type { SearchHit } from '../../contract/search';
import { listInvoices } from './invoices';
import { listPayments } from './payments';
import type { Reader } from './select';
import { listSubscriptions } from './subscriptions';
import { listTenants } from './tenants';
import { termOf } from './term';

/** Hits of one kind; the reader narrows the term rather than scrolling. */
const perKind = 6;
const first = { from: 'start', limit: perKind } as const;

/**
 * What a term can mean everywhere: invoices and receipts by number in either digit set, with or without prefix; tenants
 * in either language with folded spelling, with their subscriptions. Where the term is a number, documents come first,
 * otherwise tenants.
 */
export async function search(
  reader: Reader,
  { term: typed }: Parsed<'search', 'find'>,
): Promise<Output<'search', 'find'>> {
  const term = termOf(typed);
  if (!term) return [];
  const filter = { search: typed };
  const [invoices, payments, tenants, subscriptions] = await Promise.all([
    listInvoices(reader, { filter, sort: { column: 'issue_date', direction: 'desc' }, page: first }),
    listPayments(reader, { filter, sort: { column: 'created_at', direction: 'desc' }, page: first }),
    listTenants(reader, { filter, sort: { column: 'name_ar', direction: 'asc' }, page: first }),
    listSubscriptions(reader, { filter, sort: { column: 'start_date', direction: 'desc' }, page: first }),
  ]);
  const documents: SearchHit[] = [
    ...invoices.rows.map((row): SearchHit => ({
      kind: 'invoice',
      id: row.id,
      title: row.number,
      subtitle: row.tenantName,
      subtitleAr: row.tenantNameAr,
    })),
    ...payments.rows.map((row): SearchHit => ({
      kind: 'payment',
      id: row.id,
      title: row.voucherNumber ?? row.invoiceNumber,
      subtitle: row.tenantName,
      subtitleAr: row.tenantNameAr,
    })),
  ];
  const parties: SearchHit[] = [
    ...tenants.rows.map((row): SearchHit => ({
      kind: 'tenant',
      id: row.tenantId,
      title: row.tenantId,
      subtitle: row.name || row.tenantId,
      subtitleAr: row.nameAr || row.name || row.tenantId,
    })),
    ...subscriptions.rows.map((row): SearchHit => ({
      kind: 'subscription',
      id: row.id,
      title: row.planName,
      subtitle: row.tenantName,
      subtitleAr: row.tenantNameAr,
    })),
  ];
  const isNumber = term.sequence !== null || term.documentNumber !== null;
  return isNumber ? [...documents, ...parties] : [...parties, ...documents];
}
