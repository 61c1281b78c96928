import type { Check } from './check';

function strayKeys(table: string, entity: string, id: string): string {
  return `SELECT 'key_unknown', '${entity}', x.${id}::text, 'desktop', jsonb_build_object('key', x.command_key::text)
FROM billing_desktop.${table} x
WHERE x.command_key IS NOT NULL AND NOT EXISTS (SELECT FROM billing_desktop.commands c WHERE c.key = x.command_key)`;
}

/** Commands of a kind that have not exactly one row of a table to show. */
function effects(kind: string, table: string): string {
  return `SELECT CASE WHEN count(x.command_key) > 1 THEN 'key_with_two_effects' ELSE 'key_without_effect' END, 'command', c.key::text,
  'desktop', jsonb_build_object('kind', c.kind, 'effects', count(x.command_key)::text)
FROM billing_desktop.commands c LEFT JOIN billing_desktop.${table} x ON x.command_key = c.key
WHERE c.kind = '${kind}' GROUP BY c.key HAVING count(x.command_key) <> 1`;
}

/** Invariant 6: one effect for each key, and no key without a result. */
export const commandKeys: Check = {
  invariant: 6,
  rows: 'SELECT count(*) AS n FROM billing_desktop.commands',
  findings: `SELECT 'key_without_result' AS code, 'command' AS entity, c.key::text AS id, 'desktop' AS origin,
  jsonb_build_object('kind', c.kind) AS details
FROM billing_desktop.commands c WHERE c.answer IS NULL
UNION ALL
SELECT 'key_with_two_effects', 'command', c.key::text, 'desktop', jsonb_build_object('kind', c.kind, 'effects', count(*)::text)
FROM billing_desktop.commands c JOIN billing_desktop.payment_details d ON d.command_key = c.key
WHERE c.kind = 'payments.record' GROUP BY c.key HAVING count(*) > 1
UNION ALL
SELECT 'key_without_effect', 'command', c.key::text, 'desktop', jsonb_build_object('kind', c.kind)
FROM billing_desktop.commands c
WHERE c.kind = 'payments.record'
  AND NOT EXISTS (SELECT FROM billing_desktop.payment_details d WHERE d.command_key = c.key)
UNION ALL
${effects('creditNotes.issue', 'credit_notes')}
UNION ALL
${effects('invoices.writeOff', 'write_offs')}
UNION ALL
${effects('payments.refund', 'refunds')}
UNION ALL
${strayKeys('credit_notes', 'credit_note', 'id')}
UNION ALL
${strayKeys('write_offs', 'write_off', 'id')}
UNION ALL
${strayKeys('refunds', 'refund', 'id')}
UNION ALL
${strayKeys('allocations', 'allocation', 'id')}
UNION ALL
${strayKeys('payment_details', 'payment', 'payment_id')}
UNION ALL
${strayKeys('reversals', 'payment', 'payment_id')}
UNION ALL
${strayKeys('receipt_vouchers', 'payment', 'payment_id')}
UNION ALL
${strayKeys('day_closes', 'day_close', 'id')}`,
};
