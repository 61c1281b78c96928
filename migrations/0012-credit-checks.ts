import { check, refuse } from './0012-check-form';

const live = (column: string, id: string): string =>
  `NOT EXISTS (SELECT FROM billing_desktop.cancellations x WHERE x.${column} = ${id})`;

/** What live credit notes and write-offs take off an invoice, by the SQL expression of its id. */
export const credited = (invoice: string): string => `(
    coalesce((SELECT sum(c.total) FROM billing_desktop.credit_notes c WHERE c.invoice_id = ${invoice} AND ${live('credit_note_id', 'c.id')}), 0)
    + coalesce((SELECT sum(w.amount) FROM billing_desktop.write_offs w WHERE w.invoice_id = ${invoice} AND ${live('write_off_id', 'w.id')}), 0))`;

/** What live refunds have given back of a payment. */
export const refunded = (payment: string): string =>
  `coalesce((SELECT sum(f.amount) FROM billing_desktop.refunds f WHERE f.payment_id = ${payment} AND ${live('refund_id', 'f.id')}), 0)`;

/** Credit notes and write-offs: no more than what the invoice is about, in its own currency, with their number. */
export const checkCredit = check(
  'check_credit',
  '  invoice public.invoices%ROWTYPE;',
  `  IF NEW.command_key IS NULL THEN
    ${refuse('a credit belongs to a command')}
  END IF;
  PERFORM billing_desktop.require_command(NEW.command_key);
  PERFORM FROM public.invoices i WHERE i.id = NEW.invoice_id FOR NO KEY UPDATE;
  SELECT * INTO invoice FROM public.invoices i WHERE i.id = NEW.invoice_id;
  IF invoice.tenant_id <> NEW.tenant_id OR invoice.currency <> NEW.currency OR invoice.status IN ('draft', 'canceled')
     OR invoice.amount_paid + ${credited('NEW.invoice_id')} > invoice.total THEN
    ${refuse('the invoice % is not to be credited with this', 'invoice.invoice_number')}
  END IF;
  IF TG_TABLE_NAME = 'credit_notes' THEN
    IF NEW.tax_rate <> invoice.tax_rate OR NOT EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'credit_note'
         AND n.document_number = NEW.number AND n.entity_id = NEW.id)
       OR (SELECT o.problem FROM billing_desktop.check_open_date(NEW.issue_date, false) o) IS NOT NULL THEN
      ${refuse('the credit note % is not at the rate of its invoice, with its number, on an open day', 'NEW.number')}
    END IF;
  END IF;`,
);

/** Refunds, their lines and what cancels any of these: never more than was received. */
export const checkRefund = check(
  'check_refund',
  `  payment public.payments%ROWTYPE;
  of_refund billing_desktop.refunds%ROWTYPE;`,
  `  PERFORM billing_desktop.require_command();
  IF TG_TABLE_NAME = 'cancellations' THEN
    RETURN NULL;
  END IF;
  IF TG_TABLE_NAME = 'refunds' THEN
    SELECT * INTO of_refund FROM billing_desktop.refunds f WHERE f.id = NEW.id;
  ELSE
    SELECT * INTO of_refund FROM billing_desktop.refunds f WHERE f.id = NEW.refund_id;
  END IF;
  PERFORM FROM public.payments p WHERE p.id = of_refund.payment_id FOR NO KEY UPDATE;
  SELECT * INTO payment FROM public.payments p WHERE p.id = of_refund.payment_id;
  IF of_refund.command_key IS NULL OR payment.tenant_id <> of_refund.tenant_id OR payment.currency <> of_refund.currency
     OR payment.status NOT IN ('succeeded', 'refunded')
     OR of_refund.amount <> (SELECT coalesce(sum(l.amount), 0) FROM billing_desktop.refund_lines l WHERE l.refund_id = of_refund.id)
     OR ${refunded('payment.id')} + (SELECT coalesce(sum(a.amount), 0) FROM billing_desktop.allocations a WHERE a.payment_id = payment.id) > payment.amount
     OR NOT EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'payment_voucher'
       AND n.document_number = of_refund.number AND n.entity_id = of_refund.id) THEN
    ${refuse('the refund % is more than was received, or not wholly written', 'of_refund.number')}
  END IF;`,
);
