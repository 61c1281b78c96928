export { receivablesRoute } from './route';
