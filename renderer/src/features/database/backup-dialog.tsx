import { useId, useState } from 'react';
import type { BackupWay } from '@contract/backup';
import { useAction, useRead } from '@/api';
import { Button, Dialog, ErrorBanner, RadioGroup, Switch, TextField } from '@/components';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

const shortest = 8;

/** What to decide before a backup: whether a passphrase protects it. Where it goes is asked by the system's dialog. */
export function BackupDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, language } = useText();
  const id = useId();
  const start = useAction('backups.start');
  const { data: tools } = useRead('backups.tools', {});
  const [way, setWay] = useState<BackupWay>('snapshot');
  const [wantsLock, setLocked] = useState(false);
  const locked = wantsLock && way === 'snapshot';
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const short = locked && passphrase.length < shortest;
  const unlike = locked && passphrase !== again;
  const submit = async () => {
    setTried(true);
    if (short || unlike) return;
    const done = await start.run({ passphrase: locked ? passphrase : null, way, language });
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
        {tools && tools.fitting !== null && (
          <RadioGroup
            label={t('backups.way.label')}
            look="column"
            value={way}
            onChange={setWay}
            choices={[
              { value: 'snapshot', label: t('backups.way.snapshot'), detail: t('backups.way.snapshotText') },
              {
                value: 'pg_dump',
                label: t('backups.way.pg_dump', { version: tools.fitting.version }),
                detail: t('backups.way.pg_dumpText', { folder: tools.fitting.folder }),
              },
            ]}
          />
        )}
        {tools && tools.fitting === null && (
          <p className={styles.small}>
            {t('backups.way.none', { needed: tools.needed })}
            {tools.found.length > 0 && ` ${t('backups.way.found', { versions: tools.found.join(', ') })}`}
          </p>
        )}
        {way === 'snapshot' && (
          <Switch checked={locked} onChange={setLocked}>
            {t('backups.lock')}
          </Switch>
        )}
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
