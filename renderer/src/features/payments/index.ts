export { paymentsRoute } from './route';
