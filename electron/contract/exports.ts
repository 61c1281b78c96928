import { z } from 'zod';
import { auditFilterSchema, auditSortColumns } from './audit';
import { bankFilterSchema, bankSortColumns } from './bank';
import { billing } from './billing';
import { closing } from './closing';
import { creditNoteFilterSchema, creditNoteSortColumns } from './credit-notes';
import { invoiceFilterSchema, invoiceSortColumns } from './invoices';
import { method } from './method';
import { sortDirectionSchema } from './page';
import { paymentFilterSchema, paymentSortColumns } from './payments';
import { languageSchema } from './preferences';
import { receivableFilterSchema, receivableSortColumns } from './receivables';
import { refundFilterSchema, refundSortColumns } from './refunds';
import { reportRowsInputSchema, reports } from './reports';
import { failureSchema } from './result';
import { subscriptionFilterSchema, subscriptionSortColumns } from './subscriptions';
import { tenantFilterSchema, tenantSortColumns } from './tenants';
import { usage, usageFilterSchema, usageSortColumns } from './usage';

export const exportFormatSchema = z.enum(['xlsx', 'csv']);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

function listSource<L extends string, F extends z.ZodType, C extends readonly [string, ...string[]]>(
  list: L,
  filter: F,
  sortable: C,
) {
  return z.object({
    list: z.literal(list),
    filter,
    sort: z.object({ column: z.enum(sortable), direction: sortDirectionSchema }),
  });
}

/** A list as it is filtered and sorted on the screen; all of its rows are written, not only those that were read. */
export const exportSourceSchema = z.discriminatedUnion('list', [
  listSource('invoices', invoiceFilterSchema, invoiceSortColumns),
  listSource('payments', paymentFilterSchema, paymentSortColumns),
  listSource('subscriptions', subscriptionFilterSchema, subscriptionSortColumns),
  listSource('tenants', tenantFilterSchema, tenantSortColumns),
  listSource('usage', usageFilterSchema, usageSortColumns),
  listSource('creditNotes', creditNoteFilterSchema, creditNoteSortColumns),
  listSource('refunds', refundFilterSchema, refundSortColumns),
  listSource('receivables', receivableFilterSchema, receivableSortColumns),
  listSource('bank', bankFilterSchema, bankSortColumns),
  listSource('audit', auditFilterSchema, auditSortColumns),
]);
export type ExportSource = z.infer<typeof exportSourceSchema>;

function reportSource<R extends string, A extends z.ZodType>(report: R, asked: A) {
  return z.object({ report: z.literal(report), asked });
}

/** A report as it was asked for on the screen, or a short list that is read as a whole. */
export const reportSourceSchema = z.discriminatedUnion('report', [
  reportSource('statement', reports.statement.input),
  reportSource('aging', reports.aging.input),
  reportSource('revenue', reports.revenue.input),
  reportSource('mrr', reports.mrr.input),
  reportSource('churn', reports.churn.input),
  reportSource('collections', reports.collections.input),
  /** The rows behind one number of a report. */
  reportSource('rows', reportRowsInputSchema),
  reportSource('day', closing.day.input),
  /** The closed days, with what was counted. */
  reportSource('dayCloses', closing.history.input),
  reportSource('periodLock', closing.periodLock.input),
  /** Limits of which 80 % or more is used. */
  reportSource('limits', usage.alerts.input),
  reportSource('plans', z.object({ onSale: z.boolean() })),
  reportSource('billingRuns', billing.list.input),
  /** What a run on a date would bill, and whom it would leave out. */
  reportSource('billingDue', billing.preview.input),
  reportSource('billingLeftOut', billing.preview.input),
]);
export type ReportSource = z.infer<typeof reportSourceSchema>;

/** How far an export is; pushed as `exports.progress`, at most a few times a second. */
export const exportProgressSchema = z.object({
  id: z.uuid(),
  state: z.enum(['running', 'done', 'stopped', 'failed']),
  /** Rows written so far. */
  rows: z.int().nonnegative(),
  /** The file's name, without its folder. */
  file: z.string(),
  failure: failureSchema.nullable(),
});
export type ExportProgress = z.infer<typeof exportProgressSchema>;

export const exports = {
  /**
   * Asks where to by main's save dialog and begins to write; `id` is null where the dialog was closed. The file appears
   * whole or not at all.
   */
  start: method(
    z.object({
      source: z.union([exportSourceSchema, reportSourceSchema]),
      format: exportFormatSchema,
      language: languageSchema,
    }),
    z.object({ id: z.uuid().nullable() }),
  ),
  /** Ends an export that is under way; nothing of it is left. */
  stop: method(z.object({ id: z.uuid() }), z.object({ stopped: z.boolean() })),
};
