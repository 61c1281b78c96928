import { check, refuse } from './0012-check-form';
import { credited, refunded } from './0012-credit-checks';

/** What 0012 looks at in a payment, its allocations, its numbers and its voucher. */
export const checkCommand = check(
  'check_command',
  '  effects bigint;',
  `  IF NEW.kind = 'payments.record' THEN
    SELECT count(*) INTO effects FROM billing_desktop.payment_details d WHERE d.command_key = NEW.key;
    IF effects <> 1 THEN
      ${refuse('the command % records % payments instead of one', 'NEW.key', 'effects')}
    END IF;
  END IF;`,
);

export const checkPayment = check(
  'check_payment',
  `  held public.payments%ROWTYPE;
  details billing_desktop.payment_details%ROWTYPE;`,
  `  PERFORM billing_desktop.require_command();
  IF TG_OP = 'DELETE' THEN
    ${refuse('the payment % is never deleted', 'OLD.id')}
  END IF;
  SELECT * INTO held FROM public.payments p WHERE p.id = NEW.id;
  SELECT * INTO details FROM billing_desktop.payment_details d WHERE d.payment_id = NEW.id;
  IF TG_OP = 'INSERT' THEN
    IF details.origin IS DISTINCT FROM 'desktop' OR held.amount = 'NaN' OR NEW.status NOT IN ('pending', 'processing', 'succeeded')
       OR NOT EXISTS (SELECT FROM public.invoices i
         WHERE i.id = held.invoice_id AND i.tenant_id = held.tenant_id AND i.currency = held.currency) THEN
      ${refuse('the payment % is not written as the desktop writes one', 'NEW.id')}
    END IF;
  ELSIF NEW.status = OLD.status THEN
    IF OLD.status NOT IN ('pending', 'processing') AND (NEW.paid_at, NEW.processed_at) IS DISTINCT FROM (OLD.paid_at, OLD.processed_at) THEN
      ${refuse('the payment % is settled: its dates stay', 'NEW.id')}
    END IF;
  ELSIF OLD.status IN ('pending', 'processing') AND NEW.status IN ('pending', 'processing', 'succeeded', 'failed') THEN
    NULL;
  ELSIF OLD.status = 'succeeded' AND NEW.status = 'failed'
        AND EXISTS (SELECT FROM billing_desktop.reversals r WHERE r.payment_id = NEW.id) THEN
    NULL;
  ELSIF OLD.status IN ('succeeded', 'refunded') AND NEW.status IN ('succeeded', 'refunded') AND billing_desktop.holds_role('accountant') THEN
    IF (held.status = 'refunded') <> (${refunded('NEW.id')} = held.amount) THEN
      ${refuse('the payment % is refunded only where all of it went back', 'NEW.id')}
    END IF;
  ELSE
    ${refuse('the payment % does not turn from % into %', 'NEW.id', 'OLD.status', 'NEW.status')}
  END IF;
  IF held.status = 'succeeded' AND (TG_OP = 'INSERT' OR OLD.status IN ('pending', 'processing')) AND (
       details.payment_id IS NULL OR held.paid_at IS NULL OR held.processed_at <> now() OR details.paid_on IS NULL
       OR details.paid_on <> billing_desktop.date_of(held.paid_at) OR details.paid_on > billing_desktop.today()
       OR (SELECT o.problem FROM billing_desktop.check_open_date(details.paid_on, true) o) IS NOT NULL
       OR NOT EXISTS (SELECT FROM billing_desktop.receipt_vouchers v WHERE v.payment_id = NEW.id)) THEN
    ${refuse('the payment % counts only with its day and its voucher', 'NEW.id')}
  END IF;`,
);

export const checkPaymentDetails = check(
  'check_payment_details',
  `  held public.payments%ROWTYPE;
  adopted numeric;`,
  `  PERFORM billing_desktop.require_command(CASE WHEN TG_OP = 'INSERT' THEN NEW.command_key END);
  SELECT * INTO held FROM public.payments p WHERE p.id = NEW.payment_id;
  IF TG_OP = 'UPDATE' THEN
    IF NOT EXISTS (SELECT FROM billing_desktop.receipt_vouchers v WHERE v.payment_id = NEW.payment_id AND v.issued_at = now()) THEN
      ${refuse('the day of the payment % is written once, with its voucher', 'NEW.payment_id')}
    END IF;
  ELSIF NEW.command_key IS NULL OR (NEW.origin = 'desktop') <> (held.created_at = now()) THEN
    ${refuse('the details of the payment % do not belong to it', 'NEW.payment_id')}
  ELSIF NEW.origin = 'desktop' AND EXISTS (
    SELECT FROM billing_desktop.commands c WHERE c.key = NEW.command_key AND c.kind = 'payments.record'
      AND (SELECT count(*) FROM billing_desktop.payment_details d WHERE d.command_key = c.key) > 1
  ) THEN
    ${refuse('a command records one payment')}
  ELSIF NEW.origin = 'service' AND held.status = 'succeeded' AND held.processed_at IS DISTINCT FROM now()
        AND NOT EXISTS (SELECT FROM billing_desktop.allocations a WHERE a.payment_id = NEW.payment_id AND a.amount < 0) THEN
    SELECT coalesce(sum(a.amount), 0) INTO adopted FROM billing_desktop.allocations a
    WHERE a.payment_id = NEW.payment_id AND a.kind = 'adopted';
    IF adopted < held.amount AND EXISTS (SELECT FROM public.invoices i WHERE i.id = held.invoice_id
         AND i.currency = held.currency AND i.status IN ('pending', 'overdue') AND i.amount_due > 0) THEN
      ${refuse('the payment % would count for less than before', 'NEW.payment_id')}
    END IF;
  END IF;`,
);

export const checkAllocation = check(
  'check_allocation',
  `  payment public.payments%ROWTYPE;
  invoice public.invoices%ROWTYPE;
  details billing_desktop.payment_details%ROWTYPE;
  given numeric;
  given_here numeric;
  received numeric;`,
  `  IF NEW.command_key IS NULL THEN
    ${refuse('an allocation belongs to a command')}
  END IF;
  PERFORM billing_desktop.require_command(NEW.command_key);
  -- Two who give away one payment at once wait for each other here; what is read below is read after that.
  PERFORM FROM public.payments p WHERE p.id = NEW.payment_id FOR NO KEY UPDATE;
  SELECT * INTO payment FROM public.payments p WHERE p.id = NEW.payment_id;
  SELECT * INTO invoice FROM public.invoices i WHERE i.id = NEW.invoice_id;
  SELECT * INTO details FROM billing_desktop.payment_details d WHERE d.payment_id = NEW.payment_id;
  SELECT coalesce(sum(a.amount), 0), coalesce(sum(a.amount) FILTER (WHERE a.invoice_id = NEW.invoice_id), 0)
  INTO given, given_here FROM billing_desktop.allocations a WHERE a.payment_id = NEW.payment_id;
  IF (NEW.amount < 0 OR NEW.kind NOT IN ('payment', 'credit', 'adopted')) AND NOT billing_desktop.holds_role('accountant') THEN
    ${refuse('taking back what was allocated is not for this role')}
  ELSIF (NEW.amount < 0 AND NEW.kind IN ('payment', 'adopted')) OR (NEW.amount > 0 AND NEW.kind = 'refund') THEN
    ${refuse('an allocation of the kind % has the other sign', 'NEW.kind')}
  ELSIF details.payment_id IS NULL OR given_here < 0 OR given + ${refunded('NEW.payment_id')} > payment.amount
        OR (given <> 0 AND payment.status NOT IN ('succeeded', 'refunded')) THEN
    ${refuse('the payment % has no such amount to give', 'NEW.payment_id')}
  ELSIF NEW.kind = 'adopted' THEN
    IF details.origin <> 'service' OR details.command_key <> NEW.command_key OR NEW.invoice_id <> payment.invoice_id THEN
      ${refuse('only a payment of the service is adopted, once and by its own invoice')}
    END IF;
  ELSIF NEW.amount > 0 THEN
    SELECT sum(a.amount) INTO received FROM billing_desktop.allocations a WHERE a.invoice_id = NEW.invoice_id;
    IF invoice.tenant_id <> payment.tenant_id OR invoice.currency <> payment.currency
       OR invoice.status NOT IN ('pending', 'overdue', 'paid')
       OR received > greatest(invoice.total - ${credited('NEW.invoice_id')} - coalesce((SELECT h.amount FROM billing_desktop.inherited_amounts h
            WHERE h.invoice_id = NEW.invoice_id), 0), 0) THEN
      ${refuse('the invoice % does not take this amount', 'invoice.invoice_number')}
    END IF;
  END IF;`,
);

export const checkNumber = check(
  'check_number',
  '  wanted text;',
  `  PERFORM billing_desktop.require_command(CASE WHEN TG_OP = 'INSERT' THEN NEW.command_key END);
  IF TG_OP = 'UPDATE' THEN
    IF coalesce(NEW.reason, '') = ''
       OR (NEW.series = 'invoice' AND NOT EXISTS (SELECT FROM public.invoices i WHERE i.id = NEW.entity_id AND i.status = 'canceled'))
       OR (NEW.series = 'receipt' AND NOT EXISTS (SELECT FROM billing_desktop.reversals r WHERE r.payment_id = NEW.entity_id))
       OR (NEW.series IN ('credit_note', 'payment_voucher') AND NOT EXISTS (SELECT FROM billing_desktop.cancellations x
         WHERE NEW.entity_id IN (x.credit_note_id, x.refund_id))) THEN
      ${refuse('the document of % is not void', 'NEW.document_number')}
    END IF;
    RETURN NULL;
  END IF;
  wanted := format('-%s-%s', NEW.year, lpad(NEW.n::text, greatest(4, length(NEW.n::text)), '0'));
  IF NEW.command_key IS NULL OR (NEW.series <> 'receipt' AND NOT billing_desktop.holds_role('accountant'))
     OR NOT NEW.document_number ~ ('^[A-Z]+' || wanted || '$')
     OR (NEW.series = 'invoice' AND NEW.document_number <> 'SAH' || wanted)
     OR (NEW.series = 'receipt' AND NEW.document_number <> 'RV' || wanted)
     OR (NEW.series = 'credit_note' AND NEW.document_number <> 'CN' || wanted)
     OR (NEW.series = 'payment_voucher' AND NEW.document_number <> 'PV' || wanted)
     OR NOT EXISTS (SELECT FROM billing_desktop.number_counters c
       WHERE c.series = NEW.series AND c.year = NEW.year AND NEW.n >= c.first_number AND NEW.n < c.next_number) THEN
    ${refuse('the number % does not come from its counter', 'NEW.document_number')}
  ELSIF NEW.state = 'voided' THEN
    ${refuse('the number % begins as void', 'NEW.document_number')}
  ELSIF NEW.state = 'passed_over' AND (NEW.series <> 'invoice' OR coalesce(NEW.reason, '') = ''
      OR NOT EXISTS (SELECT FROM public.invoices i WHERE i.invoice_number = NEW.document_number)) THEN
    ${refuse('the number % was free', 'NEW.document_number')}
  ELSIF NEW.state = 'used' AND (
      (NEW.series = 'invoice' AND NOT EXISTS (SELECT FROM public.invoices i
        WHERE i.id = NEW.entity_id AND i.invoice_number = NEW.document_number))
      OR (NEW.series = 'receipt' AND NOT EXISTS (SELECT FROM billing_desktop.receipt_vouchers v
        WHERE v.payment_id = NEW.entity_id AND v.number = NEW.document_number))
      OR (NEW.series = 'credit_note' AND NOT EXISTS (SELECT FROM billing_desktop.credit_notes c
        WHERE c.id = NEW.entity_id AND c.number = NEW.document_number))
      OR (NEW.series = 'payment_voucher' AND NOT EXISTS (SELECT FROM billing_desktop.refunds f
        WHERE f.id = NEW.entity_id AND f.number = NEW.document_number))) THEN
    ${refuse('the number % has no document', 'NEW.document_number')}
  END IF;`,
);

export const checkCounter = check(
  'check_counter',
  '  start bigint;',
  `  PERFORM billing_desktop.require_command();
  IF NEW.series <> 'receipt' AND NOT billing_desktop.holds_role('accountant') THEN
    ${refuse('the series % is not for this role', 'NEW.series')}
  END IF;
  IF TG_OP = 'INSERT' THEN
    start := NEW.first_number;
    IF start <> (CASE WHEN NEW.series = 'invoice' AND (SELECT (g.value ->> 'present')::boolean
         FROM billing_desktop.settings g WHERE g.key = 'service') THEN 100001 ELSE 1 END) THEN
      ${refuse('the series % does not start at %', 'NEW.series', 'start')}
    END IF;
  ELSE
    start := OLD.next_number;
  END IF;
  IF NEW.next_number < start OR (SELECT count(*) FROM billing_desktop.numbers n WHERE n.series = NEW.series
       AND n.year = NEW.year AND n.n >= start AND n.n < NEW.next_number) <> NEW.next_number - start THEN
    ${refuse('a number of the series % would be missing', 'NEW.series')}
  END IF;`,
);

export const checkVoucher = check(
  'check_voucher',
  '  payment public.payments%ROWTYPE;',
  `  IF NEW.command_key IS NULL THEN
    ${refuse('a voucher belongs to a command')}
  END IF;
  PERFORM billing_desktop.require_command(NEW.command_key);
  SELECT * INTO payment FROM public.payments p WHERE p.id = NEW.payment_id;
  IF payment.status <> 'succeeded' OR NOT EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'receipt'
       AND n.document_number = NEW.number AND n.entity_id = NEW.payment_id AND n.command_key = NEW.command_key)
     OR NEW.snapshot -> 'seller' IS DISTINCT FROM (SELECT g.value -> 'seller' FROM billing_desktop.settings g WHERE g.key = 'business')
     OR NEW.snapshot #>> '{tenant,tenantId}' IS DISTINCT FROM payment.tenant_id
     OR NOT EXISTS (
       SELECT FROM (SELECT payment.tenant_id::text AS id) x LEFT JOIN public.tenants t ON t.tenant_id = x.id
       WHERE NEW.snapshot #>> '{tenant,name}' = coalesce(t.name, x.id)
         AND NEW.snapshot #>> '{tenant,nameAr}' = coalesce(t.name_ar, x.id)) THEN
    ${refuse('the voucher % does not say what was paid by whom', 'NEW.number')}
  END IF;`,
);

export const checkReversal = check(
  'check_reversal',
  '',
  `  IF NEW.command_key IS NULL THEN
    ${refuse('a reversal belongs to a command')}
  END IF;
  PERFORM billing_desktop.require_command(NEW.command_key);
  IF NEW.reversed_at < now() OR NEW.reversed_at > clock_timestamp()
     OR NOT EXISTS (SELECT FROM public.payments p WHERE p.id = NEW.payment_id AND p.status = 'failed')
     OR (SELECT coalesce(sum(a.amount), 0) FROM billing_desktop.allocations a WHERE a.payment_id = NEW.payment_id) <> 0
     OR EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.series = 'receipt' AND n.entity_id = NEW.payment_id AND n.state = 'used') THEN
    ${refuse('the payment % is not wholly undone', 'NEW.payment_id')}
  END IF;`,
);
