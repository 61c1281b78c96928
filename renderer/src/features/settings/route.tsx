import { createRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { rootRoute } from '@/app/root-route';
import { SettingsScreen } from './settings-screen';

const searchSchema = z.object({
  tab: z.enum(['screen', 'business', 'rates']).optional().catch(undefined),
});
export type SettingsTab = NonNullable<z.infer<typeof searchSchema>['tab']>;

export const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  validateSearch: searchSchema,
  component: Screen,
});

function Screen() {
  const { tab } = settingsRoute.useSearch();
  const navigate = settingsRoute.useNavigate();
  return (
    <SettingsScreen tab={tab ?? 'screen'} onTab={(next) => void navigate({ search: { tab: next }, replace: true })} />
  );
}
