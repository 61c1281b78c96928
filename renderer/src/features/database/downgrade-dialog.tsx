import { FlaskConical } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { MigrationInfo } from '@contract/schema';
import { refreshAreas, useAction, useRead } from '@/api';
import { Banner, Button, Dialog, ErrorBanner, Select, TextField, toast } from '@/components';
import { migrationTitle } from '@/features/setup';
import { useText } from '@/i18n';
import { BackupFirst, useFreshBackup } from './backup-first';
import { RehearsalList } from './rehearsal-list';
import styles from './database-screen.module.css';

/** Takes upgrades back, with what is in their tables: shown first, and only after the database's name was typed. */
export function DowngradeDialog({ migrations, onClose }: DowngradeDialogProps) {
  const text = useText();
  const { t } = text;
  const id = useId();
  const client = useQueryClient();
  const { data: panel } = useRead('connection.panel', {});
  const downgrade = useAction('upkeep.downgrade');
  const applied = migrations.filter((migration) => migration.applied !== null);
  const targets = applied
    .slice(0, -1)
    .map((migration) => ({ value: migration.name, label: migrationTitle(text, migration) }))
    .toReversed();
  const choices = [...targets, { value: 'base', label: t('database.downgrade.base') }];
  const [to, setTo] = useState(choices[0]?.value ?? 'base');
  const rehearsal = useAction('upkeep.rehearse');
  const [typed, setTyped] = useState('');
  const freshId = useFreshBackup();
  const [without, setWithout] = useState(false);
  const name = panel?.server?.database ?? '';

  const choose = (version: string) => {
    rehearsal.reset();
    setTo(version);
  };
  const ready = typed.trim() === name && name !== '' && (freshId !== null || without);
  const submit = async () => {
    if (!ready) return;
    const backup = freshId === null ? ({ kind: 'none' } as const) : ({ kind: 'known', id: freshId } as const);
    const done = await downgrade.run({ to, database: typed, backup });
    await refreshAreas(client, 'all');
    if (done === null) return;
    toast({ tone: 'ok', title: t('database.downgrade.done', { count: done.reverted.length }) });
    onClose();
  };
  const error = downgrade.error ?? rehearsal.error;
  return (
    <Dialog
      title={t('database.downgrade.title')}
      look="wide"
      onClose={() => {
        if (!downgrade.pending) onClose();
      }}
      dismissable={false}
      actions={
        <>
          <Button type="submit" form={id} variant="danger" pending={downgrade.pending} disabled={!ready}>
            {t(freshId === null && without ? 'database.downgrade.submitWithout' : 'database.downgrade.submit')}
          </Button>
          <Button disabled={downgrade.pending} onPress={onClose}>
            {t('common.cancel')}
          </Button>
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
        {error && <ErrorBanner error={error} />}
        <Banner tone="warn" title={t('database.downgrade.warning')}>
          {t('database.downgrade.backup')}
        </Banner>
        <BackupFirst without={without} onWithout={setWithout} />
        <Select label={t('database.downgrade.to')} value={to} onChange={choose} choices={choices} />
        {rehearsal.data && !rehearsal.pending ? (
          <RehearsalList rehearsals={rehearsal.data} />
        ) : (
          <div>
            <Button
              size="small"
              icon={FlaskConical}
              pending={rehearsal.pending}
              onPress={() => void rehearsal.run({ direction: 'down', to })}
            >
              {t('database.downgrade.try')}
            </Button>
          </div>
        )}
        <TextField
          label={t('database.downgrade.name')}
          description={t('database.downgrade.nameHint', { name })}
          value={typed}
          onChange={setTyped}
          maxLength={63}
        />
      </form>
    </Dialog>
  );
}
interface DowngradeDialogProps {
  readonly migrations: readonly MigrationInfo[];
  readonly onClose: () => void;
}
