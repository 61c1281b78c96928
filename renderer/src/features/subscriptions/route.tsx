import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { subscriptionFilterSchema } from '@contract/subscriptions';
import { rootRoute } from '@/app/root-route';
import { SubscriptionsScreen } from './subscriptions-screen';

/** `open`: the record beside the list. `filter`: what the list shows. `create`: the form of a new subscription. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: subscriptionFilterSchema.optional().catch(undefined),
  create: z.literal(true).optional().catch(undefined),
});

export const subscriptionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/subscriptions',
  validateSearch: searchSchema,
  component: SubscriptionsScreen,
});
