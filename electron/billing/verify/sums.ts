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
].join('\nUNION ALL\n')}`,
};
