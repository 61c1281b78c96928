export { billingRoute } from './route';
