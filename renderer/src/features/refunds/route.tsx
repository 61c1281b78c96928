import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { refundFilterSchema } from '@contract/refunds';
import { rootRoute } from '@/app/root-route';
import { RefundsScreen } from './refunds-screen';

/** `open`: the record beside the list. `filter`: what the list shows. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: refundFilterSchema.optional().catch(undefined),
});

export const refundsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/refunds',
  validateSearch: searchSchema,
  component: RefundsScreen,
});
