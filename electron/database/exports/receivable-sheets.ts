import { bankLineState } from '../queries/bank';
import { day } from '../queries/expressions';
import { lastContact, promise, receivableDays } from '../queries/receivables';
import { sql } from '../queries/sql';
import { moment, type SheetColumn } from './sheet';
import { column, money, tenantColumns, word } from './sheet-columns';

/** Who has something overdue, one row for each currency. */
export const receivableColumns: readonly SheetColumn[] = [
  ...tenantColumns(sql`w`),
  column('phone', 'text', sql`t.contact ->> 'phone'`),
  column('invoices', 'count', sql`w.invoices`),
  column('daysOverdue', 'count', receivableDays),
  column('oldestDue', 'date', day(sql`w.oldest_due`)),
  column('lastContact', 'moment', moment(lastContact)),
  column('promisedFor', 'date', sql`${promise} ->> 'promisedFor'`),
  column('currency', 'currency', sql`w.currency`),
  money('promised', sql`(${promise} ->> 'amount')::numeric`),
  money('due', sql`w.overdue`),
];

/** The lines of bank and wallet statements, with the payment that stands for each. */
export const bankColumns: readonly SheetColumn[] = [
  column('bookedOn', 'date', day(sql`l.booked_on`)),
  column('accountAr', 'text', sql`a.name_ar`),
  column('account', 'text', sql`a.name`),
  word('status', 'bankLine', bankLineState),
  column('description', 'text', sql`l.description`),
  column('reference', 'text', sql`l.reference`),
  column('payerNumber', 'text', sql`l.payer_number`),
  column('voucherNumber', 'text', sql`v.number`),
  ...tenantColumns(sql`p`),
  column('currency', 'currency', sql`l.currency`),
  money('amount', sql`l.amount`),
];
