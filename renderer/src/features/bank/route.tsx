import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { bankFilterSchema } from '@contract/bank';
import { rootRoute } from '@/app/root-route';
import { BankScreen } from './bank-screen';

/** `open`: the line beside the list. `filter`: what the list shows. `take`: a statement is being taken in. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: bankFilterSchema.optional().catch(undefined),
  take: z.literal(true).optional().catch(undefined),
});

export const bankRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/bank',
  validateSearch: searchSchema,
  component: BankScreen,
});
