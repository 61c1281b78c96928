export { galleryRoute } from './route';
