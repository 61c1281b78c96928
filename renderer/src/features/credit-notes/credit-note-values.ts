import {
  compareAmounts,
  positiveAmountSchema,
  subtractAmounts,
  sumAmounts,
  zeroAmount,
  type Amount,
} from '@contract/amount';
import { creditNoteForTotal, creditNoteTotals, type CreditNoteTotals } from '@contract/credit-note-totals';
import type { Creditable } from '@contract/credit-notes';

interface Typed {
  readonly by?: 'all' | 'lines' | 'total' | undefined;
  readonly lines?: readonly { readonly amount?: string | undefined }[] | undefined;
  readonly total?: string | undefined;
}

function typedAmount(text: string | undefined): Amount | null {
  return positiveAmountSchema.safeParse(text).data ?? null;
}

/** All that no credit note has taken yet. */
function whole({ subtotal, credited }: Creditable): Amount {
  return subtractAmounts(subtotal, credited.subtotal);
}

/** What the form would credit as it stands; null where nothing that can be read is typed, or more than there is. */
export function totalsFor(creditable: Creditable, { by, lines, total }: Typed): CreditNoteTotals | null {
  if (by === 'all') return creditNoteTotals(creditable, whole(creditable));
  if (by === 'total') {
    const typed = typedAmount(total);
    return typed === null || compareAmounts(typed, creditable.left) > 0 ? null : creditNoteForTotal(creditable, typed);
  }
  const amounts = (lines ?? []).flatMap(({ amount }) => typedAmount(amount) ?? []);
  const subtotal = sumAmounts(amounts);
  if (compareAmounts(subtotal, zeroAmount) <= 0 || compareAmounts(subtotal, whole(creditable)) > 0) return null;
  return creditNoteTotals(creditable, subtotal);
}
