import { randomUUID } from 'node:crypto';
import { subtractAmounts, type Amount } from '../../contract/amount';
import type { CalendarDate } from '../../contract/calendar-date';
import type { Taking } from '../../contract/closing';
import type { Database } from '../../database/database';
import { readTakings } from '../../database/queries/closing';
import type { Work } from '../command';

const reason = 'نقص في الصندوق عند العد، قُيّد على عهدة الموظف';

/** What was counted: as expected, or in the drawer a little less. */
function countedOf(takings: readonly Taking[], short: boolean): (Taking & { readonly counted: Amount | string })[] {
  const cash = takings.findIndex(({ method }) => method === 'cash');
  const inDrawer = cash === -1 ? 0 : cash;
  return takings.map((taking, at) => ({
    ...taking,
    counted: short && at === inDrawer ? subtractAmounts(taking.expected, '1.00') : taking.expected,
  }));
}

/**
 * Some days of some weeks ago, counted and signed, one of them with a difference and its reason. They are signed as their
 * vouchers are, at the time of the seed. Newer days stay open: they wait for whoever tries the program out.
 */
export async function writeDayCloses(database: Database, work: Work): Promise<void> {
  const days = await work.rows<{ clerk: string; day: CalendarDate }>(
    `SELECT v.issued_by AS clerk, to_char(d.paid_on, 'YYYY-MM-DD') AS day
FROM billing_desktop.payment_details d JOIN billing_desktop.receipt_vouchers v ON v.payment_id = d.payment_id
JOIN public.payments p ON p.id = d.payment_id
WHERE d.paid_on < $1::date - 15 AND p.status IN ('succeeded', 'refunded')
GROUP BY 1, 2, d.paid_on ORDER BY d.paid_on DESC LIMIT 4`,
    [work.today],
  );
  const reader = { sequelize: database.sequelize, transaction: work.transaction };
  for (const [place, { clerk, day }] of days.entries()) {
    const figures = countedOf(await readTakings(reader, clerk, day), place === 1);
    await work.rows(
      `WITH closed AS (
  INSERT INTO billing_desktop.day_closes (id, clerk, day, turn, reason, command_key)
  VALUES ($1::uuid, $2, $3::date, 1, $4, $5::uuid)
)
INSERT INTO billing_desktop.day_close_figures (close_id, currency, method, entries, expected, counted)
SELECT $1::uuid, (f.part ->> 'currency')::public.currency_enum, (f.part ->> 'method')::public.payment_method_enum,
  (f.part ->> 'entries')::integer, (f.part ->> 'expected')::numeric(14, 2), (f.part ->> 'counted')::numeric(14, 2)
FROM jsonb_array_elements($6::jsonb) AS f (part)`,
      [randomUUID(), clerk, day, place === 1 ? reason : null, work.key, JSON.stringify(figures)],
    );
  }
}
