import { useRef } from 'react';
import { z } from 'zod';
import { invoices, type InvoiceDetail } from '@contract/invoices';
import { useCommand } from '@/api';
import { ConfirmDialog, ErrorBanner, FormDialog, FormText, MoneyTiles, toast, useCommandForm } from '@/components';
import { useText } from '@/i18n';
import { useDraftAgain } from './use-draft-again';
import { useNotesBack, type InvoiceNotes } from './use-notes-back';

interface DialogProps {
  readonly invoice: InvoiceDetail;
  readonly onClose: () => void;
}

/** Issuing takes a number and freezes the invoice: asked once, with its total before the eyes. */
export function IssueDialog({ invoice, onClose }: DialogProps) {
  const { t } = useText();
  const command = useCommand('invoices.issue');
  const issue = async (): Promise<void> => {
    const issued = await command.run({ id: invoice.id, version: invoice.version });
    if (issued === null) return;
    toast({ tone: 'ok', title: t('invoices.issue.done', { number: issued.number }) });
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('invoices.issue.title')}
      confirmLabel={t('invoices.issue.confirm')}
      pending={command.pending}
      onConfirm={() => void issue()}
      onClose={onClose}
    >
      {command.error && <ErrorBanner error={command.error} />}
      <p>{t('invoices.issue.explain')}</p>
      <MoneyTiles currency={invoice.currency} tiles={[{ label: t('invoices.record.total'), amount: invoice.total }]} />
    </ConfirmDialog>
  );
}

export function DeleteDraftDialog({ invoice, onClose, onDeleted }: DialogProps & { readonly onDeleted: () => void }) {
  const { t } = useText();
  const command = useCommand('invoices.deleteDraft');
  const offerDraftAgain = useDraftAgain();
  const remove = async (): Promise<void> => {
    if ((await command.run({ id: invoice.id })) === null) return;
    offerDraftAgain(invoice, t('invoices.delete.done'));
    onDeleted();
  };
  return (
    <ConfirmDialog
      title={t('invoices.delete.title')}
      confirmLabel={t('invoices.delete.confirm')}
      danger
      pending={command.pending}
      onConfirm={() => void remove()}
      onClose={onClose}
    >
      {command.error && <ErrorBanner error={command.error} />}
      <p>{t('invoices.delete.explain')}</p>
    </ConfirmDialog>
  );
}

const voidSchema = invoices.void.input.pick({ reason: true });

export function VoidDialog({ invoice, onClose }: DialogProps) {
  const { t } = useText();
  const commandForm = useCommandForm({
    name: `invoices.void ${invoice.id}`,
    schema: voidSchema,
    values: { reason: '' },
    command: 'invoices.void',
    send: ({ reason }) => ({ id: invoice.id, reason }),
    onSaved: () => {
      toast({ tone: 'ok', title: t('invoices.void.done', { number: invoice.number }) });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('invoices.void.title', { number: invoice.number })}
      look="small"
      commandForm={commandForm}
      saveLabel={t('invoices.void.confirm')}
      onClose={onClose}
    >
      <p>{t('invoices.void.explain')}</p>
      <FormText control={commandForm.form.control} name="reason" label={t('invoices.void.reason')} autoFocus />
    </FormDialog>
  );
}

const notesSchema = z.object(invoices.setNotes.input.pick({ notes: true, notesAr: true }).shape);

export function NotesDialog({ invoice, onClose }: DialogProps) {
  const { t } = useText();
  const offerNotesBack = useNotesBack();
  const before = useRef<InvoiceNotes>(invoice);
  const commandForm = useCommandForm({
    name: `invoices.notes ${invoice.id}`,
    schema: notesSchema,
    values: { notes: invoice.notes, notesAr: invoice.notesAr },
    command: 'invoices.setNotes',
    version: invoice.version,
    send: (notes, version) => {
      // What stands there at this moment: another may have changed it since the dialog was opened.
      before.current = { notes: invoice.notes, notesAr: invoice.notesAr };
      return { id: invoice.id, version, ...notes };
    },
    label: (path) => (path === 'notes' ? t('invoices.form.notes') : t('invoices.form.notesAr')),
    onSaved: (_answer, sent) => {
      offerNotesBack({ id: invoice.id, before: before.current, after: sent });
      onClose();
    },
  });
  const { control } = commandForm.form;
  return (
    <FormDialog
      title={t('invoices.notes.title', { number: invoice.number })}
      look="normal"
      commandForm={commandForm}
      saveLabel={t('common.save')}
      onClose={onClose}
    >
      <FormText
        control={control}
        name="notesAr"
        label={t('invoices.form.notesAr')}
        language="ar"
        lines={4}
        nullable
        autoFocus
      />
      <FormText control={control} name="notes" label={t('invoices.form.notes')} language="en" lines={4} nullable />
    </FormDialog>
  );
}
