import { z } from 'zod';
import { currencies } from '@contract/currency';
import type { TenantId } from '@contract/ids';
import { noteChannelSchema, receivables, type ReceivableDetail } from '@contract/receivables';
import { useFirstRead } from '@/api';
import { FormDate, FormDialog, FormMoney, FormSelect, FormText, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';

const noteSchema = z.object(receivables.addNote.input.omit({ key: true, tenantId: true }).shape);

/** What was said with the customer; kept as it is. */
export function NoteDialog({ tenantId, onClose }: { readonly tenantId: TenantId; readonly onClose: () => void }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `receivables.note ${tenantId}`,
    schema: noteSchema,
    values: { channel: 'call', note: '' },
    command: 'receivables.addNote',
    send: (note) => ({ tenantId, ...note }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('receivables.note.done') });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('receivables.note.add')}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('receivables.note.save')}
      onClose={onClose}
    >
      <FormSelect
        control={control}
        name="channel"
        label={t('receivables.note.channel')}
        choices={noteChannelSchema.options.map((value) => ({ value, label: t(`receivables.channel.${value}`) }))}
      />
      <FormText control={control} name="note" label={t('receivables.note.text')} lines={4} autoFocus />
    </FormDialog>
  );
}

const promiseSchema = z.object(receivables.recordPromise.input.omit({ key: true, tenantId: true }).shape);

/** An amount for a day; it starts with what is overdue. */
export function PromiseDialog({
  detail,
  onClose,
}: {
  readonly detail: ReceivableDetail;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const business = useFirstRead('business.get', {});
  const owed = detail.owed.find(({ overdue }) => overdue !== '0.00') ?? detail.owed[0];
  const commandForm = useCommandForm({
    name: `receivables.promise ${detail.tenantId}`,
    schema: promiseSchema,
    values: {
      currency: owed?.currency ?? 'YER',
      amount: owed === undefined || owed.overdue === '0.00' ? '' : owed.overdue,
      promisedFor: business.data?.today ?? '',
      note: null,
    },
    command: 'receivables.recordPromise',
    send: (promise) => ({ tenantId: detail.tenantId, ...promise }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('receivables.promise.done') });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('receivables.promise.add')}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('receivables.promise.save')}
      onClose={onClose}
    >
      <FormMoney control={control} name="amount" label={t('receivables.promise.amount')} autoFocus />
      <FormSelect
        control={control}
        name="currency"
        label={t('receivables.columns.currency')}
        choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
      />
      <FormDate control={control} name="promisedFor" label={t('receivables.promise.day')} />
      <FormText control={control} name="note" label={t('receivables.promise.note')} nullable />
    </FormDialog>
  );
}

const withdrawSchema = z.object(receivables.withdrawPromise.input.omit({ key: true, id: true }).shape);

export function WithdrawDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `receivables.withdraw ${id}`,
    schema: withdrawSchema,
    values: { reason: '' },
    command: 'receivables.withdrawPromise',
    send: ({ reason }) => ({ id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('receivables.promise.withdrawn') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('receivables.promise.withdraw')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('receivables.promise.withdraw')}
      onClose={onClose}
    >
      <FormText control={commandForm.form.control} name="reason" label={t('receivables.promise.reason')} autoFocus />
    </FormDialog>
  );
}
