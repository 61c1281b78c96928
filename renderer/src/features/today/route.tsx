import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '@/app/root-route';
import { TodayScreen } from './today-screen';

export const todayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: TodayScreen,
});
