export { plansRoute } from './route';
