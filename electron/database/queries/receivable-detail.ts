import { z } from 'zod';
import type { TenantId } from '../../contract/ids';
import {
  receivableDetailSchema,
  reminderSchema,
  type ReceivableDetail,
  type Reminder,
} from '../../contract/receivables';
import { AppError } from '../../contract/result';
import { amount, day, instant, sum } from './expressions';
import { isOpen, isOverdue } from './invoice-columns';
import { openInvoices } from './payments';
import { select, selectOne, type Reader } from './select';
import { sql, type Sql } from './sql';
import { joinTenant, tenantColumns } from './tenant-names';

const most = 200;

const reminder = sql`r`;

function readReminders(reader: Reader, condition: Sql): Promise<object[]> {
  return select(
    reader,
    sql`SELECT r.id, ${tenantColumns(reminder)}, r.n, r.level::integer AS level, r.language,
  ${day(sql`r.as_of`)} AS "asOf", ${instant(sql`r.made_at`)} AS at, r.made_by AS by,
  (SELECT count(*)::integer FROM billing_desktop.document_prints c WHERE c.entity_id = r.id AND c.kind = 'reminder') AS printed
FROM billing_desktop.reminders r ${joinTenant(reminder)} WHERE ${condition} ORDER BY r.made_at DESC, r.id LIMIT ${most}`,
  );
}

/** The latest reminder letters, newest first. */
export async function listReminders(reader: Reader): Promise<Reminder[]> {
  return z.array(reminderSchema).parse(await readReminders(reader, sql`true`));
}

/** A customer as its follow-up needs it: whom to call, what is open, what was said and promised. Throws `not_found`. */
export async function getReceivable(reader: Reader, tenantId: TenantId): Promise<ReceivableDetail> {
  const head = await selectOne<object>(
    reader,
    sql`SELECT ${tenantColumns(sql`k`)}, nullif(t.contact ->> 'phone', '') AS phone, nullif(t.contact ->> 'email', '') AS email,
  nullif(t.contact ->> 'name', '') AS "contactName", nullif(t.contact ->> 'name_ar', '') AS "contactNameAr",
  coalesce((SELECT (g.value ->> 'graceDays')::integer FROM billing_desktop.settings g WHERE g.key = 'business'), 0) AS "graceDays"
FROM (SELECT ${tenantId}::varchar AS tenant_id) k ${joinTenant(sql`k`)}
WHERE t.tenant_id IS NOT NULL OR EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = k.tenant_id)`,
  );
  if (head === null) throw new AppError('not_found', { entity: 'tenant' });
  const owed = await select<object>(
    reader,
    sql`SELECT i.currency, ${sum(sql`i.amount_due`)} AS due, ${sum(sql`i.amount_due`, isOverdue)} AS overdue
FROM public.invoices i WHERE i.tenant_id = ${tenantId} AND ${isOpen} AND i.amount_due > 0 GROUP BY 1 ORDER BY 1 DESC`,
  );
  const notes = await select<object>(
    reader,
    sql`SELECT n.id::text AS id, n.channel, n.note, ${instant(sql`n.noted_at`)} AS at, n.noted_by AS by
FROM billing_desktop.follow_up_notes n WHERE n.tenant_id = ${tenantId} ORDER BY n.id DESC LIMIT ${most}`,
  );
  const promises = await select<object>(
    reader,
    sql`SELECT p.id, p.currency, ${amount(sql`p.amount`)} AS amount, ${day(sql`p.promised_for`)} AS "promisedFor", p.note,
  x.state, ${amount(sql`x.received`)} AS received, w.reason AS "withdrawnFor", ${instant(sql`p.made_at`)} AS at,
  p.made_by AS by
FROM billing_desktop.promise_standing(${tenantId}::varchar) x JOIN billing_desktop.promises p ON p.id = x.promise_id
LEFT JOIN billing_desktop.promise_withdrawals w ON w.promise_id = p.id
ORDER BY x.state = 'open' DESC, p.promised_for DESC, p.id LIMIT ${most}`,
  );
  return receivableDetailSchema.parse({
    ...head,
    owed,
    invoices: await openInvoices(reader, { tenantId }),
    notes,
    promises,
    reminders: await readReminders(reader, sql`r.tenant_id = ${tenantId}`),
  });
}
