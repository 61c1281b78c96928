import { z } from 'zod';
import { calendarDateSchema } from '../../contract/calendar-date';
import { sql } from './sql';

/** When a subscription was suspended and runs again, earliest first. */
export const pausesSchema = z.array(z.object({ from: calendarDateSchema, to: calendarDateSchema }));

/**
 * The same of the subscription `s`, from its history, which nobody changes. What another program stopped has no day on which it
 * was, and takes no days out.
 */
export const pauses = sql`coalesce((SELECT jsonb_agg(jsonb_build_object('from', stop.effective_on, 'to', c.effective_on) ORDER BY c.id)
    FROM billing_desktop.subscription_changes c
    CROSS JOIN LATERAL (SELECT p.effective_on FROM billing_desktop.subscription_changes p
      WHERE p.subscription_id = c.subscription_id AND p.kind = 'suspended' AND p.id < c.id ORDER BY p.id DESC LIMIT 1) stop
    WHERE c.subscription_id = s.id AND c.kind = 'resumed'), '[]')`;

/** As a text, for statements that are written as one. */
export const pausesText = pauses.texts.join('');
