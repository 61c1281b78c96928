import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { databaseTabs, DatabaseScreen } from './database-screen';

const searchSchema = z.object({ tab: z.enum(databaseTabs).optional().catch(undefined) });

export const databaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/database',
  validateSearch: searchSchema,
  component: Screen,
});

function Screen() {
  const { tab } = databaseRoute.useSearch();
  const navigate = databaseRoute.useNavigate();
  return (
    <DatabaseScreen
      tab={tab ?? 'connections'}
      onTab={(next) => void navigate({ search: { tab: next }, replace: true })}
    />
  );
}
