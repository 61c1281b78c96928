import { z } from 'zod';

/** True for what PostgreSQL's text cannot hold or a screen must not show: NUL, other controls, lone surrogates. */
function isCleanText(text: string, allowLines: boolean): boolean {
  if (!text.isWellFormed()) return false;
  // eslint-disable-next-line no-control-regex
  const forbidden = allowLines ? /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/ : /[\u0000-\u001f\u007f]/;
  // Bidirectional overrides could make an amount or a name read as another: LRE..RLO, LRI..PDI.
  return !forbidden.test(text) && !/[\u202a-\u202e\u2066-\u2069]/.test(text);
}

/** One line of text a person typed, trimmed. */
export function lineText(max: number, min = 0): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => isCleanText(text, false), { message: 'text' });
}

/** Several lines of text a person typed, trimmed. */
export function blockText(max: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .max(max)
    .refine((text) => isCleanText(text, true), { message: 'text' });
}
