export { usageRoute } from './route';
