import { Printer } from 'lucide-react';
import { useState } from 'react';
import { reminderLanguageSchema, type ReminderLevel } from '@contract/receivables';
import { useAction, useCommand, type OutputOf } from '@/api';
import { Banner, Button, Dialog, ErrorBanner, RadioGroup, toast } from '@/components';
import { useText } from '@/i18n';
import styles from './receivable-record.module.css';

const levels = ['1', '2', '3'] as const;
type Made = OutputOf<'receivables.makeReminders'>;

/** Letters for one or many customers: level, language, then printed as they were made. */
export function RemindersDialog({ tenantIds, onClose }: RemindersDialogProps) {
  const { t } = useText();
  const [level, setLevel] = useState<ReminderLevel>(1);
  const [language, setLanguage] = useState<(typeof reminderLanguageSchema.options)[number]>('tenant');
  const [made, setMade] = useState<Made | null>(null);
  const make = useCommand('receivables.makeReminders');
  const print = useAction('documents.print');
  const save = useAction('documents.savePdf');

  const create = async (): Promise<void> => {
    const answer = await make.run({ tenantIds: [...tenantIds], level, language });
    if (answer === null) return;
    setMade(answer);
    toast({ tone: 'ok', title: t('receivables.reminders.done', { count: answer.reminders.length }) });
  };
  /** Each in its own language: one batch for each. */
  const letOut = async (by: 'print' | 'save'): Promise<void> => {
    for (const each of ['ar', 'en', 'both'] as const) {
      const documents = (made?.reminders ?? [])
        .filter((reminder) => reminder.language === each)
        .map(({ id }) => ({ kind: 'reminder' as const, id }));
      if (documents.length === 0) continue;
      const answer = await (by === 'print' ? print : save).run({ documents, language: each });
      if (answer === null || answer.canceled) return;
    }
    onClose();
  };
  const failure = make.error ?? print.error ?? save.error;
  return (
    <Dialog
      title={t('receivables.reminders.makeFor', { count: tenantIds.length })}
      onClose={onClose}
      actions={
        made === null ? (
          <>
            <Button variant="primary" pending={make.pending} onPress={() => void create()}>
              {t('receivables.reminders.create')}
            </Button>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
          </>
        ) : (
          <>
            <Button
              needs="documents.print"
              variant="primary"
              icon={Printer}
              pending={print.pending}
              onPress={() => void letOut('print')}
            >
              {t('documents.print')}
            </Button>
            <Button needs="documents.savePdf" pending={save.pending} onPress={() => void letOut('save')}>
              {t('documents.savePdf')}
            </Button>
          </>
        )
      }
    >
      {failure !== null && <ErrorBanner error={failure} />}
      {made === null ? (
        <div className={styles.choices}>
          <RadioGroup
            label={t('receivables.reminders.level')}
            value={String(level)}
            choices={levels.map((value) => ({ value, label: t(`receivables.level.${value}`) }))}
            onChange={(value) => setLevel(value === '3' ? 3 : value === '2' ? 2 : 1)}
          />
          <RadioGroup
            label={t('receivables.reminders.language')}
            value={language}
            choices={reminderLanguageSchema.options.map((value) => ({
              value,
              label: t(`receivables.language.${value}`),
            }))}
            onChange={setLanguage}
          />
        </div>
      ) : (
        <Banner tone="ok" title={t('receivables.reminders.done', { count: made.reminders.length })}>
          {made.skipped > 0 && t('receivables.reminders.skipped', { count: made.skipped })}
        </Banner>
      )}
    </Dialog>
  );
}
interface RemindersDialogProps {
  readonly tenantIds: readonly string[];
  readonly onClose: () => void;
}
