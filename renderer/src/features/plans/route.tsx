import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { ListHeader } from '@/components';
import { useText } from '@/i18n';

const searchSchema = z.object({ open: z.string().optional().catch(undefined) });

export const plansRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/plans',
  validateSearch: searchSchema,
  component: PlansScreen,
});

function PlansScreen() {
  const { t } = useText();
  return <ListHeader title={t('app.nav.plans')} />;
}
