import { compareAmounts, smallerAmount, subtractAmounts, zeroAmount, type Amount } from './amount';

/**
 * Spreads a payment over open invoices in the order given (oldest due first), each up to what is due (domain.md,
 * Payments). What is left over is the tenant's credit. Used by the form's suggestion and checked again in main.
 */
export function suggestAllocations<Id>(
  amount: Amount,
  open: readonly { readonly id: Id; readonly amountDue: Amount }[],
): { readonly allocations: readonly { readonly invoiceId: Id; readonly amount: Amount }[]; readonly credit: Amount } {
  let left = amount;
  const allocations: { invoiceId: Id; amount: Amount }[] = [];
  for (const invoice of open) {
    if (compareAmounts(left, zeroAmount) <= 0) break;
    const part = smallerAmount(left, invoice.amountDue);
    if (compareAmounts(part, zeroAmount) <= 0) continue;
    allocations.push({ invoiceId: invoice.id, amount: part });
    left = subtractAmounts(left, part);
  }
  return { allocations, credit: left };
}
