import { useState } from 'react';
import type { KnownBackup } from '@contract/backups';
import { useAction } from '@/api';
import { ConfirmDialog, ErrorBanner, TextField } from '@/components';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

/** Asks before a backup is restored into a scratch database of the server in use, which is dropped again. */
export function DrillDialog({ backup, onClose }: { readonly backup: KnownBackup; readonly onClose: () => void }) {
  const { t } = useText();
  const drill = useAction('backups.drill');
  const [passphrase, setPassphrase] = useState('');
  const run = async () => {
    const done = await drill.run({ id: backup.id, passphrase: backup.encrypted ? passphrase : null });
    if (done !== null) onClose();
  };
  return (
    <ConfirmDialog
      title={t('backups.drillTitle')}
      confirmLabel={t('backups.drillStart')}
      pending={drill.pending}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {drill.error && <ErrorBanner error={drill.error} />}
        <p>{t('backups.drillText', { file: backup.file })}</p>
        {backup.encrypted && (
          <TextField
            label={t('backups.passphrase')}
            type="password"
            value={passphrase}
            maxLength={1000}
            onChange={setPassphrase}
            autoFocus
          />
        )}
      </div>
    </ConfirmDialog>
  );
}
