import { z } from 'zod';

/** The labels of `currency_enum`. Currencies are never added together. */
export const currencies = ['USD', 'YER'] as const;
export const currencySchema = z.enum(currencies);
export type Currency = z.infer<typeof currencySchema>;

/** Digits after the point, as the schema stores them: numeric(12,2) for both currencies. */
export const moneyScale = 2;
