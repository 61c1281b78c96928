import { triggerFunctions } from './0004-functions';
import type { StatementsMigration } from './migration';

const recordChange = /^CREATE FUNCTION (billing_desktop\.record_change\()/;

const asBefore = triggerFunctions
  .filter((text) => recordChange.test(text))
  .map((text) => text.replace(recordChange, 'CREATE OR REPLACE FUNCTION $1'));

/**
 * Reminders have a column `n`, which `to_jsonb(n)` takes for the row of that name: none of them got into the audit. `n.*` is the
 * row, whatever its columns are called.
 */
export const auditOfReminders: StatementsMigration = {
  name: '0016-audit-of-reminders',
  title: { en: 'Reminder letters are in the audit', ar: 'خطابات التذكير في سجل التدقيق' },
  transactional: true,
  up: asBefore.map((text) => text.replaceAll(/to_jsonb\(([no])\)/g, 'to_jsonb($1.*)')),
  down: asBefore,
};
