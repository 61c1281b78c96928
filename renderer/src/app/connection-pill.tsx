import { Button } from 'react-aria-components';
import type { ConnectionState, ConnectionStatus } from '@contract/connection';
import { classes } from '@/components';
import { useText } from '@/i18n';
import styles from './connection-pill.module.css';

const tones: Readonly<Record<ConnectionState, 'ok' | 'warn' | 'bad' | 'info'>> = {
  offline: 'bad',
  connecting: 'info',
  connected: 'ok',
  slow: 'warn',
  reconnecting: 'warn',
  read_only: 'warn',
  not_migrated: 'warn',
  newer_schema: 'warn',
};

/** How the database is reached, always in view; opens the panel behind it. */
export function ConnectionPill({ status, onPress }: { status: ConnectionStatus; onPress: () => void }) {
  const text = useText();
  const state = text.t(`app.connection.${status.state}`);
  // The database of this computer has one name in each language; a server has the one it was given.
  const place = status.profileKind === 'builtin' ? text.t('app.connection.thisComputer') : status.profileName;
  const reached = status.state === 'connected' || status.state === 'slow' || status.state === 'read_only';
  return (
    <Button
      className={classes(styles.pill, styles[tones[status.state]])}
      aria-label={text.t('app.connection.open', {
        state: [state, place].filter((part) => part !== null).join(', '),
      })}
      onPress={onPress}
    >
      <span>{state}</span>
      {place !== null && <bdi className={styles.profile}>{place}</bdi>}
      {reached && status.latencyMs !== null && (
        <span className={classes('num', styles.latency)}>
          {text.t('app.connection.milliseconds', { ms: Math.max(1, Math.round(status.latencyMs)) })}
        </span>
      )}
    </Button>
  );
}
