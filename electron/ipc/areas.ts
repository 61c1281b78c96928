import { appHandlers } from './app';
import { connectionHandlers } from './connection';
import { backupsHandlers } from './backups';
import { bankHandlers } from './bank';
import { billingHandlers } from './billing';
import { businessHandlers } from './business';
import { todayHandlers } from './today';
import { receivablesHandlers } from './receivables';
import { searchHandlers } from './search';
import { invoicesHandlers } from './invoices';
import { creditNotesHandlers } from './credit-notes';
import { paymentsHandlers } from './payments';
import { subscriptionsHandlers } from './subscriptions';
import { tenantsHandlers } from './tenants';
import { plansHandlers } from './plans';
import { reportsHandlers } from './reports';
import { closingHandlers } from './closing';
import { usageHandlers } from './usage';
import { verifyHandlers } from './verify';
import { documentsHandlers } from './documents';
import { exportsHandlers } from './exports';
import { auditHandlers } from './audit';
import { usersHandlers } from './users';
import { monitoringHandlers } from './monitoring';
import type { AppContext } from './context';
import type { SomeHandlers } from './handlers';
import { printingHandlers } from './printing';
import { preferencesHandlers } from './preferences';
import { profilesHandlers } from './profiles';
import { setupHandlers } from './setup';
import { upkeepHandlers } from './upkeep';

/** Every area of the contract with its handlers. */
export function allHandlers(context: AppContext): SomeHandlers {
  return {
    app: appHandlers(context),
    preferences: preferencesHandlers(context),
    connection: connectionHandlers(context),
    profiles: profilesHandlers(context),
    setup: setupHandlers(context),
    users: usersHandlers(context),
    monitoring: monitoringHandlers(context),
    business: businessHandlers(context),
    today: todayHandlers(context),
    search: searchHandlers(context),
    invoices: invoicesHandlers(context),
    creditNotes: creditNotesHandlers(context),
    payments: paymentsHandlers(context),
    bank: bankHandlers(context),
    receivables: receivablesHandlers(context),
    subscriptions: subscriptionsHandlers(context),
    tenants: tenantsHandlers(context),
    plans: plansHandlers(context),
    usage: usageHandlers(context),
    reports: reportsHandlers(context),
    closing: closingHandlers(context),
    billing: billingHandlers(context),
    documents: documentsHandlers(context),
    exports: exportsHandlers(context),
    printing: printingHandlers(context),
    backups: backupsHandlers(context),
    verify: verifyHandlers(context),
    audit: auditHandlers(context),
    upkeep: upkeepHandlers(context),
  };
}
