import { invoiceOrigin, type Check } from './check';

// The service's lines may hold JSON numbers or strings, and are read without trusting that they hold either.
const figure = (key: string): string =>
  `CASE WHEN l.line ->> '${key}' ~ '^-?[0-9]{1,20}([.][0-9]{1,20})?$' THEN (l.line ->> '${key}')::numeric END`;

const lines = `lines AS (
  SELECT i.id, l.place, ${figure('quantity')} AS quantity, ${figure('unit_price')} AS unit_price, ${figure('amount')} AS amount
  FROM public.invoices i
  CROSS JOIN LATERAL jsonb_array_elements(CASE WHEN jsonb_typeof(i.line_items) = 'array' THEN i.line_items ELSE '[]' END)
    WITH ORDINALITY AS l (line, place)
), summed AS (
  SELECT i.*, coalesce(s.amount, 0) AS lines_amount, coalesce(s.unreadable, 0) AS unreadable, coalesce(s.wrong, 0) AS wrong
  FROM public.invoices i
  LEFT JOIN (
    SELECT id, sum(amount) AS amount,
      count(*) FILTER (WHERE quantity IS NULL OR unit_price IS NULL OR amount IS NULL) AS unreadable,
      count(*) FILTER (WHERE amount <> round(quantity * unit_price, 2)) AS wrong
    FROM lines GROUP BY id
  ) s ON s.id = i.id
)`;

function breach(code: string, condition: string, details: string): string {
  return `SELECT '${code}' AS code, 'invoice' AS entity, i.id::text AS id, ${invoiceOrigin('i')} AS origin,
  jsonb_build_object('number', i.invoice_number, ${details}) AS details
FROM summed i WHERE ${condition}`;
}

/** Cents that the rounding of a part may be off, and what the last unit of tax or discount may lack. */
const rounding = '0.01';

// What an invoice's live credit notes come to, beside its own sums.
const credited = `SELECT i.id, i.invoice_number, i.subtotal, i.discount_amount, i.tax_amount, sum(c.subtotal) AS c_subtotal,
    sum(c.discount_amount) AS c_discount, sum(c.tax_amount) AS c_tax
  FROM billing_desktop.credit_notes c JOIN public.invoices i ON i.id = c.invoice_id
  WHERE NOT EXISTS (SELECT FROM billing_desktop.cancellations z WHERE z.credit_note_id = c.id)
  GROUP BY i.id`;

const creditNoteBreach = (code: string, condition: string, details: string): string =>
  `SELECT '${code}', 'credit_note', c.id::text, 'desktop', jsonb_build_object('number', c.number, ${details})
FROM billing_desktop.credit_notes c JOIN public.invoices i ON i.id = c.invoice_id
LEFT JOIN billing_desktop.invoice_details d ON d.invoice_id = i.id
CROSS JOIN LATERAL (
  SELECT coalesce(sum((l.line ->> 'amount')::numeric), 0) AS amount FROM jsonb_array_elements(c.lines) AS l (line)
) lines
WHERE ${condition}`;

/** Invariant 3: an invoice's sums follow from its lines, and each line's amount from its quantity and price. */
export const invoiceSums: Check = {
  invariant: 3,
  rows: 'SELECT count(*) AS n FROM public.invoices',
  findings: `WITH ${lines}
${[
  breach('line_unreadable', 'i.unreadable > 0', `'lines', i.unreadable::text`),
  breach('line_differs', 'i.wrong > 0', `'lines', i.wrong::text`),
  breach(
    'subtotal_differs',
    'i.unreadable = 0 AND i.subtotal <> i.lines_amount',
    `'stored', i.subtotal::text, 'reckoned', i.lines_amount::text`,
  ),
  breach(
    'tax_differs',
    'i.tax_amount <> round((i.subtotal - i.discount_amount) * i.tax_rate / 100, 2)',
    `'stored', i.tax_amount::text, 'reckoned', round((i.subtotal - i.discount_amount) * i.tax_rate / 100, 2)::text`,
  ),
  breach(
    'total_differs',
    'i.total <> i.subtotal - i.discount_amount + i.tax_amount',
    `'stored', i.total::text, 'reckoned', (i.subtotal - i.discount_amount + i.tax_amount)::text`,
  ),
  creditNoteBreach(
    'credit_note_lines_differ',
    'c.subtotal <> lines.amount',
    `'stored', c.subtotal::text, 'reckoned', lines.amount::text`,
  ),
  creditNoteBreach(
    'credit_note_tax_differs',
    `c.tax_rate <> i.tax_rate OR (c.kind = 'partial'
      AND c.tax_amount > round((c.subtotal - c.discount_amount) * i.tax_rate / 100, 2) + ${rounding})`,
    `'stored', c.tax_amount::text, 'reckoned', round((c.subtotal - c.discount_amount) * i.tax_rate / 100, 2)::text`,
  ),
  creditNoteBreach(
    'credit_note_discount_differs',
    `c.kind = 'partial' AND c.discount_amount > round(i.discount_amount * c.subtotal / nullif(i.subtotal, 0), 2) + ${rounding}`,
    `'stored', c.discount_amount::text, 'reckoned', round(i.discount_amount * c.subtotal / nullif(i.subtotal, 0), 2)::text`,
  ),
  creditNoteBreach(
    'credit_note_rate_differs',
    'd.issued_at IS NOT NULL AND c.exchange_rate IS DISTINCT FROM d.exchange_rate',
    `'stored', coalesce(c.exchange_rate::text, '-'), 'reckoned', coalesce(d.exchange_rate::text, '-')`,
  ),
  `SELECT 'credit_notes_exceed_invoice', 'invoice', k.id::text, 'desktop',
  jsonb_build_object('number', k.invoice_number, 'credited', (k.c_subtotal - k.c_discount + k.c_tax)::text)
FROM (${credited}) k
WHERE k.c_subtotal > k.subtotal OR k.c_discount > k.discount_amount OR k.c_tax > k.tax_amount
  OR (k.c_subtotal = k.subtotal AND (k.c_discount <> k.discount_amount OR k.c_tax <> k.tax_amount))`,
].join('\nUNION ALL\n')}`,
};
