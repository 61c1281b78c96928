import { z } from 'zod';
import { addDays, calendarDateSchema, type CalendarDate } from '@contract/calendar-date';
import type { Output } from '@contract/api';
import { closing } from '@contract/closing';
import { FormCount, FormDate, FormDialog, FormGrid, FormText, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';

const lockSchema = z.object({
  lockDate: z.union([calendarDateSchema, z.literal('')]),
  reason: closing.setPeriodLock.input.shape.reason,
});

/** Moves the lock date; back to an earlier one, or to none, with a reason. */
export function LockDialog({ lock, today, onClose }: LockDialogProps) {
  const { t } = useText();
  const firstOfMonth = `${today.slice(0, 8)}01`;
  const commandForm = useCommandForm({
    name: 'closing.setPeriodLock',
    schema: lockSchema,
    values: { lockDate: lock.lockDate ?? firstOfMonth, reason: null },
    command: 'closing.setPeriodLock',
    send: ({ lockDate, reason }) => ({ lockDate: lockDate === '' ? null : lockDate, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('closing.lock.saved') });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('closing.lock.set')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('closing.lock.save')}
      onClose={onClose}
    >
      <p>{t('closing.lock.what')}</p>
      <FormDate control={control} name="lockDate" label={t('closing.lock.date')} required={false} autoFocus />
      <FormText
        control={control}
        name="reason"
        label={t('closing.lock.reason')}
        description={t('closing.lock.reasonHint')}
        nullable
      />
    </FormDialog>
  );
}
interface LockDialogProps {
  readonly lock: Output<'closing', 'periodLock'>;
  readonly today: CalendarDate;
  readonly onClose: () => void;
}

const exceptionSchema = closing.allowException.input.omit({ key: true });

/** An administrator lets a clerk, or everybody, post in locked days for some hours. */
export function ExceptionDialog({ lockDate, onClose }: ExceptionDialogProps) {
  const { t } = useText();
  const lastLocked = addDays(lockDate, -1);
  const commandForm = useCommandForm({
    name: 'closing.allowException',
    schema: exceptionSchema,
    values: { clerk: null, firstDay: lastLocked, lastDay: lastLocked, hours: 4, reason: '' },
    command: 'closing.allowException',
    send: (checked) => checked,
    onSaved: () => {
      toast({ tone: 'ok', title: t('closing.exception.saved') });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('closing.exception.grant')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('closing.exception.save')}
      onClose={onClose}
    >
      <p>{t('closing.exception.explain')}</p>
      <FormGrid>
        <FormDate control={control} name="firstDay" label={t('reports.filters.from')} autoFocus />
        <FormDate control={control} name="lastDay" label={t('reports.filters.to')} />
        <FormText
          control={control}
          name="clerk"
          label={t('closing.exception.who')}
          description={t('closing.exception.whoHint')}
          nullable
        />
        <FormCount control={control} name="hours" label={t('closing.exception.hours')} />
      </FormGrid>
      <FormText control={control} name="reason" label={t('closing.lock.reason')} />
    </FormDialog>
  );
}
interface ExceptionDialogProps {
  readonly lockDate: CalendarDate;
  readonly onClose: () => void;
}
