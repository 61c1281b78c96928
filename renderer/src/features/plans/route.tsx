import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { PlansScreen } from './plans-screen';

/** `open`: the record beside the list. `sold`: only those on sale. `create`: the form of a new plan. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  sold: z.literal(true).optional().catch(undefined),
  create: z.literal(true).optional().catch(undefined),
});

export const plansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/plans',
  validateSearch: searchSchema,
  component: PlansScreen,
});
