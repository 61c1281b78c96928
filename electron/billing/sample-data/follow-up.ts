import { z } from 'zod';
import type { Work } from '../command';
import { makeReminder } from '../receivables/make-reminders';

/** Who owes most of what is overdue comes first. */
async function overdueTenants(work: Work, most: number): Promise<string[]> {
  const rows = await work.rows(
    `SELECT i.tenant_id AS id FROM public.invoices i
WHERE i.status IN ('pending', 'overdue') AND i.amount_due > 0 AND i.due_date < billing_desktop.today()
GROUP BY i.tenant_id ORDER BY max(billing_desktop.today() - i.due_date) DESC, i.tenant_id LIMIT $1`,
    [most],
  );
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id);
}

const notes = [
  { place: 0, channel: 'call', daysAgo: 19, note: 'اتصلنا بالمحاسب، وطلب نسخة من الفاتورة على واتساب' },
  { place: 0, channel: 'message', daysAgo: 18, note: 'أُرسلت نسخة الفاتورة' },
  { place: 0, channel: 'call', daysAgo: 3, note: 'لم يصل التحويل الموعود؛ يعاود الاتصال بعد بيع المحصول' },
  { place: 1, channel: 'visit', daysAgo: 8, note: 'زيارة للمزرعة، والمدير مسافر حتى نهاية الأسبوع' },
  { place: 2, channel: 'email', daysAgo: 5, note: 'Asked for the statement of the account; sent' },
] as const;

async function writeNotes(work: Work, tenants: readonly string[]): Promise<void> {
  const rows = notes.flatMap(({ place, ...note }) => {
    const tenant = tenants[place];
    return tenant === undefined ? [] : [{ tenant, ...note }];
  });
  await work.rows(
    `INSERT INTO billing_desktop.follow_up_notes (tenant_id, channel, note, noted_at, command_key)
SELECT r.tenant, r.channel, r.note, now() - make_interval(days => r."daysAgo"), $2::uuid
FROM jsonb_to_recordset($1::jsonb) AS r (tenant text, channel text, note text, "daysAgo" integer) ORDER BY r."daysAgo" DESC`,
    [JSON.stringify(rows), work.key],
  );
}

/** A promise that came to nothing, one that still runs, and one that was kept: made the day before its money came. */
async function writePromises(work: Work, [broken, open]: readonly string[]): Promise<void> {
  await work.rows(
    `INSERT INTO billing_desktop.promises (tenant_id, currency, amount, promised_for, note, made_at, command_key)
SELECT i.tenant_id, i.currency, i.amount_due, billing_desktop.today() + r.days, r.note, now() - make_interval(days => r.ago), $3::uuid
FROM (VALUES ($1::text, 16, -4, 'بعد صرف مستحقات المحصول'), ($2::text, 2, 5, 'حوالة من الفرع')) AS r (tenant, ago, days, note)
CROSS JOIN LATERAL (
  SELECT x.tenant_id, x.currency, x.amount_due FROM public.invoices x
  WHERE x.tenant_id = r.tenant AND x.status IN ('pending', 'overdue') AND x.amount_due > 0
  ORDER BY x.due_date, x.id LIMIT 1
) i`,
    [broken ?? null, open ?? null, work.key],
  );
  await work.rows(
    `INSERT INTO billing_desktop.promises (tenant_id, currency, amount, promised_for, note, made_at, command_key)
SELECT p.tenant_id, p.currency, p.amount, d.paid_on, 'وعد بالسداد في اليوم التالي', p.created_at - interval '1 day', $1::uuid
FROM public.payments p JOIN billing_desktop.payment_details d ON d.payment_id = p.id
WHERE p.status = 'succeeded' AND d.paid_on = billing_desktop.date_of(p.created_at) AND d.paid_on >= billing_desktop.today() - 60
ORDER BY EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = p.tenant_id AND i.status IN ('pending', 'overdue')
  AND i.due_date < billing_desktop.today()) DESC, p.created_at DESC, p.id LIMIT 1`,
    [work.key],
  );
}

/** The follow-up of what is overdue: what was said, what was promised, and a letter. */
export async function writeFollowUp(work: Work): Promise<void> {
  const tenants = await overdueTenants(work, 3);
  await writeNotes(work, tenants);
  await writePromises(work, tenants);
  const [first] = tenants;
  if (first !== undefined) await makeReminder(work, first, { level: 1, language: 'tenant' });
}
