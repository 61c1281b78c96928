import { useWatch } from 'react-hook-form';
import { nonNegativeAmountSchema, percentSchema, type Amount } from '@contract/amount';
import { invoiceTotals } from '@contract/invoice-totals';
import { lineInputSchema } from '@contract/invoices';
import type { DraftFormMethods } from './draft-values';

export interface DraftTotalsValue {
  /** What each line comes to; null where it cannot be read yet. */
  readonly lineAmounts: readonly (Amount | null)[];
  /** The sums of the lines that can be read; null where they do not fit. */
  readonly sums: ReturnType<typeof invoiceTotals> | null;
  /** True where some line, the discount or the tax cannot be read: the sums are then without it. */
  readonly incomplete: boolean;
}

function totalsOrNull(input: Parameters<typeof invoiceTotals>[0]): ReturnType<typeof invoiceTotals> | null {
  try {
    return invoiceTotals(input);
  } catch {
    return null; // A sum that does not fit numeric(12,2): the schema refuses it when it is sent.
  }
}

/** What the draft comes to while it is typed, by the very function that main stores it with. */
export function useDraftTotals({ control }: DraftFormMethods): DraftTotalsValue {
  const [typed, typedDiscount, typedTax] = useWatch({ control, name: ['lines', 'discountAmount', 'taxRate'] });
  const lines = typed.map((line) => {
    const [quantity, unitPrice] = [
      lineInputSchema.shape.quantity.safeParse(line.quantity),
      lineInputSchema.shape.unitPrice.safeParse(line.unitPrice),
    ];
    return quantity.success && unitPrice.success ? { quantity: quantity.data, unitPrice: unitPrice.data } : null;
  });
  const discount = nonNegativeAmountSchema.safeParse(typedDiscount);
  const tax = percentSchema.safeParse(typedTax);
  const readable = lines.filter((line) => line !== null);
  return {
    lineAmounts: lines.map(
      (line) => line && (totalsOrNull({ lines: [line], discountAmount: '0.00', taxRate: '0' })?.lineAmounts[0] ?? null),
    ),
    sums: totalsOrNull({
      lines: readable,
      discountAmount: discount.success ? discount.data : '0.00',
      taxRate: tax.success ? tax.data : '0',
    }),
    incomplete: readable.length < lines.length || !discount.success || !tax.success,
  };
}
