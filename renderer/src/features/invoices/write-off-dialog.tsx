import { invoices, type InvoiceDetail, type WriteOff } from '@contract/invoices';
import { FormDialog, FormMoney, FormText, toast, useCommandForm, useGuidePlace } from '@/components';
import { useText } from '@/i18n';

const writeOffSchema = invoices.writeOff.input.pick({ amount: true, reason: true });

interface DialogProps {
  readonly invoice: InvoiceDetail;
  readonly onClose: () => void;
}

/** Gives up what will not be paid: no document for the customer, and apart from void and from credit notes. */
export function WriteOffDialog({ invoice, onClose }: DialogProps) {
  useGuidePlace('credits');
  const text = useText();
  const { t } = text;
  const commandForm = useCommandForm({
    name: `invoices.writeOff ${invoice.id}`,
    schema: writeOffSchema,
    values: { amount: invoice.amountDue, reason: '' },
    command: 'invoices.writeOff',
    send: (checked) => ({ id: invoice.id, ...checked }),
    onSaved: ({ amount, currency }) => {
      toast({ tone: 'ok', title: t('invoices.writeOff.done', { amount: text.money(amount, currency) }) });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('invoices.writeOff.title', { number: invoice.number })}
      look="small"
      commandForm={commandForm}
      saveLabel={t('invoices.writeOff.submit')}
      onClose={onClose}
    >
      <p>{t('invoices.writeOff.explain')}</p>
      <FormMoney control={control} name="amount" label={t('invoices.writeOff.amount')} currency={invoice.currency} />
      <FormText control={control} name="reason" label={t('invoices.writeOff.reason')} autoFocus />
    </FormDialog>
  );
}

const cancelSchema = invoices.cancelWriteOff.input.pick({ reason: true });

/** The customer pays after all, or it was a mistake. */
export function CancelWriteOffDialog({
  writeOff,
  onClose,
}: {
  readonly writeOff: WriteOff;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `invoices.cancelWriteOff ${writeOff.id}`,
    schema: cancelSchema,
    values: { reason: '' },
    command: 'invoices.cancelWriteOff',
    send: ({ reason }) => ({ id: writeOff.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('invoices.writeOff.canceled') });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('invoices.writeOff.cancelTitle')}
      look="small"
      commandForm={commandForm}
      saveLabel={t('invoices.writeOff.cancel')}
      onClose={onClose}
    >
      <p>{t('invoices.writeOff.cancelExplain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('invoices.writeOff.reason')} autoFocus />
    </FormDialog>
  );
}
