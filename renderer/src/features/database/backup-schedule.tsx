import { useQueryClient } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import { backupScheduleSchema, type BackupSchedule as Schedule } from '@contract/backups';
import { refreshAreas, useAction } from '@/api';
import { Button, ErrorBanner, Num, Switch, TextField, toast } from '@/components';
import { useText } from '@/i18n';
import styles from './database-screen.module.css';

/** The daily backup of this computer: when, where to, and how many are kept. */
export function BackupSchedule({ schedule }: { readonly schedule: Schedule }) {
  const { t, language } = useText();
  const client = useQueryClient();
  const folder = useAction('backups.chooseFolder');
  const save = useAction('backups.setSchedule');
  const [enabled, setEnabled] = useState(schedule.enabled);
  const [at, setAt] = useState(schedule.at);
  const [keep, setKeep] = useState(String(schedule.keep));
  const { shape } = backupScheduleSchema;
  const wrongTime = !shape.at.safeParse(at).success;
  const wrongKeep = !shape.keep.safeParse(Number(keep)).success;
  const submit = async () => {
    if (wrongTime || wrongKeep) return;
    if ((await save.run({ schedule: { enabled, at, keep: Number(keep) } })) === null) return;
    await refreshAreas(client, ['backups']);
    toast({ tone: 'ok', title: t('backups.scheduleSaved') });
  };
  const choose = async () => {
    if ((await folder.run({ language })) !== null) await refreshAreas(client, ['backups']);
  };
  const error = save.error ?? folder.error;
  return (
    <section className={styles.card}>
      <h2 className={styles.cardTitle}>{t('backups.schedule')}</h2>
      <p className={styles.note}>{t('backups.scheduleText')}</p>
      <form
        noValidate
        className={`${styles.fields ?? ''} ${styles.more ?? ''}`}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {error && <ErrorBanner error={error} />}
        <Switch checked={enabled} onChange={setEnabled}>
          {t('backups.scheduleOn')}
        </Switch>
        <div className={styles.profileActions}>
          <Button icon={FolderOpen} pending={folder.pending} onPress={() => void choose()}>
            {t('backups.chooseFolder')}
          </Button>
          {schedule.folder === null ? <span>{t('backups.noFolder')}</span> : <Num>{schedule.folder}</Num>}
        </div>
        <TextField
          label={t('backups.at')}
          kind="code"
          value={at}
          maxLength={5}
          onChange={setAt}
          error={wrongTime ? t('backups.atWrong') : undefined}
        />
        <TextField
          label={t('backups.keep')}
          kind="code"
          value={keep}
          maxLength={3}
          onChange={setKeep}
          error={wrongKeep ? t('backups.keepWrong') : undefined}
        />
        <div>
          <Button type="submit" variant="primary" pending={save.pending}>
            {t('common.save')}
          </Button>
        </div>
      </form>
    </section>
  );
}
