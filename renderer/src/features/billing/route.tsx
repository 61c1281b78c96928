import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { leftOutReasonSchema } from '@contract/billing';
import { rootRoute } from '@/app/root-route';
import { BillingScreen } from './billing-screen';

export const billingTabs = ['due', 'leftOut', 'history'] as const;
export type BillingTab = (typeof billingTabs)[number];

/** `date`: what is previewed. `tab`: which list. `open`: the subscription or the run beside it. */
const searchSchema = z.object({
  date: z.string().optional().catch(undefined),
  tab: z.enum(billingTabs).optional().catch(undefined),
  reason: leftOutReasonSchema.optional().catch(undefined),
  open: z.string().optional().catch(undefined),
});
export type BillingSearch = z.infer<typeof searchSchema>;

export const billingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/billing',
  validateSearch: searchSchema,
  component: Screen,
});

function Screen() {
  const search = billingRoute.useSearch();
  const navigate = billingRoute.useNavigate();
  return (
    <BillingScreen
      search={search}
      onSearch={(changes) => void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })}
      onOpen={(open) => void navigate({ search: (before) => ({ ...before, open }) })}
    />
  );
}
