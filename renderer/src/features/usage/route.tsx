import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { usageFilterSchema } from '@contract/usage';
import { rootRoute } from '@/app/root-route';
import { UsageScreen } from './usage-screen';

/** `open`: the record beside the list. `filter`: what the list shows. `create`: the form of a new record. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: usageFilterSchema.optional().catch(undefined),
  create: z.literal(true).optional().catch(undefined),
});

export const usageRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/usage',
  validateSearch: searchSchema,
  component: UsageScreen,
});
