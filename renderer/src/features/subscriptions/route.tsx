import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { ListHeader } from '@/components';
import { useText } from '@/i18n';

const searchSchema = z.object({ open: z.string().optional().catch(undefined) });

export const subscriptionsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/subscriptions',
  validateSearch: searchSchema,
  component: SubscriptionsScreen,
});

function SubscriptionsScreen() {
  const { t } = useText();
  return <ListHeader title={t('app.nav.subscriptions')} />;
}
