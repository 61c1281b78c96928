import { z } from 'zod';
import { instantSchema } from '../../contract/calendar-date';
import { instant } from './expressions';
import { select, type Reader } from './select';
import { sql } from './sql';

const seriesSchema = z.object({
  series: z.string(),
  year: z.int(),
  first: z.string(),
  last: z.string(),
  used: z.int(),
});
/** A series of document numbers in a year, and how many of its numbers are in use. */
export type NumberSeries = z.infer<typeof seriesSchema>;

const gapSchema = z.object({
  series: z.string(),
  year: z.int(),
  number: z.string(),
  /** `missing`: nothing is known of it, which must not be. */
  state: z.enum(['passed_over', 'voided', 'missing']),
  reason: z.string().nullable(),
  /** Who voided it, or took it and passed it over. */
  by: z.string().nullable(),
  at: instantSchema.nullable(),
});
/** A number that no document in use bears, and what became of it. */
export type NumberGap = z.infer<typeof gapSchema>;

/** Every series with each of its numbers that is not in use: passed over, voided, or missing without a word. */
export async function numberGaps(reader: Reader): Promise<{ series: NumberSeries[]; gaps: NumberGap[] }> {
  const series = await select(
    reader,
    sql`SELECT c.series, c.year, c.first_number::text AS first, (c.next_number - 1)::text AS last,
  (SELECT count(*)::integer FROM billing_desktop.numbers n
   WHERE n.series = c.series AND n.year = c.year AND n.state = 'used') AS used
FROM billing_desktop.number_counters c ORDER BY c.series, c.year`,
  );
  // Who voided a number is in the audit of what was voided; the row itself keeps who took it.
  const gaps = await select(
    reader,
    sql`SELECT c.series, c.year, coalesce(n.document_number, c.series || '-' || c.year || '-' || g.n) AS number,
  coalesce(n.state, 'missing') AS state, n.reason, coalesce(gone.by_whom, n.by_whom) AS "by",
  ${instant(sql`coalesce(gone.at, n.at)`)} AS at
FROM billing_desktop.number_counters c
CROSS JOIN LATERAL generate_series(c.first_number, c.next_number - 1) AS g (n)
LEFT JOIN billing_desktop.numbers n ON n.series = c.series AND n.year = c.year AND n.n = g.n
LEFT JOIN LATERAL (
  SELECT d.voided_by AS by_whom, d.voided_at AS at FROM billing_desktop.invoice_details d
  WHERE n.series = 'invoice' AND n.state = 'voided' AND d.invoice_id = n.entity_id
  UNION ALL
  SELECT r.reversed_by, r.reversed_at FROM billing_desktop.reversals r
  WHERE n.series = 'receipt' AND n.state = 'voided' AND r.payment_id = n.entity_id
  UNION ALL
  SELECT x.canceled_by, x.canceled_at FROM billing_desktop.cancellations x
  WHERE n.state = 'voided' AND n.entity_id IN (x.credit_note_id, x.refund_id)
  LIMIT 1
) gone ON true
WHERE n.n IS NULL OR n.state <> 'used'
ORDER BY c.series, c.year, g.n`,
  );
  return { series: z.array(seriesSchema).parse(series), gaps: z.array(gapSchema).parse(gaps) };
}
