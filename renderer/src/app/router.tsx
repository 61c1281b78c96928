import { createHashHistory, createRouter } from '@tanstack/react-router';
import { auditRoute } from '@/features/audit';
import { creditNotesRoute } from '@/features/credit-notes';
import { billingRoute } from '@/features/billing';
import { bankRoute } from '@/features/bank';
import { databaseRoute } from '@/features/database';
import { galleryRoute } from '@/features/gallery';
import { invoicesRoute } from '@/features/invoices';
import { paymentsRoute } from '@/features/payments';
import { plansRoute } from '@/features/plans';
import { refundsRoute } from '@/features/refunds';
import { reportsRoute } from '@/features/reports';
import { receivablesRoute } from '@/features/receivables';
import { settingsRoute } from '@/features/settings';
import { subscriptionsRoute } from '@/features/subscriptions';
import { tenantsRoute } from '@/features/tenants';
import { todayRoute } from '@/features/today';
import { usageRoute } from '@/features/usage';
import { CrashScreen } from './error-boundary';
import { NotFound } from './not-found';
import { rootRoute } from './root-route';
import { Shell } from './shell';

const routeTree = rootRoute.addChildren([
  todayRoute,
  invoicesRoute,
  creditNotesRoute,
  paymentsRoute,
  refundsRoute,
  subscriptionsRoute,
  billingRoute,
  tenantsRoute,
  plansRoute,
  usageRoute,
  reportsRoute,
  receivablesRoute,
  bankRoute,
  databaseRoute,
  auditRoute,
  settingsRoute,
  galleryRoute,
]);

/** Hash history: the page's address stays app://…/index.html, which is all that may be navigated to. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    InnerWrap: Shell,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: ({ error, reset }) => (
      <CrashScreen error={error instanceof Error ? error : new Error(String(error))} onReopen={reset} />
    ),
    defaultStructuralSharing: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
