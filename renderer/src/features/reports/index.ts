export { reportsRoute } from './route';
