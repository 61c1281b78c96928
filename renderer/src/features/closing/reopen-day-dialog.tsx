import { closing, type DayClose } from '@contract/closing';
import { FormDialog, FormText, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';

const schema = closing.reopenDay.input.pick({ reason: true });

/** A recorded exception: the signed figures stay, the day takes entries until it is closed anew. */
export function ReopenDayDialog({ close, onClose }: { readonly close: DayClose; readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const commandForm = useCommandForm({
    name: `closing.reopenDay ${close.id}`,
    schema,
    values: { reason: '' },
    command: 'closing.reopenDay',
    send: ({ reason }) => ({ id: close.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('closing.reopen.done', { day: text.date(close.day) }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('closing.reopen.title', { day: text.date(close.day) })}
      look="small"
      commandForm={commandForm}
      saveLabel={t('closing.reopen.action')}
      onClose={onClose}
    >
      <p>{t('closing.reopen.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('closing.reopen.reason')} autoFocus />
    </FormDialog>
  );
}
