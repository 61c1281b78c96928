import { z } from 'zod';
import { serverFormSchema, type Target } from '@contract/profiles';
import { parseDecimal } from '@/i18n';

/** A port as it is typed, in either digit set. A port is no count: it is never written with thousands marked. */
const portSchema = z
  .string()
  .trim()
  .min(1)
  .transform((typed, context) => {
    const parsed = parseDecimal(typed, 0);
    if (parsed.ok) return Number(parsed.value);
    context.addIssue({ code: 'custom', message: parsed.problem });
    return z.NEVER;
  })
  .pipe(z.int().min(1).max(65_535));

/** The server form as it is typed; checked, it is the contract's. */
export const serverInputSchema = serverFormSchema.extend({ port: portSchema });
export const urlInputSchema = z.object({ url: z.string().trim().min(1).max(4000) });

export const emptyServer: z.input<typeof serverInputSchema> = {
  host: '',
  port: '5432',
  database: '',
  user: '',
  password: '',
  sslMode: 'prefer',
  caFile: null,
};

/** Where the database is, as it is chosen in the wizard. */
export type Place = 'builtin' | 'server' | 'environment';

/** True where the target has a password that could be kept. */
export function hasPassword(target: Target): boolean {
  if (target.kind === 'form') return target.form.password !== '';
  return target.kind === 'url' && /:\/\/[^/?#]*:[^/?#]*@|[?&]password=/i.test(target.url);
}
