import type { BackupStanding } from '@contract/backups';
import { useRead } from '@/api';
import { useRights } from '@/components';

const connected: ReadonlySet<string> = new Set(['connected', 'slow', 'read_only']);

/** How well the database is backed up from this computer; undefined while it is not known, or not this login's matter. */
export function useBackupStanding(): BackupStanding | undefined {
  const { role, may } = useRights();
  const { data: status } = useRead('connection.status', {});
  const isAsked = role !== null && may('backups.standing') && connected.has(status?.state ?? '');
  const { data } = useRead('backups.standing', {}, { enabled: isAsked });
  return isAsked ? data : undefined;
}
