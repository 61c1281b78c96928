/** Whether an invoice's line `l.line` is a set-up fee: a clerk's own lines have no reckoning. */
export const isSetupFee = `(l.line ->> 'description' LIKE 'Set-up fee: %' AND coalesce(l.line ->> 'basis', '') LIKE 'Once, on the first invoice%')`;

const hasSetupFee = `EXISTS (SELECT FROM jsonb_array_elements(CASE WHEN jsonb_typeof(i.line_items) = 'array' THEN i.line_items ELSE '[]' END) AS l (line)
      WHERE ${isSetupFee})`;

/** True where the subscription `s` had paid, or was asked for, its set-up fee on an invoice that is void, and on none since. */
export const setupFeeFreed = `(EXISTS (SELECT FROM billing_desktop.billed_periods f JOIN public.invoices i ON i.id = f.invoice_id
      WHERE f.subscription_id = s.id AND NOT f.live AND ${hasSetupFee})
    AND NOT EXISTS (SELECT FROM billing_desktop.billed_periods f JOIN public.invoices i ON i.id = f.invoice_id
      WHERE f.subscription_id = s.id AND f.live AND ${hasSetupFee}))`;
