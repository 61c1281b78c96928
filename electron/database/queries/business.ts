import { z } from 'zod';
import { businessSettingsSchema, type ExchangeRate } from '../../contract/business';
import type { Output } from '../../contract/api';
import { calendarDateSchema } from '../../contract/calendar-date';
import { day, instant, today } from './expressions';
import { withPictures } from './pictures';
import { select, selectRow, type Reader } from './select';
import { Sql, sql } from './sql';
import { noVersion, versionOf } from './versions';

const rowSchema = z.object({ value: z.unknown(), version: z.string().nullable(), today: calendarDateSchema });

/** Who the documents come from, what dates and taxes follow, and the server's date in the business zone. */
export async function getBusinessSettings(reader: Reader): Promise<Output<'business', 'get'>> {
  const version = new Sql([versionOf.settings], []);
  const row = rowSchema.parse(
    await selectRow(
      reader,
      sql`SELECT g.value, ${version} AS version, ${day(today)} AS today
FROM (SELECT 1) one LEFT JOIN billing_desktop.settings g ON g.key = 'business'`,
    ),
  );
  return {
    ...businessSettingsSchema.parse(await withPictures(reader, row.value)),
    version: row.version ?? noVersion,
    today: row.today,
  };
}

/** The exchange rates that clerks entered, the newest date first; of a date entered twice, the later entry. */
export function listRates(reader: Reader): Promise<ExchangeRate[]> {
  return select<ExchangeRate>(
    reader,
    sql`SELECT DISTINCT ON (r.rate_date) ${day(sql`r.rate_date`)} AS date, trim_scale(r.rate)::text AS rate,
  r.entered_by AS "enteredBy", ${instant(sql`r.entered_at`)} AS "enteredAt"
FROM billing_desktop.exchange_rates r ORDER BY r.rate_date DESC, r.id DESC LIMIT 500`,
  );
}
