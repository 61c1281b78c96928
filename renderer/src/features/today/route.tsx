import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { ListHeader } from '@/components';
import { useText } from '@/i18n';

const searchSchema = z.object({ open: z.string().optional().catch(undefined) });

export const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: searchSchema,
  component: TodayScreen,
});

function TodayScreen() {
  const { t } = useText();
  return <ListHeader title={t('app.nav.today')} />;
}
