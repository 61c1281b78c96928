import { DatabaseBackup } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { BackupStanding } from '@contract/backups';
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
export function ConnectionPill({ status, backup, onPress }: ConnectionPillProps) {
  const text = useText();
  const state = text.t(`app.connection.${status.state}`);
  // The database of this computer has one name in each language; a server has the one it was given.
  const place = status.profileKind === 'builtin' ? text.t('app.connection.thisComputer') : status.profileName;
  const warning =
    backup?.kind === 'failed' || backup?.kind === 'late' ? text.t(`backups.notice.pill.${backup.kind}`) : null;
  const reached = status.state === 'connected' || status.state === 'slow' || status.state === 'read_only';
  return (
    <Button
      className={classes(styles.pill, styles[tones[status.state]])}
      aria-label={text.t('app.connection.open', {
        state: [state, place, warning].filter((part) => part !== null).join(', '),
      })}
      onPress={onPress}
    >
      <span>{state}</span>
      {place !== null && <bdi className={styles.profile}>{place}</bdi>}
      {reached && status.latencyMs !== null && (
        <bdi className={styles.latency}>
          {text.t('app.connection.milliseconds', { ms: Math.max(1, Math.round(status.latencyMs)) })}
        </bdi>
      )}
      {warning !== null && (
        <span className={styles.warning} title={warning}>
          <DatabaseBackup size={14} aria-hidden />
          <span aria-hidden>!</span>
        </span>
      )}
    </Button>
  );
}
interface ConnectionPillProps {
  readonly status: ConnectionStatus;
  /** How well the database is backed up, where it is this login's matter. */
  readonly backup: BackupStanding | undefined;
  readonly onPress: () => void;
}
