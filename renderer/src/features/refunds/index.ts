export { refundsRoute } from './route';
