import { z } from 'zod';
import { bank, statementMethodSchema, type BankAccountId } from '@contract/bank';
import { currencies } from '@contract/currency';
import { FormDialog, FormSelect, FormText, useCommandForm } from '@/components';
import { useText } from '@/i18n';

const formSchema = z.object(bank.saveAccount.input.omit({ key: true, id: true }).shape);

/** A new account or wallet whose statements are read. */
export function AccountDialog({ onClose, onSaved }: AccountDialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: 'bank.account',
    schema: formSchema,
    values: { name: '', nameAr: '', currency: 'YER', method: 'bank_transfer' },
    command: 'bank.saveAccount',
    send: (account) => ({ id: null, ...account }),
    onSaved: ({ id }) => onSaved(id),
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('bank.account.title')}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('bank.account.save')}
      onClose={onClose}
    >
      <FormText control={control} name="nameAr" label={t('bank.account.nameAr')} autoFocus />
      <FormText control={control} name="name" label={t('bank.account.name')} />
      <FormSelect
        control={control}
        name="currency"
        label={t('bank.columns.currency')}
        choices={currencies.map((value) => ({ value, label: t(`status.currency.${value}`) }))}
      />
      <FormSelect
        control={control}
        name="method"
        label={t('bank.record.method')}
        choices={statementMethodSchema.options.map((value) => ({ value, label: t(`status.method.${value}`) }))}
      />
    </FormDialog>
  );
}
interface AccountDialogProps {
  readonly onClose: () => void;
  readonly onSaved: (id: BankAccountId) => void;
}
