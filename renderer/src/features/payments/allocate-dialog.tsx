import { compareAmounts, positiveAmountSchema } from '@contract/amount';
import { suggestAllocations } from '@contract/allocation';
import { tenantIdSchema } from '@contract/ids';
import { payments, type OpenInvoice, type PaymentDetail } from '@contract/payments';
import { useFirstRead } from '@/api';
import {
  Dialog,
  ErrorState,
  FormDialog,
  FormMoney,
  FormGrid,
  Money,
  Num,
  Skeleton,
  toast,
  useCommandForm,
} from '@/components';
import { useText } from '@/i18n';

interface AllocateDialogProps {
  readonly payment: PaymentDetail;
  readonly onClose: () => void;
}

/** Applies what is left of a payment to open invoices, oldest due first suggested. */
export function AllocateDialog({ payment, onClose }: AllocateDialogProps) {
  const { t } = useText();
  const tenant = tenantIdSchema.safeParse(payment.tenantId);
  const open = useFirstRead(
    'payments.openInvoices',
    { tenantId: payment.tenantId, currency: payment.currency },
    { enabled: tenant.success },
  );
  if (open.data && open.data.length > 0) {
    return <AllocateForm payment={payment} open={open.data} onClose={onClose} />;
  }
  return (
    <Dialog title={t('payments.allocate.title')} look="normal" onClose={onClose}>
      {open.error ? (
        <ErrorState error={open.error} onRetry={() => void open.refetch()} />
      ) : open.data ? (
        <p>{t('payments.form.noOpenInvoices')}</p>
      ) : (
        <Skeleton />
      )}
    </Dialog>
  );
}

const allocateSchema = payments.allocate.input.pick({ allocations: true });

function AllocateForm({ payment, open, onClose }: AllocateDialogProps & { readonly open: readonly OpenInvoice[] }) {
  const text = useText();
  const { t } = text;
  const left = positiveAmountSchema.safeParse(payment.unallocated);
  const suggested = left.success ? suggestAllocations(left.data, open).allocations : [];
  const commandForm = useCommandForm({
    name: `payments.allocate ${payment.id}`,
    schema: allocateSchema,
    values: { allocations: [...suggested] },
    command: 'payments.allocate',
    send: ({ allocations }) => ({ id: payment.id, allocations }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('payments.done.allocated') });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('payments.allocate.title')}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('payments.allocate.submit')}
      onClose={onClose}
      aside={
        <span>
          {t('payments.allocate.left')} <Money amount={payment.unallocated} currency={payment.currency} strong />
        </span>
      }
    >
      {suggested.map((part, index) => {
        const invoice = open.find(({ id }) => id === part.invoiceId);
        if (!invoice) return null;
        const isLate = invoice.daysOverdue > 0 && compareAmounts(invoice.amountDue, '0.00') > 0;
        return (
          <FormGrid key={part.invoiceId}>
            <span>
              <Num>{invoice.number}</Num>
              <br />
              <span className={isLate ? 'bad' : 'muted'}>
                {t('payments.form.dueOn', { date: text.date(invoice.dueDate) })}
              </span>
            </span>
            <FormMoney
              control={control}
              name={`allocations.${index}.amount`}
              label={t('payments.form.toInvoice', { number: invoice.number })}
              currency={payment.currency}
            />
          </FormGrid>
        );
      })}
    </FormDialog>
  );
}
