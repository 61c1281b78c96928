import type { ConnectionState } from '@contract/connection';
import type { Tone } from '@/components';

/** How each state of the connection is coloured, in the panel as in the pill. */
export const connectionTone: Readonly<Record<ConnectionState, Tone>> = {
  offline: 'bad',
  connecting: 'info',
  connected: 'ok',
  slow: 'warn',
  reconnecting: 'warn',
  read_only: 'warn',
  not_migrated: 'warn',
  newer_schema: 'warn',
};
