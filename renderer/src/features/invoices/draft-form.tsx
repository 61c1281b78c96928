import { addDays } from '@contract/calendar-date';
import { draftInputSchema, type InvoiceDetail } from '@contract/invoices';
import type { InvoiceId, SubscriptionId } from '@contract/ids';
import { useFirstRead } from '@/api';
import { Dialog, ErrorState, FormDialog, Skeleton, toast, useCommandForm, type CommandForm } from '@/components';
import { useText } from '@/i18n';
import { useDraftBack } from './use-draft-again';
import { useDraftLabel } from './use-draft-label';
import { DraftFields } from './draft-fields';
import { DraftTotals } from './draft-totals';
import { draftValuesOf, emptyLine, type DraftSchema, type DraftValues } from './draft-values';

export interface NewDraftProps {
  /** The customer and subscription that the form starts with, where it was opened from theirs. */
  readonly start?: { readonly tenantId: string; readonly tenantName: string; readonly subscriptionId?: SubscriptionId };
  readonly onClose: () => void;
  readonly onSaved: (id: InvoiceId) => void;
}

/** A new invoice: a draft until it is issued. Its dates and tax come from the business settings. */
export function NewDraftDialog({ start, onClose, onSaved }: NewDraftProps) {
  const { t } = useText();
  const business = useFirstRead('business.get', {});
  if (!business.data) {
    return (
      <Dialog title={t('invoices.form.createTitle')} look="wide" onClose={onClose}>
        {business.error ? <ErrorState error={business.error} onRetry={() => void business.refetch()} /> : <Skeleton />}
      </Dialog>
    );
  }
  const { today, dueDays, taxRate } = business.data;
  const values: DraftValues = {
    tenantId: start?.tenantId ?? '',
    subscriptionId: start?.subscriptionId ?? '',
    currency: 'USD',
    issueDate: today,
    dueDate: addDays(today, dueDays),
    lines: [emptyLine],
    discountAmount: '0.00',
    taxRate,
    notes: null,
    notesAr: null,
  };
  const known = start?.tenantName;
  return <NewDraft values={values} onClose={onClose} onSaved={onSaved} {...(known === undefined ? {} : { known })} />;
}

function NewDraft({
  values,
  known,
  onClose,
  onSaved,
}: DraftDialogProps & { readonly onSaved: (id: InvoiceId) => void }) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: 'invoices.new',
    schema: draftInputSchema,
    values,
    command: 'invoices.createDraft',
    send: (draft) => ({ draft }),
    onSaved: ({ id }) => {
      toast({ tone: 'ok', title: t('invoices.saved') });
      onSaved(id);
    },
  });
  return (
    <DraftDialog title={t('invoices.form.createTitle')} commandForm={commandForm} known={known} onClose={onClose} />
  );
}
interface DraftDialogProps {
  readonly values: DraftValues;
  readonly known?: string;
  readonly onClose: () => void;
}

/** A draft is edited whole; it is refused where somebody else changed it meanwhile, and the input stays. */
export function EditDraftDialog({
  invoice,
  onClose,
}: {
  readonly invoice: InvoiceDetail;
  readonly onClose: () => void;
}) {
  const { t, name } = useText();
  const offerDraftBack = useDraftBack();
  const commandForm = useCommandForm({
    name: `invoices.edit ${invoice.id}`,
    schema: draftInputSchema,
    values: draftValuesOf(invoice),
    command: 'invoices.updateDraft',
    version: invoice.version,
    send: (draft, version) => ({ id: invoice.id, version, draft }),
    label: useDraftLabel(),
    onSaved: ({ version }) => {
      offerDraftBack(invoice, version);
      onClose();
    },
  });
  return (
    <DraftDialog
      title={t('invoices.form.editTitle')}
      commandForm={commandForm}
      known={name(invoice.tenantName, invoice.tenantNameAr)}
      onClose={onClose}
    />
  );
}

function DraftDialog<N extends 'invoices.createDraft' | 'invoices.updateDraft'>(props: {
  readonly title: string;
  readonly commandForm: CommandForm<DraftSchema, N>;
  readonly known: string | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useText();
  const { form } = props.commandForm;
  return (
    <FormDialog
      title={props.title}
      look="wide"
      commandForm={props.commandForm}
      saveLabel={t('invoices.form.saveDraft')}
      onClose={props.onClose}
      aside={<DraftTotals form={form} />}
    >
      <DraftFields form={form} known={props.known} />
    </FormDialog>
  );
}
