import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { usageFilterSchema } from '@contract/usage';
import { rootRoute } from '@/app/root-route';
import { UsageScreen } from './usage-screen';

const levelSchema = z.enum(['near', 'full']);
export type LimitLevel = z.infer<typeof levelSchema>;
const tabSchema = z.enum(['records', 'limits']);
export type UsageTab = z.infer<typeof tabSchema>;

/**
 * `open`: the record beside the list. `filter`: what the list of records shows; `level`: that of limits. `create`: the form of
 * a new record.
 */
const searchSchema = z.object({
  tab: tabSchema.optional().catch(undefined),
  level: levelSchema.optional().catch(undefined),
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
