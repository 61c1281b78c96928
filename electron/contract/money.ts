import { z } from 'zod';
import { amountSchema } from './amount';
import { currencySchema } from './currency';

/** An amount with its currency, as it crosses between main and renderer. */
export const moneySchema = z.object({ amount: amountSchema, currency: currencySchema });
export type Money = z.infer<typeof moneySchema>;
