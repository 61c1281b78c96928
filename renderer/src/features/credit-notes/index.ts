export { creditNotesRoute } from './route';
