import { check, refuse } from './0012-check-form';

const told = `lower(current_setting('billing_desktop.command_key', true))`;

/** Lines belong to the statement that came with them; a payment stands for a line only where it was recorded from it. */
export const checkBank = check(
  'check_bank',
  '',
  `  PERFORM billing_desktop.require_command();
  IF TG_TABLE_NAME = 'bank_lines' THEN
    IF NOT EXISTS (SELECT FROM billing_desktop.bank_statements s JOIN billing_desktop.bank_accounts a ON a.id = s.account_id
         WHERE s.id = NEW.statement_id AND s.account_id = NEW.account_id AND a.currency = NEW.currency
           AND s.command_key::text = ${told}) THEN
      ${refuse('the line % does not belong to a statement that came with it', 'NEW.id')}
    END IF;
  ELSIF TG_TABLE_NAME = 'bank_line_payments' THEN
    IF NEW.command_key::text IS DISTINCT FROM ${told} OR NOT EXISTS (
         SELECT FROM billing_desktop.bank_lines l JOIN billing_desktop.bank_accounts a ON a.id = l.account_id
         JOIN public.payments p ON p.id = NEW.payment_id
         JOIN billing_desktop.payment_details d ON d.payment_id = p.id
         WHERE l.id = NEW.line_id AND p.amount = l.amount AND p.currency = l.currency AND p.method = a.method
           AND p.status = 'succeeded' AND d.paid_on = l.booked_on AND d.command_key = NEW.command_key) THEN
      ${refuse('the payment % was not recorded from the line %', 'NEW.payment_id', 'NEW.line_id')}
    END IF;
  ELSIF NEW.decision = 'set_aside' AND EXISTS (
         SELECT FROM billing_desktop.bank_line_payments m WHERE m.line_id = NEW.line_id AND m.live) THEN
    ${refuse('the line % stands for a payment', 'NEW.line_id')}
  END IF;`,
);

/** What a billing run says of a chunk belongs to the command that billed it, and its sums are those of its invoices. */
export const checkRun = check(
  'check_run',
  '',
  `  PERFORM billing_desktop.require_command();
  IF NOT EXISTS (SELECT FROM billing_desktop.billing_run_chunks c
       WHERE c.run_id = NEW.run_id AND c.n = NEW.n AND c.command_key::text = ${told}) THEN
    ${refuse('the chunk % of the run % was billed by another command', 'NEW.n', 'NEW.run_id')}
  END IF;
  IF TG_TABLE_NAME = 'billing_run_amounts' THEN
    IF NOT EXISTS (SELECT FROM billing_desktop.billing_run_invoices x JOIN public.invoices i ON i.id = x.invoice_id
         WHERE x.run_id = NEW.run_id AND x.n = NEW.n AND i.currency = NEW.currency
         HAVING count(*) = NEW.invoices AND sum(i.total) = NEW.total) THEN
      ${refuse('the sums of the run % are not those of its invoices', 'NEW.run_id')}
    END IF;
  END IF;`,
);
