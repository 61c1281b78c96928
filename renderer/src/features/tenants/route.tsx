import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { TenantsScreen } from './tenants-screen';

/** All of the screen's state that can be come back to: what is shown, what is open, which form. */
const searchSchema = z.object({
  open: z.string().optional().catch(undefined),
  form: z.enum(['new', 'edit']).optional().catch(undefined),
  search: z.string().optional().catch(undefined),
  isActive: z.boolean().optional().catch(undefined),
  overdue: z.literal(true).optional().catch(undefined),
});
export type TenantsSearch = z.infer<typeof searchSchema>;

export const tenantsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/tenants',
  validateSearch: searchSchema,
  component: Screen,
});

function Screen() {
  const search = tenantsRoute.useSearch();
  const navigate = tenantsRoute.useNavigate();
  return (
    <TenantsScreen
      search={search}
      onSearch={(changes) => void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })}
      onOpen={(open) => void navigate({ search: (before) => ({ ...before, open, form: undefined }) })}
    />
  );
}
