export { todayRoute } from './route';
