import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { auditFilterSchema } from '@contract/audit';
import { rootRoute } from '@/app/root-route';
import { AuditScreen } from './audit-screen';

/** `open`: the entry beside the list. `filter`: what the list shows. */
const searchSchema = z.object({
  // An entry's number looks like one to the address.
  open: z
    .union([z.string(), z.number().transform(String)])
    .optional()
    .catch(undefined),
  filter: auditFilterSchema.optional().catch(undefined),
});

export const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  validateSearch: searchSchema,
  component: AuditScreen,
});
