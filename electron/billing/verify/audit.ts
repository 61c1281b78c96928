import { closingFindings } from './closing';
import { invoiceOrigin, originByAge, paymentOrigin, type Check } from './check';

const audited = (entity: string, id: string): string =>
  `EXISTS (SELECT FROM billing_desktop.audit a WHERE a.entity = '${entity}' AND a.entity_id = ${id}::text)`;

/** True where one of a row's amounts is no finite number; numeric(12,2) can hold NaN, and every check on > 0 lets it by. */
const notFinite = (columns: readonly string[]): string => columns.map((column) => `${column} = 'NaN'`).join(' OR ');

/** Older rows were never seen by the triggers. */
const watched = (createdAt: string): string => `${originByAge(createdAt)} <> 'inherited'`;

const recordsWithoutAudit = (['credit_note', 'write_off', 'refund'] as const).map(
  (entity) => `SELECT 'audit_missing', '${entity}', x.id::text, 'desktop', jsonb_build_object('number', x.id::text)
FROM billing_desktop.${entity}s x WHERE NOT ${audited(entity, 'x.id')}
UNION ALL
SELECT 'audit_missing', '${entity}', z.${entity}_id::text, 'desktop', jsonb_build_object('number', z.${entity}_id::text)
FROM billing_desktop.cancellations z WHERE z.${entity}_id IS NOT NULL AND NOT ${audited('cancellation', 'z.id')}`,
);

/** Invariant 7: every money row has its audit row, and no amount is anything but a finite number of two decimals. */
export const auditAndAmounts: Check = {
  invariant: 7,
  rows: 'SELECT count(*) AS n FROM billing_desktop.audit',
  findings: `SELECT 'audit_missing' AS code, 'invoice' AS entity, i.id::text AS id, ${invoiceOrigin('i')} AS origin,
  jsonb_build_object('number', i.invoice_number) AS details
FROM public.invoices i WHERE ${watched('i.created_at')} AND NOT ${audited('invoice', 'i.id')}
UNION ALL
SELECT 'audit_missing', 'payment', p.id::text, ${paymentOrigin('p')}, jsonb_build_object('amount', p.amount::text)
FROM public.payments p WHERE ${watched('p.created_at')} AND NOT ${audited('payment', 'p.id')}
UNION ALL
SELECT 'audit_missing', 'allocation', x.id::text, 'desktop', jsonb_build_object('amount', x.amount::text)
FROM billing_desktop.allocations x WHERE NOT ${audited('allocation', 'x.id')}
UNION ALL
${closingFindings}
UNION ALL
${recordsWithoutAudit.join('\nUNION ALL\n')}
UNION ALL
SELECT 'not_a_number', 'invoice', i.id::text, ${invoiceOrigin('i')}, jsonb_build_object('number', i.invoice_number)
FROM public.invoices i WHERE ${notFinite(['i.subtotal', 'i.tax_rate', 'i.tax_amount', 'i.discount_amount', 'i.total', 'i.amount_paid', 'i.amount_due'])}
UNION ALL
SELECT 'not_a_number', 'payment', p.id::text, ${paymentOrigin('p')}, jsonb_build_object('status', p.status::text)
FROM public.payments p WHERE ${notFinite(['p.amount'])}
UNION ALL
SELECT 'too_many_decimals', 'invoice', i.id::text, ${invoiceOrigin('i')}, jsonb_build_object('number', i.invoice_number)
FROM public.invoices i
WHERE EXISTS (
  SELECT FROM jsonb_array_elements(CASE WHEN jsonb_typeof(i.line_items) = 'array' THEN i.line_items ELSE '[]' END) AS l (line)
  WHERE l.line ->> 'amount' ~ '^-?[0-9]+[.][0-9]{2}[0-9]*[1-9]'
)`,
};
