export { byteSize } from './byte-size';
export { ConnectionPanel } from './connection-panel';
export { useProfileSwitch } from './use-profile-switch';
