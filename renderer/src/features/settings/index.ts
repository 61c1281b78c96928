export { settingsRoute } from './route';
