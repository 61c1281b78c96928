import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { creditNoteFilterSchema } from '@contract/credit-notes';
import { rootRoute } from '@/app/root-route';
import { CreditNotesScreen } from './credit-notes-screen';

/** `open`: the record beside the list. `filter`: what the list shows. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  filter: creditNoteFilterSchema.optional().catch(undefined),
});

export const creditNotesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/credit-notes',
  validateSearch: searchSchema,
  component: CreditNotesScreen,
});
