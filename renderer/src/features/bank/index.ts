export { bankRoute } from './route';
