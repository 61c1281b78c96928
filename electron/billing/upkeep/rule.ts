import type { AuditAction } from '../audit-actions';
import type { Statements } from '../command';

/** One thing that time changes. Each file here is one rule. */
export interface UpkeepRule {
  readonly name: UpkeepRuleName;
  /** The word that the audit gets. */
  readonly action: AuditAction;
  /**
   * Changes at most `batchSize` rows and says how many: set-based, idempotent, on rows that nobody holds (SKIP LOCKED), so that
   * it never stands in anybody's way. Dates are the server's in the business zone.
   */
  run(statements: Statements): Promise<number>;
}

export const upkeepRules = ['ended', 'trialEnded', 'overdue', 'pastDue', 'pastDueCleared'] as const;
export type UpkeepRuleName = (typeof upkeepRules)[number];

export const batchSize = 1000;

/** An invoice that has stayed unpaid past its grace days (domain.md, Changing a subscription). */
export const unpaidPastGrace = `EXISTS (
    SELECT FROM public.invoices i
    WHERE i.subscription_id = s.id AND i.status IN ('pending', 'overdue') AND i.amount_due > 0
      AND i.due_date + coalesce((SELECT (g.value ->> 'graceDays')::integer FROM billing_desktop.settings g
        WHERE g.key = 'business'), 7) < billing_desktop.today())`;

/** How many rows a statement that returns their ids changed. */
export async function changed(statements: Statements, sql: string): Promise<number> {
  return (await statements.rows<{ id: string }>(sql, [batchSize])).length;
}
