export { auditRoute } from './route';
