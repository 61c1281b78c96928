export { databaseRoute } from './route';
