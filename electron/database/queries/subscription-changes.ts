import { z } from 'zod';
import { subscriptionChangeSchema, type SubscriptionChange } from '../../contract/subscription-changes';
import { amount, day, instant } from './expressions';
import { select, type Reader } from './select';
import { sql, type Sql } from './sql';

const longest = 100;

function planName(plan: Sql, planId: Sql, column: Sql): Sql {
  return sql`coalesce(nullif(${plan}.${column}, ''), ${planId})`;
}

/** What was changed about a subscription, newest first. */
export async function readChanges(reader: Reader, id: string): Promise<SubscriptionChange[]> {
  return z.array(subscriptionChangeSchema).parse(
    await select(
      reader,
      sql`SELECT ${instant(sql`c.changed_at`)} AS at, c.changed_by AS by, c.kind, ${day(sql`c.effective_on`)} AS "effectiveOn",
  ${planName(sql`old`, sql`c.from_plan_id`, sql`name`)} AS "fromPlanName",
  ${planName(sql`old`, sql`c.from_plan_id`, sql`name_ar`)} AS "fromPlanNameAr",
  ${planName(sql`new`, sql`c.to_plan_id`, sql`name`)} AS "toPlanName",
  ${planName(sql`new`, sql`c.to_plan_id`, sql`name_ar`)} AS "toPlanNameAr",
  c.from_cycle AS "fromCycle", c.to_cycle AS "toCycle", c.currency, ${amount(sql`c.money`)} AS money,
  c.invoice_id AS "invoiceId", i.invoice_number AS "invoiceNumber", c.reason
FROM billing_desktop.subscription_changes c
LEFT JOIN public.plans old ON old.plan_id = c.from_plan_id
LEFT JOIN public.plans new ON new.plan_id = c.to_plan_id
LEFT JOIN public.invoices i ON i.id = c.invoice_id
WHERE c.subscription_id = ${id}
ORDER BY c.id DESC LIMIT ${longest}`,
    ),
  );
}
