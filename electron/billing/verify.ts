import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import { findingSchema, type Finding, type Verification } from '../contract/verify';
import type { Database } from '../database/database';
import { inTransaction } from '../database/transaction';
import { auditAndAmounts } from './verify/audit';
import type { Check } from './verify/check';
import { commandKeys } from './verify/commands';
import { documentNumbers } from './verify/numbers';
import { allocatedAmounts, paidAmounts } from './verify/paid-amounts';
import { documentPictures } from './verify/pictures';
import { billedPeriods } from './verify/periods';
import { importedRows, statementMatches } from './verify/statements';
import { subscriptionChanges } from './verify/subscription-changes';
import { invoiceSums } from './verify/sums';

/** The invariants of domain.md in their order. */
const checks: readonly Check[] = [
  paidAmounts,
  allocatedAmounts,
  statementMatches,
  invoiceSums,
  billedPeriods,
  documentNumbers,
  documentPictures,
  commandKeys,
  auditAndAmounts,
  subscriptionChanges,
  importedRows,
];

/** More findings of one invariant than a person reads; the desktop's own come first. */
const greatestCount = 1000;

const rowsSchema = z.array(z.object({ n: z.coerce.number().int() }));
const findingsSchema = z.array(findingSchema.omit({ invariant: true }));

/**
 * Checks the invariants of domain.md over the whole database, in one snapshot and without writing. Breaches in rows that the
 * service wrote, or that were there before, are listed apart from the desktop's own: only those make it unclean.
 */
export function runVerification(database: Database): Promise<Verification> {
  const { sequelize } = database;
  return inTransaction(
    database,
    async (transaction) => {
      const select = (sql: string): Promise<object[]> =>
        sequelize.query<object>(sql, { transaction, type: QueryTypes.SELECT });
      const checked: Verification['checked'] = [];
      const findings: Finding[] = [];
      for (const check of checks) {
        const [counted] = rowsSchema.parse(await select(check.rows));
        const { invariant } = check;
        const rows = counted?.n ?? 0;
        const before = checked.find((entry) => entry.invariant === invariant);
        // Several checks of one invariant count together.
        if (before) before.rows += rows;
        else checked.push({ invariant, rows });
        const found = await select(
          `SELECT * FROM (${check.findings}) f ORDER BY f.origin, f.code, f.id LIMIT ${greatestCount}`,
        );
        findings.push(...findingsSchema.parse(found).map((finding) => ({ ...finding, invariant: check.invariant })));
      }
      return { clean: findings.every(({ origin }) => origin !== 'desktop'), checked, findings };
    },
    { readOnly: true, isolation: 'REPEATABLE READ', timeouts: { statementMs: 600_000 } },
  );
}
