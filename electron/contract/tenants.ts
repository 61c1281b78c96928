import { z } from 'zod';
import { sumSchema } from './amount';
import { instantSchema } from './calendar-date';
import { currencySchema } from './currency';
import { commandKeySchema, tenantIdSchema } from './ids';
import { invoiceRowSchema } from './invoices';
import { timelineEntrySchema } from './timeline';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import { subscriptionRowSchema } from './subscriptions';
import { lineText } from './text';

/** The keys of `tenants.contact` (schema.md). */
export const contactSchema = z.object({
  name: lineText(255).nullable(),
  nameAr: lineText(255).nullable(),
  email: z.union([z.email().max(255), z.literal('')]).nullable(),
  phone: lineText(50).nullable(),
  address: lineText(500).nullable(),
  city: lineText(255).nullable(),
  governorate: lineText(255).nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

export const tenantInputSchema = z.object({
  name: lineText(255, 1),
  nameAr: lineText(255, 1),
  taxId: lineText(100).nullable(),
  contact: contactSchema,
  isActive: z.boolean(),
});
export type TenantInput = z.infer<typeof tenantInputSchema>;

export const tenantFilterSchema = z.object({
  search: z.string().max(200).optional(),
  isActive: z.boolean().optional(),
  governorate: z.string().max(255).optional(),
  /** Only those who owe something that is past due. */
  overdue: z.boolean().optional(),
});
export type TenantFilter = z.infer<typeof tenantFilterSchema>;

export const tenantSortColumns = ['name_ar', 'name', 'tenant_id', 'created_at', 'is_active'] as const;

const owedSchema = z.object({
  currency: currencySchema,
  due: sumSchema,
  overdue: sumSchema,
  credit: sumSchema,
});

export const tenantRowSchema = z.object({
  tenantId: z.string(),
  name: z.string(),
  nameAr: z.string(),
  city: z.string().nullable(),
  governorate: z.string().nullable(),
  phone: z.string().nullable(),
  isActive: z.boolean(),
  /** False where only the service's rows name this tenant: it lists, bills and prints under its id. */
  registered: z.boolean(),
  /** What it owes, for each currency with something in it. */
  owed: z.array(owedSchema),
});
export type TenantRow = z.infer<typeof tenantRowSchema>;

export const tenantDetailSchema = tenantRowSchema.extend({
  taxId: z.string().nullable(),
  contact: z.object({
    name: z.string().nullable(),
    nameAr: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    city: z.string().nullable(),
    governorate: z.string().nullable(),
  }),
  createdAt: instantSchema.nullable(),
  subscriptions: z.array(subscriptionRowSchema),
  openInvoices: z.array(invoiceRowSchema),
  timeline: z.array(timelineEntrySchema),
  version: z.string(),
});
export type TenantDetail = z.infer<typeof tenantDetailSchema>;

const reference = z.object({ tenantId: tenantIdSchema });

export const tenants = {
  list: method(listInput(tenantFilterSchema, tenantSortColumns), listOutput(tenantRowSchema)),
  totals: method(z.object({ filter: tenantFilterSchema }), totalsSchema),
  get: method(reference, tenantDetailSchema),
  /** A few tenants whose name or id matches, for a choice field. */
  suggest: method(
    z.object({ search: z.string().max(200) }),
    z.array(z.object({ tenantId: z.string(), name: z.string(), nameAr: z.string(), registered: z.boolean() })),
  ),
  create: method(z.object({ key: commandKeySchema, tenantId: tenantIdSchema, tenant: tenantInputSchema }), reference),
  /** Also registers a tenant that only the service's rows name. */
  update: method(
    z.object({
      key: commandKeySchema,
      tenantId: tenantIdSchema,
      version: z.string().max(100),
      tenant: tenantInputSchema,
    }),
    reference,
  ),
  /** Only where nothing at all hangs on it; otherwise it is set inactive. */
  delete: method(z.object({ key: commandKeySchema, tenantId: tenantIdSchema }), z.object({ deleted: z.literal(true) })),
};
