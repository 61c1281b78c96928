import { z } from 'zod';
import { calendarDateSchema } from '../../contract/calendar-date';

const periodSchema = z.object({ start: calendarDateSchema, end: calendarDateSchema });

/** The periods that voided invoices gave back, each with the whole one of the calendar that it was priced by. */
export const freedPeriodsSchema = z.array(periodSchema.extend({ whole: periodSchema }));

/** The same of the subscription `s`. */
export const freedPeriodsText = `coalesce((SELECT jsonb_agg(jsonb_build_object('start', lower(f.period), 'end', upper(f.period),
      'whole', jsonb_build_object('start', coalesce(whole.plan ->> 'start', lower(f.period)::text),
        'end', coalesce(whole.plan ->> 'end', upper(f.period)::text))))
    FROM billing_desktop.billed_periods f JOIN public.invoices v ON v.id = f.invoice_id
    LEFT JOIN LATERAL (SELECT l.line -> 'plan' AS plan
      FROM jsonb_array_elements(CASE WHEN jsonb_typeof(v.line_items) = 'array' THEN v.line_items ELSE '[]' END) l (line)
      WHERE l.line #>> '{plan,price}' IS NOT NULL LIMIT 1) whole ON true
    WHERE f.subscription_id = s.id AND NOT f.live), '[]')`;
