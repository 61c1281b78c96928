import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { receivableFilterSchema } from '@contract/receivables';
import { rootRoute } from '@/app/root-route';
import { ReceivablesScreen } from './receivables-screen';

/** `open`: the customer beside the list. `filter`: what the list shows. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: receivableFilterSchema.optional().catch(undefined),
});

export const receivablesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/receivables',
  validateSearch: searchSchema,
  component: ReceivablesScreen,
});
