import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { calendarDateSchema } from '@contract/calendar-date';
import { currencySchema } from '@contract/currency';
import { monthSchema, revenueBasisSchema } from '@contract/reports';
import { paymentMethodSchema } from '@contract/status';
import { rootRoute } from '@/app/root-route';
import { ReportsScreen } from './reports-screen';

export const reportNames = [
  'statement',
  'aging',
  'collections',
  'day',
  'revenue',
  'mrr',
  'churn',
  'period-lock',
] as const;
export type ReportName = (typeof reportNames)[number];

/** Which report, and what it is asked for: all of it can be come back to. */
const searchSchema = z.object({
  report: z.enum(reportNames).optional().catch(undefined),
  tenantId: z.string().optional().catch(undefined),
  currency: currencySchema.optional().catch(undefined),
  from: calendarDateSchema.optional().catch(undefined),
  to: calendarDateSchema.optional().catch(undefined),
  asOf: calendarDateSchema.optional().catch(undefined),
  fromMonth: monthSchema.optional().catch(undefined),
  toMonth: monthSchema.optional().catch(undefined),
  basis: revenueBasisSchema.optional().catch(undefined),
  planId: z.string().optional().catch(undefined),
  method: paymentMethodSchema.optional().catch(undefined),
  clerk: z.string().optional().catch(undefined),
  day: calendarDateSchema.optional().catch(undefined),
  open: z.string().optional().catch(undefined),
});
export type ReportsSearch = z.infer<typeof searchSchema>;

export const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: searchSchema,
  component: Screen,
});

function Screen() {
  const search = reportsRoute.useSearch();
  const navigate = reportsRoute.useNavigate();
  return (
    <ReportsScreen
      search={search}
      onSearch={(changes) => void navigate({ search: (before) => ({ ...before, ...changes }), replace: true })}
      onReport={(report) => void navigate({ search: report === undefined ? {} : { report } })}
    />
  );
}
