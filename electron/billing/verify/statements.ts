import type { Check } from './check';

/**
 * Invariant 2, of bank statements: a line has one live payment at the most, of its own amount and currency, and only a
 * reversal ends a match. A failed payment that the service wrote over is the service's.
 */
export const statementMatches: Check = {
  invariant: 2,
  rows: 'SELECT count(*) AS n FROM billing_desktop.bank_line_payments',
  findings: `WITH matched AS (
  SELECT m.line_id, m.payment_id, m.live, l.amount, l.currency, p.amount AS paid, p.currency AS paid_in, p.status
  FROM billing_desktop.bank_line_payments m
  JOIN billing_desktop.bank_lines l ON l.id = m.line_id JOIN public.payments p ON p.id = m.payment_id
)
SELECT 'bank_line_twice' AS code, 'bank_line' AS entity, m.line_id::text AS id, 'desktop' AS origin,
  jsonb_build_object('count', count(*)::text) AS details
FROM matched m WHERE m.live GROUP BY m.line_id HAVING count(*) > 1
UNION ALL
SELECT 'bank_line_differs', 'bank_line', m.line_id::text, 'desktop',
  jsonb_build_object('line', m.amount || ' ' || m.currency, 'payment', m.paid || ' ' || m.paid_in)
FROM matched m WHERE (m.amount, m.currency) IS DISTINCT FROM (m.paid, m.paid_in)
UNION ALL
SELECT 'bank_line_freed', 'bank_line', m.line_id::text, 'desktop', jsonb_build_object('payment', m.payment_id::text)
FROM matched m
WHERE m.live = EXISTS (SELECT FROM billing_desktop.reversals r WHERE r.payment_id = m.payment_id)`,
};

/** Invariant 7, of files: as many rows as the import says, and as many lines as the statement says. */
export const importedRows: Check = {
  invariant: 7,
  rows: `SELECT (SELECT count(*) FROM billing_desktop.usage_imports) + (SELECT count(*) FROM billing_desktop.bank_statements) AS n`,
  findings: `SELECT 'import_rows_differ' AS code, 'usage_import' AS entity, m.id::text AS id, 'desktop' AS origin,
  jsonb_build_object('file', m.file_name, 'stored', m.row_count::text, 'counted', coalesce(r.n, 0)::text) AS details
FROM billing_desktop.usage_imports m
LEFT JOIN (SELECT import_id, count(*) AS n FROM billing_desktop.usage_import_rows GROUP BY 1) r ON r.import_id = m.id
WHERE m.row_count <> coalesce(r.n, 0)
UNION ALL
SELECT 'import_rows_differ', 'bank_statement', s.id::text, 'desktop',
  jsonb_build_object('file', s.file_name, 'stored', s.line_count::text, 'counted', coalesce(l.n, 0)::text)
FROM billing_desktop.bank_statements s
LEFT JOIN (SELECT statement_id, count(*) AS n FROM billing_desktop.bank_lines GROUP BY 1) l ON l.statement_id = s.id
WHERE s.line_count <> coalesce(l.n, 0)`,
};
