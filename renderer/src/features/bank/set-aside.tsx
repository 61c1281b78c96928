import { z } from 'zod';
import { bank, type BankLineId } from '@contract/bank';
import { FormDialog, FormText, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';

const formSchema = z.object(bank.setAside.input.omit({ key: true, id: true }).shape);

/** The line is no customer's payment; the reason is kept. */
export function SetAsideDialog({ id, onClose, onDone }: SetAsideProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `bank.setAside ${id}`,
    schema: formSchema,
    values: { reason: '' },
    command: 'bank.setAside',
    send: ({ reason }) => ({ id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('bank.aside.done') });
      onDone();
    },
  });
  return (
    <FormDialog
      title={t('bank.aside.title')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('bank.aside.do')}
      onClose={onClose}
    >
      <FormText control={commandForm.form.control} name="reason" label={t('bank.aside.reason')} autoFocus />
    </FormDialog>
  );
}
interface SetAsideProps {
  readonly id: BankLineId;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
