import { compareAmounts, zeroAmount } from '../../contract/amount';
import { compareDates, daysBetween, type CalendarDate } from '../../contract/calendar-date';
import type { InvoiceStanding, InvoiceStatus } from '../../contract/status';

export interface InvoiceState {
  readonly status: InvoiceStatus;
  readonly dueDate: CalendarDate;
  readonly amountPaid: string;
  readonly amountDue: string;
}

/** Overdue is pending past its due date with something due, whatever the stored status says yet (domain.md, Time). */
function isOverdue({ status, dueDate, amountDue }: InvoiceState, today: CalendarDate): boolean {
  return (
    (status === 'pending' || status === 'overdue') &&
    compareDates(dueDate, today) < 0 &&
    compareAmounts(amountDue, zeroAmount) > 0
  );
}

/** What a list and a document show for an invoice on a day. */
export function standingOf(invoice: InvoiceState, today: CalendarDate): InvoiceStanding {
  if (isOverdue(invoice, today)) return 'overdue';
  if (invoice.status !== 'pending' && invoice.status !== 'overdue') return invoice.status;
  return compareAmounts(invoice.amountPaid, zeroAmount) > 0 ? 'partly_paid' : 'pending';
}

/** Days past due; 0 where it is not overdue. */
export function daysOverdue(invoice: InvoiceState, today: CalendarDate): number {
  return isOverdue(invoice, today) ? daysBetween(invoice.dueDate, today) : 0;
}
