import { check, refuse } from './0012-check-form';

/** What 0012 looks at in an invoice, its details and its period. */
const figure = (key: string): string =>
  `CASE WHEN l.line ->> '${key}' ~ '^-?[0-9]{1,20}([.][0-9]{1,20})?$' THEN (l.line ->> '${key}')::numeric END AS ${key}`;

const sums = '(subtotal, tax_rate, tax_amount, discount_amount, total, line_items)';
const of = (row: 'NEW' | 'OLD', columns: string): string => columns.replaceAll(/\w+/g, (column) => `${row}.${column}`);
const frozen =
  '(invoice_number, tenant_id, subscription_id, currency, issue_date, due_date, subtotal, tax_rate, tax_amount, discount_amount, total, line_items)';

export const checkInvoice = check(
  'check_invoice',
  `  lines_amount numeric;
  wrong bigint;
  details billing_desktop.invoice_details%ROWTYPE;
  issued boolean;`,
  `  PERFORM billing_desktop.require_command();
  IF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'draft' OR OLD.invoice_number NOT LIKE 'DRAFT-%' THEN
      ${refuse('the invoice % is never deleted', 'OLD.invoice_number')}
    END IF;
    RETURN NULL;
  END IF;
  SELECT * INTO details FROM billing_desktop.invoice_details d WHERE d.invoice_id = NEW.id;
  issued := NEW.status <> 'draft' AND (TG_OP = 'INSERT' OR OLD.status = 'draft');
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM billing_desktop.inherited_amounts h WHERE h.invoice_id = NEW.id) OR details.invoice_id IS NULL
       OR NOT EXISTS (SELECT FROM public.subscriptions s WHERE s.id = NEW.subscription_id AND s.tenant_id = NEW.tenant_id) THEN
      ${refuse('the invoice % is not written as the desktop writes one', 'NEW.invoice_number')}
    END IF;
  ELSIF OLD.status <> 'draft' THEN
    IF ${of('NEW', frozen)} IS DISTINCT FROM ${of('OLD', frozen)} THEN
      ${refuse('the invoice % was issued: its lines and amounts never change', 'OLD.invoice_number')}
    END IF;
    IF NEW.status = 'draft' OR (NEW.status <> OLD.status AND (OLD.status = 'canceled'
         OR (OLD.status = 'refunded' AND NOT EXISTS (SELECT FROM billing_desktop.refund_lines l WHERE l.invoice_id = NEW.id))
         OR (NEW.status = 'refunded' AND NOT billing_desktop.gone_back(NEW.id)))) THEN
      ${refuse('the invoice % does not turn from % into %', 'OLD.invoice_number', 'OLD.status', 'NEW.status')}
    END IF;
  END IF;
  IF TG_OP = 'INSERT' OR ${of('NEW', sums)} IS DISTINCT FROM ${of('OLD', sums)} THEN
    SELECT coalesce(sum(f.amount), 0), count(*) FILTER (WHERE f.amount IS DISTINCT FROM round(f.quantity * f.unit_price, 2))
    INTO lines_amount, wrong
    FROM jsonb_array_elements(CASE WHEN jsonb_typeof(NEW.line_items) = 'array' THEN NEW.line_items ELSE '[null]' END) AS l (line)
    CROSS JOIN LATERAL (SELECT ${figure('quantity')}, ${figure('unit_price')}, ${figure('amount')}) f;
    IF wrong > 0 OR NEW.subtotal <> lines_amount OR NEW.discount_amount < 0 OR NEW.tax_rate < 0
       OR NEW.tax_amount <> round((NEW.subtotal - NEW.discount_amount) * NEW.tax_rate / 100, 2)
       OR NEW.total <> NEW.subtotal - NEW.discount_amount + NEW.tax_amount OR NEW.total = 'NaN' THEN
      ${refuse('the sums of the invoice % do not follow from its lines', 'NEW.invoice_number')}
    END IF;
  END IF;
  IF NEW.status = 'draft' AND NEW.invoice_number <> 'DRAFT-' || NEW.id
     AND (TG_OP = 'INSERT' OR NEW.invoice_number <> OLD.invoice_number) THEN
    ${refuse('a draft bears no number')}
  END IF;
  IF issued AND ((SELECT o.problem FROM billing_desktop.check_open_date(NEW.issue_date, false) o) IS NOT NULL OR NEW.status NOT IN ('pending', 'overdue', 'paid') OR details.snapshot IS NULL OR NEW.invoice_number LIKE 'DRAFT-%'
       OR ((TG_OP = 'INSERT' OR NEW.invoice_number <> OLD.invoice_number) AND NOT EXISTS (
         SELECT FROM billing_desktop.numbers n WHERE n.series = 'invoice' AND n.entity_id = NEW.id
           AND n.document_number = NEW.invoice_number AND n.state <> 'passed_over'))) THEN
    ${refuse('the invoice % is issued only with its number and its snapshot', 'NEW.invoice_number')}
  END IF;
  IF NEW.status = 'canceled' AND (TG_OP = 'INSERT' OR OLD.status <> 'canceled') AND (details.voided_at IS NULL OR NEW.amount_paid <> 0
       OR EXISTS (SELECT FROM billing_desktop.numbers n WHERE n.entity_id = NEW.id AND n.series = 'invoice' AND n.state = 'used')
       OR EXISTS (SELECT FROM billing_desktop.billed_periods b WHERE b.invoice_id = NEW.id AND b.live)) THEN
    ${refuse('the invoice % is void only with a reason, unpaid, and with its number and period let go', 'NEW.invoice_number')}
  END IF;`,
);

export const checkInvoiceDetails = check(
  'check_invoice_details',
  '  invoice public.invoices%ROWTYPE;',
  `  PERFORM billing_desktop.require_command();
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM public.invoices i WHERE i.id = OLD.invoice_id) THEN
      ${refuse('the details of the invoice % stay with it', 'OLD.invoice_id')}
    END IF;
    RETURN NULL;
  END IF;
  SELECT * INTO invoice FROM public.invoices i WHERE i.id = NEW.invoice_id;
  IF TG_OP = 'UPDATE' AND ((OLD.snapshot IS NOT NULL AND (NEW.snapshot, NEW.period, NEW.template_version, NEW.exchange_rate, NEW.issued_at, NEW.issued_by)
         IS DISTINCT FROM (OLD.snapshot, OLD.period, OLD.template_version, OLD.exchange_rate, OLD.issued_at, OLD.issued_by))
       OR (OLD.voided_at IS NOT NULL AND (NEW.voided_at, NEW.voided_by, NEW.void_reason)
         IS DISTINCT FROM (OLD.voided_at, OLD.voided_by, OLD.void_reason))) THEN
    ${refuse('what the invoice % was issued or voided with stays', 'invoice.invoice_number')}
  END IF;
  IF NEW.snapshot IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.snapshot IS NULL) AND (
       invoice.status = 'draft' OR NEW.issued_by IS DISTINCT FROM session_user OR NEW.issued_at IS DISTINCT FROM now()
       OR NEW.snapshot -> 'seller' IS DISTINCT FROM (SELECT g.value -> 'seller' FROM billing_desktop.settings g WHERE g.key = 'business')
       OR NEW.snapshot #>> '{tenant,tenantId}' IS DISTINCT FROM invoice.tenant_id) THEN
    ${refuse('the snapshot of the invoice % does not say who issued it, from whom and to whom', 'invoice.invoice_number')}
  END IF;
  IF NEW.voided_at IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.voided_at IS NULL) AND (invoice.status <> 'canceled'
       OR NEW.voided_by IS DISTINCT FROM session_user OR NEW.voided_at <> now() OR coalesce(NEW.void_reason, '') = '') THEN
    ${refuse('the invoice % is not void', 'invoice.invoice_number')}
  END IF;
  IF NEW.period IS NOT NULL AND invoice.status NOT IN ('draft', 'canceled') AND NOT EXISTS (
       SELECT FROM billing_desktop.billed_periods b WHERE b.invoice_id = NEW.invoice_id AND b.live AND b.period = NEW.period
         AND b.subscription_id = invoice.subscription_id) THEN
    ${refuse('the period of the invoice % is not guarded against a second bill', 'invoice.invoice_number')}
  END IF;`,
);

export const checkPeriod = check(
  'check_period',
  '  invoice public.invoices%ROWTYPE;',
  `  PERFORM billing_desktop.require_command();
  IF TG_OP = 'DELETE' THEN
    IF EXISTS (SELECT FROM public.invoices i WHERE i.id = OLD.invoice_id) THEN
      ${refuse('a billed period stays with its invoice')}
    END IF;
    RETURN NULL;
  END IF;
  SELECT * INTO invoice FROM public.invoices i WHERE i.id = NEW.invoice_id;
  IF invoice.subscription_id <> NEW.subscription_id OR NEW.live <> (invoice.status <> 'canceled') OR NOT EXISTS (
       SELECT FROM billing_desktop.invoice_details d WHERE d.invoice_id = NEW.invoice_id AND d.period = NEW.period) THEN
    ${refuse('the billed period of the invoice % is not its own', 'invoice.invoice_number')}
  END IF;`,
);
