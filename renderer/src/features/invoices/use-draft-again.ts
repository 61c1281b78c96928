import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { draftInputSchema, type DraftInput, type InvoiceDetail } from '@contract/invoices';
import { call, newCommandKey, refreshAreas } from '@/api';
import { toast, useUndo } from '@/components';
import { useText } from '@/i18n';
import { draftValuesOf } from './draft-values';

/** A draft's content as it would be typed again; null where it says more than can be typed, such as how a line came about. */
function typedAgain(invoice: InvoiceDetail): DraftInput | null {
  if (invoice.lines.some(({ basis, basisAr }) => basis !== null || basisAr !== null)) return null;
  return draftInputSchema.safeParse(draftValuesOf(invoice)).data ?? null;
}

/** Says that a draft was deleted, and offers to make it again: the same content, as a new draft. */
export function useDraftAgain(): (deleted: InvoiceDetail, said: string) => void {
  const { t } = useText();
  const { offer } = useUndo();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (deleted, said) => {
    const draft = typedAgain(deleted);
    if (draft === null) {
      toast({ tone: 'ok', title: said });
      return;
    }
    // One key for every attempt: a lost reply and a retry make one draft.
    const key = newCommandKey();
    offer({
      what: t('invoices.actions.deleteDraft'),
      said,
      undo: async () => {
        const { id } = await call('invoices.createDraft', { key, draft });
        await refreshAreas(client, 'all');
        toast({ tone: 'ok', title: t('invoices.delete.undone') });
        void navigate({ to: '/invoices', search: { open: id } });
      },
    });
  };
}

/** Says that a draft was saved, and offers to put back what it held before; refused where it has changed since. */
export function useDraftBack(): (before: InvoiceDetail, version: string) => void {
  const { t } = useText();
  const { offer } = useUndo();
  const client = useQueryClient();
  return (before, version) => {
    const draft = typedAgain(before);
    const said = t('invoices.saved');
    if (draft === null) {
      toast({ tone: 'ok', title: said });
      return;
    }
    const key = newCommandKey();
    offer({
      what: t('invoices.actions.edit'),
      said,
      undo: async () => {
        await call('invoices.updateDraft', { key, id: before.id, version, draft });
        await refreshAreas(client, 'all');
        toast({ tone: 'ok', title: t('invoices.undone') });
      },
    });
  };
}
