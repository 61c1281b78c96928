export { tenantsRoute } from './route';
