import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { bankAccountIdSchema } from '../../contract/bank';
import { addDays } from '../../contract/calendar-date';
import type { Database } from '../../database/database';
import { takeInStatement } from '../bank/import-statement';
import { recogniseStatement } from '../bank/statement-rows';
import type { Work } from '../command';
import { readTable } from '../csv/read-table';

const openSchema = z.array(z.object({ number: z.string(), due: z.string(), name: z.string(), phone: z.string() }));

/** A statement as a bank gives it: transfers for open invoices, one that names none, interest, and a fee. */
async function statementText(work: Work): Promise<string> {
  const open = openSchema.parse(
    await work.rows(
      `SELECT i.invoice_number AS number, i.amount_due::text AS due, coalesce(t.name_ar, i.tenant_id) AS name,
  coalesce(replace(replace(t.contact ->> 'phone', '+967', ''), ' ', ''), '') AS phone
FROM public.invoices i LEFT JOIN public.tenants t ON t.tenant_id = i.tenant_id
WHERE i.currency = 'YER' AND i.status IN ('pending', 'overdue') AND i.amount_due > 0 ORDER BY i.due_date DESC, i.id LIMIT 4`,
    ),
  );
  const lines = open.map(({ number, due, name, phone }, place) => [
    addDays(work.today, -(place % 3) - 1),
    // The last one names the customer only: the match goes by name and amount.
    place === open.length - 1 ? `حوالة واردة من ${name}` : `حوالة واردة ${name} فاتورة ${number}`,
    `TRF-${482_100 + place * 37}`,
    phone,
    due,
    '',
  ]);
  const others = [
    [addDays(work.today, -2), 'إيداع نقدي، فرع الحديدة', 'DEP-77120', '', '61000.00', ''],
    [addDays(work.today, -3), 'عائد وديعة', 'INT-0031', '', '4215.50', ''],
    [addDays(work.today, -3), 'عمولة كشف حساب', 'FEE-0031', '', '', '500.00'],
  ];
  const heads = ['التاريخ', 'البيان', 'رقم المرجع', 'رقم المرسل', 'دائن', 'مدين'];
  return [heads, ...lines, ...others].map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n');
}

/** One account with a statement of this week, of which the interest was set aside. The rest waits for its payments. */
export async function writeBank(work: Work, database: Database): Promise<void> {
  const accountId = bankAccountIdSchema.parse(randomUUID());
  await work.rows(
    `INSERT INTO billing_desktop.bank_accounts (id, name, name_ar, currency, method, command_key)
VALUES ($1, 'CAC Bank, current account YER', 'كاك بنك، حساب جارٍ بالريال', 'YER', 'bank_transfer', $2)`,
    [accountId, work.key],
  );
  const table = readTable(Buffer.from(await statementText(work), 'utf8'));
  const file = { accountId, fileName: `cac-${work.today}.csv`, table, mapping: recogniseStatement(table, null) };
  await takeInStatement(work, database, file);
  await work.rows(
    `INSERT INTO billing_desktop.bank_line_decisions (line_id, decision, reason, command_key)
SELECT l.id, 'set_aside', 'عائد من البنك، لا يخص عميلاً', $2::uuid FROM billing_desktop.bank_lines l
WHERE l.account_id = $1 AND l.reference = 'INT-0031'`,
    [accountId, work.key],
  );
}
