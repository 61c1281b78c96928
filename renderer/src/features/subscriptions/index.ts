export { subscriptionsRoute } from './route';
