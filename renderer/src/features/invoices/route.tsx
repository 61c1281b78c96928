import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { invoiceFilterSchema } from '@contract/invoices';
import { rootRoute } from '@/app/root-route';
import { InvoicesScreen } from './invoices-screen';

/** `open`: the record beside the list. `filter`: what the list shows. `create`: the form of a new draft. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: invoiceFilterSchema.optional().catch(undefined),
  create: z
    .object({ tenantId: z.string(), tenantName: z.string(), subscriptionId: z.string().optional() })
    .or(z.literal(true))
    .optional()
    .catch(undefined),
});

export const invoicesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invoices',
  validateSearch: searchSchema,
  component: InvoicesScreen,
});
