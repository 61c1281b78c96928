import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Output, Parsed } from '../../contract/api';
import { documentLanguageSchema } from '../../contract/documents';
import { receivables } from '../../contract/receivables';
import { AppError } from '../../contract/result';
import type { Database } from '../../database/database';
import { runCommand, type CommandContext, type Work } from '../command';
import { reminderSnapshot } from '../snapshot';

const madeSchema = z.object({ n: z.int(), language: documentLanguageSchema });

/**
 * The letter keeps what it asks for: every open invoice as it is now. A customer's language is the one its record names, else
 * Arabic where it has an Arabic name. `n` counts the letters to one customer, behind a lock of its own. Null where the customer owes
 * nothing overdue.
 */
export async function makeReminder(
  work: Work,
  tenantId: string,
  { level, language }: Pick<Parsed<'receivables', 'makeReminders'>, 'level' | 'language'>,
): Promise<Output<'receivables', 'makeReminders'>['reminders'][number] | null> {
  await work.rows(`SELECT pg_advisory_xact_lock(hashtextextended('sahool_reminder:' || $1::text, 0))`, [tenantId]);
  const id = randomUUID();
  const [row] = await work.rows(
    `INSERT INTO billing_desktop.reminders (id, tenant_id, n, level, language, as_of, snapshot, command_key)
SELECT $1::uuid, $2::varchar, 1 + (SELECT count(*) FROM billing_desktop.reminders r WHERE r.tenant_id = $2), $3::smallint,
  CASE WHEN $4 <> 'tenant' THEN $4 ELSE coalesce(
    (SELECT CASE WHEN t.metadata ->> 'language' IN ('ar', 'en') THEN t.metadata ->> 'language'
       WHEN t.name_ar ~ '[\u0621-\u064a]' THEN 'ar' ELSE 'en' END FROM public.tenants t WHERE t.tenant_id = $2), 'ar') END,
  billing_desktop.today(), ${reminderSnapshot('$2')}, $5::uuid
WHERE EXISTS (SELECT FROM public.invoices i WHERE i.tenant_id = $2 AND i.status IN ('pending', 'overdue')
  AND i.amount_due > 0 AND i.amount_due < 'NaN' AND i.due_date < billing_desktop.today())
RETURNING n, language`,
    [id, tenantId, level, language, work.key],
  );
  if (row === undefined) return null;
  return receivables.makeReminders.output.shape.reminders.element.parse({ id, tenantId, ...madeSchema.parse(row) });
}

/**
 * Makes a reminder letter for each customer, all in one transaction; those with nothing overdue get none. They are printed as
 * documents of the kind `reminder`. Throws `nothing_overdue` where there is not one to make.
 */
export function makeReminders(
  database: Database,
  actor: CommandContext,
  input: Parsed<'receivables', 'makeReminders'>,
): Promise<Output<'receivables', 'makeReminders'>> {
  const { key } = input;
  const answer = receivables.makeReminders.output;
  const command = { key, kind: 'receivables.makeReminders', action: 'reminder_made', content: input, answer } as const;
  return runCommand(database, actor, command, async (work) => {
    const tenants = [...new Set(input.tenantIds)].toSorted();
    const reminders: z.infer<typeof answer>['reminders'] = [];
    for (const tenantId of tenants) {
      const made = await makeReminder(work, tenantId, input);
      if (made !== null) reminders.push(made);
    }
    if (reminders.length === 0) throw new AppError('nothing_overdue');
    return answer.parse({ reminders, skipped: tenants.length - reminders.length });
  });
}
