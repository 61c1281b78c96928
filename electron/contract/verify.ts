import { z } from 'zod';
import { method } from './method';

/** One breach of an invariant of domain.md, and whose row it is. */
export const findingSchema = z.object({
  invariant: z.int().min(1).max(7),
  /** `desktop` fails the check; `service` and `inherited` are listed with what to do about them. */
  origin: z.enum(['desktop', 'service', 'inherited']),
  /** A word for the sentence that explains it: `verify.<code>` in the translations. */
  code: z.string(),
  entity: z.enum([
    'invoice',
    'payment',
    'subscription',
    'allocation',
    'number',
    'command',
    'audit',
    'day_close',
    'credit_note',
    'write_off',
    'refund',
    'bank_line',
    'usage_import',
    'bank_statement',
    'billing_run',
  ]),
  id: z.string(),
  details: z.record(z.string(), z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

export const verification = z.object({
  /** True where no finding is the desktop's own. */
  clean: z.boolean(),
  checked: z.array(z.object({ invariant: z.int(), rows: z.int().nonnegative() })),
  findings: z.array(findingSchema),
});
export type Verification = z.infer<typeof verification>;

export const verify = {
  run: method(z.object({}), verification),
};
