export { BackupFacts } from './backup-facts';
export { BackupNotice } from './backup-notice';
export { useBackupStanding } from './use-backup-standing';
