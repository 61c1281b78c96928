import arBank from './ar/bank.json';
import enBank from './en/bank.json';
import arImports from './ar/imports.json';
import enImports from './en/imports.json';
import arReceivables from './ar/receivables.json';
import enReceivables from './en/receivables.json';
import arApp from './ar/app.json';
import arAudit from './ar/audit.json';
import arClosing from './ar/closing.json';
import arBilling from './ar/billing.json';
import arCommon from './ar/common.json';
import arConnection from './ar/connection.json';
import arCreditNotes from './ar/creditNotes.json';
import arDatabase from './ar/database.json';
import arDifferences from './ar/differences.json';
import arDocuments from './ar/documents.json';
import arPrinting from './ar/printing.json';
import arErrors from './ar/errors.json';
import arExports from './ar/exports.json';
import arGallery from './ar/gallery.json';
import arHelp from './ar/help.json';
import arInvoices from './ar/invoices.json';
import arMonitoring from './ar/monitoring.json';
import arPayments from './ar/payments.json';
import arPlans from './ar/plans.json';
import arRefunds from './ar/refunds.json';
import arReports from './ar/reports.json';
import arSettings from './ar/settings.json';
import arSetup from './ar/setup.json';
import arStatus from './ar/status.json';
import arSubscriptions from './ar/subscriptions.json';
import arTenants from './ar/tenants.json';
import arTimeline from './ar/timeline.json';
import arToday from './ar/today.json';
import arUsage from './ar/usage.json';
import arBackups from './ar/backups.json';
import arUsers from './ar/users.json';
import arValidation from './ar/validation.json';
import arVerify from './ar/verify.json';
import enApp from './en/app.json';
import enAudit from './en/audit.json';
import enClosing from './en/closing.json';
import enBilling from './en/billing.json';
import enCommon from './en/common.json';
import enConnection from './en/connection.json';
import enCreditNotes from './en/creditNotes.json';
import enDatabase from './en/database.json';
import enDifferences from './en/differences.json';
import enDocuments from './en/documents.json';
import enPrinting from './en/printing.json';
import enErrors from './en/errors.json';
import enExports from './en/exports.json';
import enGallery from './en/gallery.json';
import enHelp from './en/help.json';
import enInvoices from './en/invoices.json';
import enMonitoring from './en/monitoring.json';
import enPayments from './en/payments.json';
import enPlans from './en/plans.json';
import enRefunds from './en/refunds.json';
import enReports from './en/reports.json';
import enSettings from './en/settings.json';
import enSetup from './en/setup.json';
import enStatus from './en/status.json';
import enSubscriptions from './en/subscriptions.json';
import enTenants from './en/tenants.json';
import enTimeline from './en/timeline.json';
import enToday from './en/today.json';
import enUsage from './en/usage.json';
import enBackups from './en/backups.json';
import enUsers from './en/users.json';
import enValidation from './en/validation.json';
import enVerify from './en/verify.json';

/** Every visible word, by area: a key is `<area>.<name>`. Arabic is the measure: the keys' types come from it. */
export const ar = {
  bank: arBank,
  imports: arImports,
  receivables: arReceivables,
  app: arApp,
  audit: arAudit,
  closing: arClosing,
  billing: arBilling,
  common: arCommon,
  connection: arConnection,
  creditNotes: arCreditNotes,
  database: arDatabase,
  differences: arDifferences,
  documents: arDocuments,
  printing: arPrinting,
  errors: arErrors,
  exports: arExports,
  gallery: arGallery,
  help: arHelp,
  invoices: arInvoices,
  monitoring: arMonitoring,
  payments: arPayments,
  plans: arPlans,
  refunds: arRefunds,
  reports: arReports,
  settings: arSettings,
  setup: arSetup,
  status: arStatus,
  subscriptions: arSubscriptions,
  tenants: arTenants,
  timeline: arTimeline,
  today: arToday,
  usage: arUsage,
  backups: arBackups,
  users: arUsers,
  validation: arValidation,
  verify: arVerify,
};

export const en = {
  bank: enBank,
  imports: enImports,
  receivables: enReceivables,
  app: enApp,
  audit: enAudit,
  closing: enClosing,
  billing: enBilling,
  common: enCommon,
  connection: enConnection,
  creditNotes: enCreditNotes,
  database: enDatabase,
  differences: enDifferences,
  documents: enDocuments,
  printing: enPrinting,
  errors: enErrors,
  exports: enExports,
  gallery: enGallery,
  help: enHelp,
  invoices: enInvoices,
  monitoring: enMonitoring,
  payments: enPayments,
  plans: enPlans,
  refunds: enRefunds,
  reports: enReports,
  settings: enSettings,
  setup: enSetup,
  status: enStatus,
  subscriptions: enSubscriptions,
  tenants: enTenants,
  timeline: enTimeline,
  today: enToday,
  usage: enUsage,
  backups: enBackups,
  users: enUsers,
  validation: enValidation,
  verify: enVerify,
};
