import { z } from 'zod';
import { decimalSchema, percentSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { commandKeySchema } from './ids';
import { method } from './method';
import { blockText, lineText } from './text';

/** A PNG or JPEG as a data URL of at most 300 kB. */
const pictureSchema = z
  .string()
  .max(420_000)
  .regex(/^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*$/, { message: 'logo' });

/** A bank account or a wallet that customers pay into. */
export const payAccountSchema = z.object({
  kind: z.enum(['bank', 'wallet']),
  /** The bank or the wallet's operator. */
  name: lineText(120, 1),
  nameAr: lineText(120, 1),
  /** The account's number, or the wallet's. */
  number: lineText(60, 1),
  iban: lineText(40),
  /** The currency that it takes; null for any. */
  currency: currencySchema.nullable(),
});
export type PayAccount = z.infer<typeof payAccountSchema>;

/** Who issues the documents, as printed. Kept in the database: every desktop prints the same. */
export const sellerSchema = z.object({
  name: lineText(255, 1),
  nameAr: lineText(255, 1),
  address: blockText(500),
  addressAr: blockText(500),
  taxId: lineText(100),
  phone: lineText(50),
  email: lineText(255),
  /** Where customers pay to, as a table at the foot of a document. Older snapshots have none. */
  accounts: z.array(payAccountSchema).max(8).default([]),
  /** What else there is to say about paying. */
  payTo: blockText(1000),
  payToAr: blockText(1000),
  footer: blockText(500),
  footerAr: blockText(500),
  /** Null for SAHOOL's mark. */
  logo: pictureSchema.nullable(),
  /** The company's stamp, printed where a document is signed; null where it is stamped by hand. */
  stamp: pictureSchema.nullable().default(null),
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
  /** Whether an invoice that is issued takes the tenant's credit at once, the oldest first. */
  applyCredit: z.boolean().default(false),
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
