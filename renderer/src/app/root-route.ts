import { createRootRoute } from '@tanstack/react-router';

/** The parent of every area's route. It draws nothing itself: the shell stands around the router (router.tsx). */
export const rootRoute = createRootRoute();
