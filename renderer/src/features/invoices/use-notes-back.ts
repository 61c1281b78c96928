import { useQueryClient } from '@tanstack/react-query';
import type { InvoiceId } from '@contract/ids';
import { ApiError, call, newCommandKey, refreshAreas } from '@/api';
import { useUndo } from '@/components';
import { useText } from '@/i18n';

export interface InvoiceNotes {
  readonly notes: string | null;
  readonly notesAr: string | null;
}
interface ChangedNotes {
  readonly id: InvoiceId;
  readonly before: InvoiceNotes;
  readonly after: InvoiceNotes;
}

/**
 * Says that an invoice's notes were saved, and offers to put back what stood there: refused where they have been changed again
 * since, whatever else became of the invoice.
 */
export function useNotesBack(): (changed: ChangedNotes) => void {
  const { t } = useText();
  const { offer } = useUndo();
  const client = useQueryClient();
  return ({ id, before: { notes, notesAr }, after }) => {
    const key = newCommandKey();
    let version: string | null = null;
    offer({
      what: t('invoices.actions.editNotes'),
      said: t('invoices.notes.done'),
      undo: async () => {
        if (version === null) {
          const now = await call('invoices.get', { id });
          if (now.notes !== after.notes || now.notesAr !== after.notesAr) throw new ApiError('conflict', {});
          version = now.version;
        }
        // The same version on a second attempt: it goes out under the same key.
        await call('invoices.setNotes', { key, id, version, notes, notesAr });
        await refreshAreas(client, 'all');
      },
    });
  };
}
