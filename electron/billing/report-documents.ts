import { z } from 'zod';
import { calendarDateSchema } from '../contract/calendar-date';
import type { DayCloseId } from '../contract/closing';
import { statementDocumentSchema, type StatementDocument } from '../contract/document';
import { dayCloseDocumentSchema, type DayCloseDocument } from '../contract/report-documents';
import type { StatementInput } from '../contract/statement';
import type { Database } from '../database/database';
import { getDayClose } from '../database/queries/closing';
import { day, today } from '../database/queries/expressions';
import { withPictures } from '../database/queries/pictures';
import { readStatement } from '../database/queries/reports/statement';
import { selectRow } from '../database/queries/select';
import { sql } from '../database/queries/sql';

const templateVersion = 1;
const headSchema = z.object({ printedOn: calendarDateSchema, signedOn: calendarDateSchema, seller: z.unknown() });

const seller = sql`(SELECT g.value -> 'seller' FROM billing_desktop.settings g WHERE g.key = 'business')`;

/** A statement as it stands now, for the tenant as its record has it. Throws as readStatement(). */
export async function statementDocument(database: Database, input: StatementInput): Promise<StatementDocument> {
  const statement = await readStatement(database, input);
  const head = await selectRow<{ printedOn: string; snapshot: object }>(
    database,
    sql`SELECT ${day(today)} AS "printedOn", jsonb_build_object('templateVersion', ${templateVersion}::integer, 'seller', ${seller},
  'tenant', jsonb_build_object('tenantId', x.id, 'name', ${statement.tenantName}::text, 'nameAr', ${statement.tenantNameAr}::text,
    'taxId', nullif(t.tax_id, ''), 'phone', nullif(t.contact ->> 'phone', ''), 'email', nullif(t.contact ->> 'email', ''),
    'address', nullif(t.contact ->> 'address', ''), 'city', nullif(t.contact ->> 'city', ''),
    'governorate', nullif(t.contact ->> 'governorate', ''))) AS snapshot
FROM (SELECT ${input.tenantId}::text AS id) x LEFT JOIN public.tenants t ON t.tenant_id = x.id`,
  );
  const snapshot = await withPictures(database, head.snapshot);
  return statementDocumentSchema.parse({ ...statement, ...head, snapshot, kind: 'statement', number: null, copy: 0 });
}

/** A day close as it was signed. Throws `not_found`. */
export async function dayCloseDocument(database: Database, id: DayCloseId): Promise<DayCloseDocument> {
  const close = await getDayClose(database, { id });
  const head = headSchema.parse(
    await selectRow(
      database,
      sql`SELECT ${day(today)} AS "printedOn", ${seller} AS seller,
  ${day(sql`billing_desktop.date_of(${close.signedAt}::timestamptz)`)} AS "signedOn"`,
    ),
  );
  return dayCloseDocumentSchema.parse({
    ...close,
    kind: 'day_close',
    snapshot: await withPictures(database, { templateVersion, seller: head.seller }),
    signedOn: head.signedOn,
    reopened: close.reopened?.reason ?? null,
    number: null,
    copy: 0,
    printedOn: head.printedOn,
  });
}
