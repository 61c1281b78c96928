export { PrintButton } from './print-button';
export { QueueButton } from './queue-button';
