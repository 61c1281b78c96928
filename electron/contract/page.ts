import { z } from 'zod';
import { sumSchema } from './amount';
import { currencySchema } from './currency';

/** Rows that one answer may carry at the most. */
export const maxPageSize = 200;
/** Counting stops here: an exact count of a million rows costs more than the page itself (performance.md). */
export const countCap = 10_001;

/**
 * Which part of a list: from its start, after a row (the cursor an earlier page gave; costs the same at any depth), or
 * at a row number where the reader jumped.
 */
export const pageSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('start'), limit: z.int().min(1).max(maxPageSize) }),
  z.object({ from: z.literal('cursor'), cursor: z.string().max(2000), limit: z.int().min(1).max(maxPageSize) }),
  z.object({
    from: z.literal('offset'),
    offset: z.int().min(0).max(10_000_000),
    limit: z.int().min(1).max(maxPageSize),
  }),
]);
export type Page = z.infer<typeof pageSchema>;

export const sortDirectionSchema = z.enum(['asc', 'desc']);
export type SortDirection = z.infer<typeof sortDirectionSchema>;

/** The input of a list: what is shown, in which order, which part of it. */
export function listInput<F extends z.ZodType, C extends readonly [string, ...string[]]>(filter: F, sortable: C) {
  return z.object({
    filter,
    sort: z.object({ column: z.enum(sortable), direction: sortDirectionSchema }),
    page: pageSchema,
  });
}

/** The output of a list; `nextCursor` is null on the last page. */
export function listOutput<R extends z.ZodType>(row: R) {
  return z.object({ rows: z.array(row), nextCursor: z.string().nullable() });
}

/** How many rows a filter holds (`capped`: at least so many), with sums for each currency. */
export const totalsSchema = z.object({
  count: z.int().nonnegative(),
  capped: z.boolean(),
  currencies: z.array(
    z.object({
      currency: currencySchema,
      count: z.int().nonnegative(),
      total: sumSchema,
      /** What is still due; null where the list has no such column. */
      due: sumSchema.nullable(),
    }),
  ),
});
export type Totals = z.infer<typeof totalsSchema>;
