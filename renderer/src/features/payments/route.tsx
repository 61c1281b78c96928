import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { paymentFilterSchema } from '@contract/payments';
import { rootRoute } from '@/app/root-route';
import { PaymentsScreen } from './payments-screen';

/** `open`: the record beside the list. `filter`: what the list shows. `create`: the form of a new payment. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: paymentFilterSchema.optional().catch(undefined),
  create: z.literal(true).optional().catch(undefined),
});

export const paymentsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/payments',
  validateSearch: searchSchema,
  component: PaymentsScreen,
});
