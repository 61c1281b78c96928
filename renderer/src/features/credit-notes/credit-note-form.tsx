import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { compareAmounts, positiveAmountSchema, smallerAmount, subtractAmounts, zeroAmount } from '@contract/amount';
import type { Creditable, CreditNoteContent } from '@contract/credit-notes';
import { lineText } from '@contract/text';
import { useFirstRead } from '@/api';
import type { InvoiceDetail } from '@contract/invoices';
import {
  Dialog,
  ErrorState,
  FormDialog,
  FormGrid,
  FormMoney,
  FormRadio,
  FormSection,
  FormText,
  Skeleton,
  toast,
  useCommandForm,
  useGuidePlace,
} from '@/components';
import { useText } from '@/i18n';
import { CreditNoteLineFields } from './credit-note-line-fields';
import { CreditNoteSums } from './credit-note-sums';
import { totalsFor } from './credit-note-values';

const amountOrNothing = z.union([z.literal(''), positiveAmountSchema]);

/** What the form holds: which way of crediting, what was typed for each, and the reason in one language at least. */
export const creditNoteFormSchema = z
  .object({
    by: z.enum(['all', 'lines', 'total']),
    lines: z.array(z.object({ place: z.int(), amount: amountOrNothing })),
    total: amountOrNothing,
    reasonAr: lineText(500),
    reason: lineText(500),
  })
  .superRefine(({ by, lines, total, reason, reasonAr }, context) => {
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (Math.max(reason.length, reasonAr.length) < 3) refuse('reasonAr', 'reason');
    if (by === 'total' && total === '') refuse('total', 'amount_positive');
    if (by === 'lines' && lines.every(({ amount }) => amount === '')) refuse('lines', 'amount_positive');
  });
export type CreditNoteValues = z.input<typeof creditNoteFormSchema>;

interface CreditNoteDialogProps {
  readonly invoice: InvoiceDetail;
  readonly onClose: () => void;
}

/** A credit note on an issued invoice: all of it, parts of its lines, or one amount, with the total as it is typed. */
export function CreditNoteDialog({ invoice, onClose }: CreditNoteDialogProps) {
  useGuidePlace('credits');
  const { t } = useText();
  const creditable = useFirstRead('creditNotes.preview', { invoiceId: invoice.id });
  if (creditable.data) return <CreditNoteForm creditable={creditable.data} onClose={onClose} />;
  return (
    <Dialog title={t('creditNotes.form.title', { number: invoice.number })} look="normal" onClose={onClose}>
      {creditable.error ? (
        <ErrorState error={creditable.error} onRetry={() => void creditable.refetch()} />
      ) : (
        <Skeleton />
      )}
    </Dialog>
  );
}

function contentOf({ by, lines, total }: z.output<typeof creditNoteFormSchema>): CreditNoteContent {
  if (by === 'total' && total !== '') return { by, total };
  if (by === 'lines') {
    return {
      by,
      lines: lines.flatMap(({ place, amount }) => (amount === '' ? [] : [{ place, amount }])),
    };
  }
  return { by: 'all' };
}

function CreditNoteForm({ creditable, onClose }: { readonly creditable: Creditable; readonly onClose: () => void }) {
  const text = useText();
  const { t } = text;
  const { invoiceId, number, currency } = creditable;
  const lines = creditable.lines.filter(({ left }) => compareAmounts(left, zeroAmount) > 0);
  const commandForm = useCommandForm({
    name: `creditNotes.issue ${invoiceId}`,
    schema: creditNoteFormSchema,
    values: {
      by: lines.length > 0 ? 'lines' : 'total',
      lines: lines.map(({ place }) => ({ place, amount: '' })),
      total: '',
      reasonAr: '',
      reason: '',
    },
    command: 'creditNotes.issue',
    send: (checked) => ({
      invoiceId,
      content: contentOf(checked),
      reason: checked.reason,
      reasonAr: checked.reasonAr,
    }),
    onSaved: (note) => {
      toast({
        tone: 'ok',
        title: t('creditNotes.form.done', { number: note.number, amount: text.money(note.total, note.currency) }),
        ...(note.freed === zeroAmount
          ? {}
          : { text: t('creditNotes.form.freedDone', { amount: text.money(note.freed, note.currency) }) }),
      });
      onClose();
    },
  });
  const { control } = commandForm.form;
  const values = useWatch({ control });
  const by = values.by ?? 'lines';
  const sums = totalsFor(creditable, values);
  const freed =
    sums === null ? zeroAmount : subtractAmounts(sums.total, smallerAmount(sums.total, creditable.amountDue));
  return (
    <FormDialog
      title={t('creditNotes.form.title', { number })}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('creditNotes.form.submit')}
      onClose={onClose}
      aside={<CreditNoteSums creditable={creditable} sums={sums} freed={freed} />}
    >
      <FormRadio
        control={control}
        name="by"
        label={t('creditNotes.form.what')}
        choices={(lines.length > 0 ? (['lines', 'total', 'all'] as const) : (['total', 'all'] as const)).map(
          (value) => ({
            value,
            label: t(`creditNotes.form.by.${value}`),
          }),
        )}
      />
      {by === 'lines' && <CreditNoteLineFields form={commandForm.form} lines={lines} currency={currency} />}
      {by === 'total' && (
        <FormGrid>
          <FormMoney
            control={control}
            name="total"
            label={t('creditNotes.form.totalAmount')}
            currency={currency}
            autoFocus
          />
        </FormGrid>
      )}
      {by === 'all' && <p className="muted">{t('creditNotes.form.allExplain')}</p>}
      <FormSection title={t('creditNotes.form.reason')}>
        <FormText
          control={control}
          name="reasonAr"
          label={t('creditNotes.form.reasonAr')}
          language="ar"
          required={false}
        />
        <FormText
          control={control}
          name="reason"
          label={t('creditNotes.form.reasonEn')}
          language="en"
          required={false}
        />
      </FormSection>
    </FormDialog>
  );
}
