import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { ListHeader } from '@/components';
import { useText } from '@/i18n';

const searchSchema = z.object({ open: z.string().optional().catch(undefined) });

export const databaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/database',
  validateSearch: searchSchema,
  component: DatabaseScreen,
});

function DatabaseScreen() {
  const { t } = useText();
  return <ListHeader title={t('app.nav.database')} />;
}
