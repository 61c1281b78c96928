import { z } from 'zod';
import { bankSuggestionSchema, type BankLineId, type BankSuggestion } from '../../contract/bank';
import { yearOf } from '../../contract/calendar-date';
import { openInvoiceSchema } from '../../contract/payments';
import { getBankLine } from '../../database/queries/bank';
import { amount, day } from '../../database/queries/expressions';
import { daysOverdue, isOpen } from '../../database/queries/invoice-columns';
import { select, type Reader } from '../../database/queries/select';
import { sql } from '../../database/queries/sql';
import { fold } from '../../contract/fold';
import { numbersIn, suggestPayments, wordsIn, type CandidateTenant } from '../rules/bank-suggestions';

const shown = 5;
const mostTenants = 60;

const candidateSchema = openInvoiceSchema.extend({
  tenantId: z.string(),
  tenantName: z.string(),
  tenantNameAr: z.string(),
});
type Candidate = z.infer<typeof candidateSchema>;

/** The customers who may be meant: by an invoice's number, by an open amount, by words of a name. Each has its index. */
async function tenantsMeant(
  reader: Reader,
  line: { readonly text: string; readonly amount: string; readonly currency: string; readonly bookedYear: number },
): Promise<string[]> {
  const { whole, short } = numbersIn(line.text, line.bookedYear);
  const words = wordsIn(line.text);
  const rows = await select<{ tenantId: string }>(
    reader,
    sql`(SELECT DISTINCT i.tenant_id AS "tenantId" FROM public.invoices i
  WHERE i.invoice_number = ANY (${[...whole, ...short]}::text[]) AND ${isOpen} AND i.currency = ${line.currency})
UNION
(SELECT i.tenant_id FROM public.invoices i
  WHERE (CASE WHEN i.status IN ('pending', 'overdue') THEN i.amount_due ELSE 0 END) = ${line.amount}::numeric
    AND i.currency = ${line.currency} ORDER BY i.id LIMIT ${mostTenants})
UNION
(SELECT named.tenant_id FROM (
    SELECT t.tenant_id, billing_desktop.fold(coalesce(t.name, '') || ' ' || coalesce(t.name_ar, '')) AS folded
    FROM public.tenants t
    WHERE billing_desktop.trigram_text(t.name) LIKE ANY (
        SELECT billing_desktop.trigram_text('%' || w || '%') FROM unnest(${words}::text[]) w)
      OR billing_desktop.trigram_text(t.name_ar) LIKE ANY (
        SELECT billing_desktop.trigram_text('%' || w || '%') FROM unnest(${words}::text[]) w)
    OFFSET 0
  ) named
  CROSS JOIN LATERAL (SELECT count(*) AS n FROM unnest(${words}::text[]) w WHERE named.folded LIKE '%' || w || '%') hits
  WHERE EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = named.tenant_id AND ${isOpen} AND i.amount_due > 0
    AND i.currency = ${line.currency})
  ORDER BY hits.n DESC, named.tenant_id LIMIT ${mostTenants})`,
  );
  return rows.map(({ tenantId }) => tenantId);
}

async function openInvoicesOf(reader: Reader, tenants: readonly string[], currency: string): Promise<Candidate[]> {
  const rows = await select(
    reader,
    sql`SELECT i.id, i.invoice_number AS number, ${day(sql`i.due_date`)} AS "dueDate", ${daysOverdue} AS "daysOverdue",
  ${amount(sql`i.total`)} AS total, ${amount(sql`i.amount_due`)} AS "amountDue", i.currency, i.tenant_id AS "tenantId",
  coalesce(nullif(t.name, ''), i.tenant_id) AS "tenantName",
  coalesce(nullif(t.name_ar, ''), nullif(t.name, ''), i.tenant_id) AS "tenantNameAr"
FROM public.invoices i LEFT JOIN public.tenants t ON t.tenant_id = i.tenant_id
WHERE i.tenant_id = ANY (${tenants}::text[]) AND ${isOpen} AND i.amount_due > 0 AND i.currency = ${currency}
ORDER BY i.due_date, i.issue_date, i.id LIMIT 3000`,
  );
  return z.array(candidateSchema).parse(rows);
}

/** What a line of a statement may pay, the likeliest first, with the reasons. Throws `not_found`. */
export async function suggestForLine(reader: Reader, id: BankLineId): Promise<BankSuggestion[]> {
  const line = await getBankLine(reader, id);
  const text = fold([line.description, line.reference ?? '', line.payerNumber ?? ''].join(' ')).trim();
  const bookedYear = yearOf(line.bookedOn);
  const meant = await tenantsMeant(reader, { text, amount: line.amount, currency: line.currency, bookedYear });
  if (meant.length === 0) return [];
  const byTenant = new Map<string, Candidate[]>();
  for (const invoice of await openInvoicesOf(reader, meant, line.currency)) {
    byTenant.set(invoice.tenantId, [...(byTenant.get(invoice.tenantId) ?? []), invoice]);
  }
  const tenants = [...byTenant].map(([tenantId, invoices]): CandidateTenant<Candidate> => {
    const names = [invoices[0]?.tenantName ?? '', invoices[0]?.tenantNameAr ?? ''].map((name) => fold(name).trim());
    return { tenantId, names: [...new Set(names)].filter((name) => name !== ''), invoices };
  });
  const found = suggestPayments({ text, amount: line.amount, bookedYear }, tenants).slice(0, shown);
  return found.map(({ tenantId, score, reasons, allocations, credit }) => {
    const invoice = allocations[0]?.invoice;
    return bankSuggestionSchema.parse({
      tenantId,
      tenantName: invoice?.tenantName,
      tenantNameAr: invoice?.tenantNameAr,
      score,
      reasons,
      allocations: allocations.slice(0, 200),
      credit,
    });
  });
}
