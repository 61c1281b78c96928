import type { ExportSource } from '../../contract/exports';
import { auditList, auditSelection } from '../queries/audit';
import { bankList, bankSelection } from '../queries/bank';
import { creditNoteList, creditNoteSelection } from '../queries/credit-notes';
import { day, joinPlan } from '../queries/expressions';
import { credits } from '../queries/counted';
import { daysOverdue, joinInvoiceTenant, openAmount, standing } from '../queries/invoice-columns';
import { invoiceList, invoiceSelection } from '../queries/invoices';
import { joinPayment } from '../queries/payment-columns';
import { paymentList, paymentSelection } from '../queries/payments';
import { receivableList, receivableSelection } from '../queries/receivables';
import { refundList, refundSelection } from '../queries/refunds';
import { sql, type Sql } from '../queries/sql';
import { subscriptionList, subscriptionSelection } from '../queries/subscriptions';
import { joinTenant } from '../queries/tenant-names';
import { tenantList, tenantSelection } from '../queries/tenants';
import { usageList, usageSelection } from '../queries/usage';
import { auditColumns } from './audit-sheet';
import { creditNoteColumns, refundColumns } from './credit-sheets';
import { bankColumns, receivableColumns } from './receivable-sheets';
import { moment, sheetQuery, type Sheet, type SheetColumn, type Vocabulary } from './sheet';
import { column, money, tenantColumns, word } from './sheet-columns';

const invoiceColumns: readonly SheetColumn[] = [
  // A draft has no number yet.
  column('invoiceNumber', 'text', sql`CASE WHEN i.invoice_number NOT LIKE 'DRAFT-%' THEN i.invoice_number END`),
  ...tenantColumns(sql`i`),
  word('status', 'standing', standing),
  column('issueDate', 'date', day(sql`i.issue_date`)),
  column('dueDate', 'date', day(sql`i.due_date`)),
  column('daysOverdue', 'count', daysOverdue),
  column('paidDate', 'date', day(sql`i.paid_date`)),
  column('currency', 'currency', sql`i.currency`),
  money('subtotal', sql`i.subtotal`),
  money('discount', sql`i.discount_amount`),
  money('tax', sql`i.tax_amount`),
  money('total', sql`i.total`),
  money('paid', sql`i.amount_paid`),
  money('due', sql`(${openAmount})`),
];

const paymentColumns: readonly SheetColumn[] = [
  column('voucherNumber', 'text', sql`v.number`),
  column('invoiceNumber', 'text', sql`i.invoice_number`),
  ...tenantColumns(sql`p`),
  word('status', 'payment', sql`CASE WHEN r.payment_id IS NULL THEN p.status::text ELSE 'reversed' END`),
  word('method', 'method', sql`p.method`),
  column('reference', 'text', sql`coalesce(e.reference, p.tharwatt_transaction_id, p.stripe_payment_id)`),
  column('receivedAt', 'moment', moment(sql`p.paid_at`)),
  column('enteredAt', 'moment', moment(sql`p.created_at`)),
  column('recordedBy', 'text', sql`e.recorded_by`),
  column('currency', 'currency', sql`p.currency`),
  money('amount', sql`p.amount`),
];

const subscriptionColumns: readonly SheetColumn[] = [
  ...tenantColumns(sql`s`),
  column('plan', 'text', sql`s.plan_id`),
  column('planNameAr', 'text', sql`p.name_ar`),
  column('planName', 'text', sql`p.name`),
  word('status', 'subscription', sql`s.status`),
  word('cycle', 'cycle', sql`s.billing_cycle`),
  column('currency', 'currency', sql`s.currency`),
  column('startDate', 'date', day(sql`s.start_date`)),
  column('endDate', 'date', day(sql`s.end_date`)),
  column('trialEndDate', 'date', day(sql`s.trial_end_date`)),
  column('nextBillingDate', 'date', day(sql`s.next_billing_date`)),
  column('lastBillingDate', 'date', day(sql`s.last_billing_date`)),
  word('method', 'method', sql`s.payment_method`),
];

/** What a tenant owes in one currency, and what it has to its credit. */
function standingIn(currency: 'USD' | 'YER'): SheetColumn[] {
  const due = sql`(SELECT coalesce(sum(i.amount_due), 0) FROM public.invoices i
    WHERE i.tenant_id = c.tenant_id AND i.currency = ${currency} AND i.status IN ('pending', 'overdue')
      AND i.amount_due > 0 AND i.amount_due < 'NaN')`;
  const credit = sql`(SELECT coalesce(sum(k.credit), 0) FROM (${credits(sql`p.tenant_id = c.tenant_id`)}) k
    WHERE k.currency = ${currency})`;
  return [money(`due${currency}`, due), money(`credit${currency}`, credit)];
}

const tenantSheetColumns: readonly SheetColumn[] = [
  column('tenantId', 'text', sql`c.tenant_id`),
  column('tenantNameAr', 'text', sql`c.name_ar`),
  column('tenantName', 'text', sql`c.name`),
  word('status', 'activity', sql`CASE WHEN coalesce(c.is_active, true) THEN 'active' ELSE 'inactive' END`),
  column('phone', 'text', sql`c.contact ->> 'phone'`),
  column('email', 'text', sql`c.contact ->> 'email'`),
  column('city', 'text', sql`c.contact ->> 'city'`),
  column('governorate', 'text', sql`c.contact ->> 'governorate'`),
  ...standingIn('USD'),
  ...standingIn('YER'),
];

const usageColumns: readonly SheetColumn[] = [
  ...tenantColumns(sql`u`),
  word('metric', 'metric', sql`u.metric_type`),
  column('metricKey', 'text', sql`u.metric_type`),
  column('quantity', 'count', sql`u.quantity`),
  column('recordedAt', 'moment', moment(sql`u.recorded_at`)),
  column('note', 'text', sql`u.metadata ->> 'note'`),
];

/** What a list becomes in a spreadsheet: its columns in their order, and the query of all its rows as texts. */
export interface ListSheet {
  readonly columns: readonly SheetColumn[];
  readonly query: Sql;
}

/** The table of a list as it is filtered and sorted; `formulaSafe` is for CSV. */
export function listSheet(source: ExportSource, vocabulary: Vocabulary, formulaSafe: boolean): ListSheet {
  const made = <C extends string>(
    sheet: Sheet<C>,
    selection: Parameters<typeof sheetQuery<C>>[1]['selection'],
    sort: Parameters<typeof sheetQuery<C>>[1]['sort'],
  ): ListSheet => ({
    columns: sheet.columns,
    query: sheetQuery(sheet, { selection, sort, vocabulary, formulaSafe }),
  });
  switch (source.list) {
    case 'invoices':
      return made(
        { list: invoiceList, joins: joinInvoiceTenant, columns: invoiceColumns },
        invoiceSelection(source.filter),
        source.sort,
      );
    case 'payments':
      return made(
        { list: paymentList, joins: joinPayment, columns: paymentColumns },
        paymentSelection(source.filter),
        source.sort,
      );
    case 'creditNotes':
      return made(
        { list: creditNoteList, joins: creditNoteList.joins, columns: creditNoteColumns },
        creditNoteSelection(source.filter),
        source.sort,
      );
    case 'refunds':
      return made(
        { list: refundList, joins: refundList.joins, columns: refundColumns },
        refundSelection(source.filter),
        source.sort,
      );
    case 'receivables':
      return made(
        { list: receivableList, joins: receivableList.joins, columns: receivableColumns },
        receivableSelection(source.filter),
        source.sort,
      );
    case 'bank':
      return made(
        { list: bankList, joins: bankList.joins, columns: bankColumns },
        bankSelection(source.filter),
        source.sort,
      );
    case 'audit':
      return made(
        { list: auditList, joins: sql``, columns: auditColumns(vocabulary) },
        auditSelection(source.filter),
        source.sort,
      );
    case 'subscriptions':
      return made(
        {
          list: subscriptionList,
          joins: sql`${joinTenant(sql`s`)} ${joinPlan}`,
          columns: subscriptionColumns,
        },
        subscriptionSelection(source.filter),
        source.sort,
      );
    case 'tenants':
      return made(
        { list: tenantList, joins: sql``, columns: tenantSheetColumns },
        tenantSelection(source.filter),
        source.sort,
      );
    case 'usage':
      return made(
        { list: usageList, joins: joinTenant(sql`u`), columns: usageColumns },
        usageSelection(source.filter),
        source.sort,
      );
  }
}
