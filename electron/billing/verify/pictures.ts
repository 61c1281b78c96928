import type { Check } from './check';

interface Printed {
  readonly table: string;
  readonly entity: string;
  readonly id: string;
  readonly number: string;
}

const printed: readonly Printed[] = [
  {
    table: 'billing_desktop.invoice_details d JOIN public.invoices i ON i.id = d.invoice_id',
    entity: 'invoice',
    id: 'd.invoice_id',
    number: 'i.invoice_number',
  },
  { table: 'billing_desktop.receipt_vouchers d', entity: 'payment', id: 'd.payment_id', number: 'd.number' },
  { table: 'billing_desktop.credit_notes d', entity: 'credit_note', id: 'd.id', number: 'd.number' },
  { table: 'billing_desktop.refunds d', entity: 'refund', id: 'd.id', number: 'd.number' },
];

/** Invariant 5, of what is printed: a picture that a document names is there, so that a reprint is the same document. */
export const documentPictures: Check = {
  invariant: 5,
  rows: 'SELECT count(*) AS n FROM billing_desktop.pictures',
  findings: printed
    .map(
      ({
        table,
        entity,
        id,
        number,
      }) => `SELECT 'picture_missing' AS code, '${entity}' AS entity, ${id}::text AS id, 'desktop' AS origin,
  jsonb_build_object('number', ${number}) AS details
FROM ${table}
CROSS JOIN LATERAL (VALUES (d.snapshot #>> '{seller,logo}'), (d.snapshot #>> '{seller,stamp}')) AS v (named)
WHERE v.named LIKE 'picture:%' AND NOT EXISTS (SELECT FROM billing_desktop.pictures p WHERE p.hash = substr(v.named, 9))`,
    )
    .join('\nUNION\n'),
};
