import { initialBillingSchema } from './0001-initial-billing-schema';
import { tenantsAndPlans } from './0002-tenants-and-plans';
import { desktopLedger } from './0003-desktop-ledger';
import { derivingTriggers } from './0004-deriving-triggers';
import { listIndexes } from './0005-list-indexes';
import { creditNotesAndRefunds } from './0006-credit-notes-and-refunds';
import { billingRuns } from './0007-billing-runs';
import { subscriptionChanges } from './0008-subscription-changes';
import { closing } from './0009-closing';
import { reportIndexes } from './0010-report-indexes';
import { receivables } from './0011-receivables';
import { roles } from './0012-roles';
import { pictures } from './0013-pictures';
import { changedElsewhereMigration } from './0014-changed-elsewhere';
import { elsewhereIndex } from './0015-elsewhere-index';
import { auditOfReminders } from './0016-audit-of-reminders';
import type { Migration } from './migration';

/** Every migration in the order it is applied. Listed by hand: nothing is looked for on a disk at run time. */
export const migrations: readonly Migration[] = [
  initialBillingSchema,
  tenantsAndPlans,
  desktopLedger,
  derivingTriggers,
  listIndexes,
  creditNotesAndRefunds,
  billingRuns,
  subscriptionChanges,
  closing,
  reportIndexes,
  receivables,
  roles,
  pictures,
  changedElsewhereMigration,
  elsewhereIndex,
  auditOfReminders,
];
