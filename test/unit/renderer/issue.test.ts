import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ar } from '@/i18n/resources';
import { amountSchema, percentSchema, positiveAmountSchema } from '@contract/amount';
import { calendarDateSchema } from '@contract/calendar-date';
import { sellerSchema } from '@contract/business';
import { planInputSchema } from '@contract/plans';
import { contactSchema, tenantInputSchema } from '@contract/tenants';
import { issueKey } from '@/components/form/issue';

function keyOf(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: issueKey }).error?.issues[0]?.message;
}

describe('what is wrong with a field', () => {
  it.each([
    ['an empty name', tenantInputSchema.shape.name, '  ', 'required'],
    ['a name that is too long', tenantInputSchema.shape.name, 'x'.repeat(256), 'too_long:255'],
    ['a name with hidden direction', tenantInputSchema.shape.name, 'a\u202eb', 'text'],
    ['an email without its end', contactSchema.shape.email, 'a@b', 'email'],
    ['an amount that is none', amountSchema, '12,5', 'amount'],
    ['an amount of nothing', positiveAmountSchema, '0.00', 'amount_positive'],
    ['a percentage over a hundred', percentSchema, '101', 'percent'],
    ['a day that is none', calendarDateSchema, '2026-02-30', 'date'],
    ['a value that is missing', z.string(), undefined, 'required'],
    ['days that are no number', planInputSchema.shape.trialDays, 'x', 'invalid'],
    ['days with a fraction', planInputSchema.shape.trialDays, 1.5, 'whole_number'],
    ['more days than a year', planInputSchema.shape.trialDays, 366, 'too_big:365'],
    ['a logo that is no picture', sellerSchema.shape.logo, 'x', 'logo'],
  ])('%s: %s', (_what, schema, value, key) => {
    expect(keyOf(schema, value)).toBe(key);
    expect(Object.keys(ar.validation)).toContain(key.split(':')[0]);
  });
});
