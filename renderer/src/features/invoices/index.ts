export { invoicesRoute } from './route';
