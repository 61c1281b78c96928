import { useId, useState } from 'react';
import { useAction } from '@/api';
import { Button, Dialog, ErrorBanner, Switch, TextField } from '@/components';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

const shortest = 8;

/** What to decide before a backup: whether a passphrase protects it. Where it goes is asked by the system's dialog. */
export function BackupDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useText();
  const id = useId();
  const start = useAction('backups.start');
  const [locked, setLocked] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const short = locked && passphrase.length < shortest;
  const unlike = locked && passphrase !== again;
  const submit = async () => {
    setTried(true);
    if (short || unlike) return;
    const done = await start.run({ passphrase: locked ? passphrase : null, language });
    if (done?.started === true) onClose();
  };
  return (
    <Dialog
      title={t('backups.nowTitle')}
      onClose={onClose}
      dismissable={false}
      actions={
        <>
          <Button type="submit" form={id} variant="primary" pending={start.pending}>
            {t('backups.chooseAndStart')}
          </Button>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {start.error && <ErrorBanner error={start.error} />}
        <p>{t('backups.nowText')}</p>
        <Switch checked={locked} onChange={setLocked}>
          {t('backups.lock')}
        </Switch>
        {locked && (
          <>
            <TextField
              label={t('backups.passphrase')}
              type="password"
              value={passphrase}
              maxLength={1000}
              onChange={setPassphrase}
              description={t('backups.passphraseHint')}
              error={tried && short ? t('backups.passphraseShort') : undefined}
            />
            <TextField
              label={t('backups.passphraseAgain')}
              type="password"
              value={again}
              maxLength={1000}
              onChange={setAgain}
              error={tried && unlike ? t('backups.passphraseUnlike') : undefined}
            />
          </>
        )}
      </form>
    </Dialog>
  );
}
