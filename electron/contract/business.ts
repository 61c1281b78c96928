import { z } from 'zod';
import { decimalSchema, percentSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { commandKeySchema } from './ids';
import { method } from './method';
import { blockText, lineText } from './text';

/** Who issues the documents, as printed. Kept in the database: every desktop prints the same. */
export const sellerSchema = z.object({
  name: lineText(255, 1),
  nameAr: lineText(255, 1),
  address: blockText(500),
  addressAr: blockText(500),
  taxId: lineText(100),
  phone: lineText(50),
  email: lineText(255),
  /** Bank and wallet details, as they stand at the foot of a document. */
  payTo: blockText(1000),
  payToAr: blockText(1000),
  footer: blockText(500),
  footerAr: blockText(500),
  /** A PNG or JPEG as a data URL of at most 300 kB, or null for SAHOOL's mark. */
  logo: z
    .string()
    .max(420_000)
    .regex(/^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*$/, { message: 'logo' })
    .nullable(),
});
export type Seller = z.infer<typeof sellerSchema>;

export const businessSettingsSchema = z.object({
  /** IANA zone that gives "today". */
  zone: z.string().regex(/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){0,2}$/, { message: 'zone' }),
  taxRate: percentSchema,
  /** Days from issue to due. */
  dueDays: z.int().min(0).max(365),
  /** Days past due before a subscription becomes past_due. */
  graceDays: z.int().min(0).max(365),
  seller: sellerSchema,
});
export type BusinessSettings = z.infer<typeof businessSettingsSchema>;

/** How many YER one USD is worth from this date on. */
export const exchangeRateSchema = z.object({
  date: calendarDateSchema,
  rate: z.string(),
  enteredBy: z.string(),
  enteredAt: instantSchema,
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

export const business = {
  get: method(z.object({}), businessSettingsSchema.extend({ version: z.string(), today: calendarDateSchema })),
  set: method(
    z.object({ key: commandKeySchema, version: z.string().max(100), settings: businessSettingsSchema }),
    z.object({ version: z.string() }),
  ),
  rates: method(z.object({}), z.array(exchangeRateSchema)),
  addRate: method(
    z.object({
      key: commandKeySchema,
      date: calendarDateSchema,
      rate: decimalSchema.refine((text) => /^\d{1,8}(?:\.\d{1,6})?$/.test(text) && !/^[0.]+$/.test(text), {
        message: 'rate',
      }),
    }),
    z.object({ date: calendarDateSchema }),
  ),
};
