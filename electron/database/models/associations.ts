import type { Model, ModelStatic } from 'sequelize';
import type { Models } from './models';

/** The attributes that hold a foreign key, and what it points at where that is not the primary key. */
interface Key {
  readonly foreignKey: string;
  readonly target?: string;
}

/** How each end calls the other. No constraints of Sequelize's own: the migrations make those that there are. */
interface Names {
  readonly as: string;
  readonly inverse: string;
}

function belongsTo<One extends Model, Other extends Model>(
  other: ModelStatic<Other>,
  one: ModelStatic<One>,
  { foreignKey, target }: Key,
  as: string,
): void {
  other.belongsTo(one, { foreignKey, constraints: false, as, ...(target === undefined ? {} : { targetKey: target }) });
}

function oneToMany<One extends Model, Other extends Model>(
  one: ModelStatic<One>,
  other: ModelStatic<Other>,
  key: Key,
  { as, inverse }: Names,
): void {
  const { foreignKey, target } = key;
  one.hasMany(other, { foreignKey, constraints: false, as, ...(target === undefined ? {} : { sourceKey: target }) });
  belongsTo(other, one, key, inverse);
}

function oneToOne<One extends Model, Other extends Model>(
  one: ModelStatic<One>,
  other: ModelStatic<Other>,
  { foreignKey }: Key,
  { as, inverse }: Names,
): void {
  one.hasOne(other, { foreignKey, constraints: false, as });
  belongsTo(other, one, { foreignKey }, inverse);
}

/** tenant_id and plan_id are the service's own keys, not foreign keys: a row may name one that has no record. */
function associateByServiceKeys({ Tenant, Plan, Subscription, Invoice, Payment, UsageRecord }: Models): void {
  const tenant = { foreignKey: 'tenantId', target: 'tenantId' };
  oneToMany(Tenant, Subscription, tenant, { as: 'subscriptions', inverse: 'tenant' });
  oneToMany(Tenant, Invoice, tenant, { as: 'invoices', inverse: 'tenant' });
  oneToMany(Tenant, Payment, tenant, { as: 'payments', inverse: 'tenant' });
  oneToMany(Tenant, UsageRecord, tenant, { as: 'usageRecords', inverse: 'tenant' });
  const plan = { foreignKey: 'planId', target: 'planId' };
  oneToMany(Plan, Subscription, plan, { as: 'subscriptions', inverse: 'plan' });
}

/** A billing run with its chunks and what each of them did. */
function associateRuns(models: Models): void {
  const { BillingRun, BillingRunChunk, BillingRunAmount, BillingRunInvoice, BillingRunLeftOut } = models;
  const { Subscription, Invoice, BilledUsage, PendingLine } = models;
  const run = { foreignKey: 'runId' };
  oneToMany(BillingRun, BillingRunChunk, run, { as: 'chunks', inverse: 'run' });
  oneToMany(BillingRun, BillingRunAmount, run, { as: 'amounts', inverse: 'run' });
  oneToMany(BillingRun, BillingRunInvoice, run, { as: 'invoices', inverse: 'run' });
  oneToMany(BillingRun, BillingRunLeftOut, run, { as: 'leftOut', inverse: 'run' });
  const subscription = { foreignKey: 'subscriptionId' };
  oneToMany(Subscription, BilledUsage, subscription, { as: 'billedUsage', inverse: 'subscription' });
  oneToMany(Subscription, PendingLine, subscription, { as: 'pendingLines', inverse: 'subscription' });
  const invoice = { foreignKey: 'invoiceId' };
  oneToOne(Invoice, BillingRunInvoice, invoice, { as: 'billingRun', inverse: 'invoice' });
  oneToMany(Invoice, BilledUsage, invoice, { as: 'billedUsage', inverse: 'invoice' });
  oneToMany(Invoice, PendingLine, invoice, { as: 'pendingLines', inverse: 'invoice' });
}

function associateCloses({ DayClose, DayCloseFigure, DayReopening }: Models): void {
  const close = { foreignKey: 'closeId' };
  oneToMany(DayClose, DayCloseFigure, close, { as: 'figures', inverse: 'close' });
  oneToOne(DayClose, DayReopening, close, { as: 'reopening', inverse: 'close' });
}

/** Credit notes, write-offs and refunds, and what canceled one of them. */
function associateCredits(models: Models): void {
  const { Invoice, Payment, CreditNote, WriteOff, Refund, RefundLine, Cancellation } = models;
  const invoice = { foreignKey: 'invoiceId' };
  oneToMany(Invoice, CreditNote, invoice, { as: 'creditNotes', inverse: 'invoice' });
  oneToMany(Invoice, WriteOff, invoice, { as: 'writeOffs', inverse: 'invoice' });
  oneToMany(Invoice, RefundLine, invoice, { as: 'refundLines', inverse: 'invoice' });
  oneToMany(Payment, Refund, { foreignKey: 'paymentId' }, { as: 'refunds', inverse: 'payment' });
  oneToMany(Refund, RefundLine, { foreignKey: 'refundId' }, { as: 'lines', inverse: 'refund' });
  const cancellation = 'cancellation';
  oneToOne(CreditNote, Cancellation, { foreignKey: 'creditNoteId' }, { as: cancellation, inverse: 'creditNote' });
  oneToOne(WriteOff, Cancellation, { foreignKey: 'writeOffId' }, { as: cancellation, inverse: 'writeOff' });
  oneToOne(Refund, Cancellation, { foreignKey: 'refundId' }, { as: cancellation, inverse: 'refund' });
}

/** The follow-up, usage that came in files, and bank statements. */
function associateReceivables(models: Models): void {
  const { PaymentPromise, PromiseWithdrawal, UsageImport, UsageImportRow, UsageRecord, Payment } = models;
  const { BankAccount, BankStatement, BankLine, BankLinePayment, BankLineDecision } = models;
  oneToOne(PaymentPromise, PromiseWithdrawal, { foreignKey: 'promiseId' }, { as: 'withdrawal', inverse: 'promise' });
  oneToMany(UsageImport, UsageImportRow, { foreignKey: 'importId' }, { as: 'rows', inverse: 'import' });
  oneToOne(UsageRecord, UsageImportRow, { foreignKey: 'usageRecordId' }, { as: 'importRow', inverse: 'usageRecord' });
  const account = { foreignKey: 'accountId' };
  oneToMany(BankAccount, BankStatement, account, { as: 'statements', inverse: 'account' });
  oneToMany(BankAccount, BankLine, account, { as: 'lines', inverse: 'account' });
  oneToMany(BankStatement, BankLine, { foreignKey: 'statementId' }, { as: 'lines', inverse: 'statement' });
  const line = { foreignKey: 'lineId' };
  oneToMany(BankLine, BankLinePayment, line, { as: 'payments', inverse: 'line' });
  oneToMany(BankLine, BankLineDecision, line, { as: 'decisions', inverse: 'line' });
  oneToOne(Payment, BankLinePayment, { foreignKey: 'paymentId' }, { as: 'bankLine', inverse: 'payment' });
}

/** Says which models belong together, for `include` where a single record is read with what hangs on it. */
export function associate(models: Models): void {
  const { Subscription, SubscriptionTerms, BilledPeriod, Invoice, InvoiceDetails, InheritedAmount } = models;
  const { SubscriptionChange, Payment, PaymentDetails, Allocation, ReceiptVoucher, Reversal, UsageRecord } = models;
  associateByServiceKeys(models);
  associateCredits(models);
  associateRuns(models);
  associateCloses(models);
  associateReceivables(models);

  const subscription = { foreignKey: 'subscriptionId' };
  oneToOne(Subscription, SubscriptionTerms, subscription, { as: 'terms', inverse: 'subscription' });
  oneToMany(Subscription, Invoice, subscription, { as: 'invoices', inverse: 'subscription' });
  oneToMany(Subscription, UsageRecord, subscription, { as: 'usageRecords', inverse: 'subscription' });
  oneToMany(Subscription, BilledPeriod, subscription, { as: 'billedPeriods', inverse: 'subscription' });

  oneToMany(Subscription, SubscriptionChange, subscription, { as: 'changes', inverse: 'subscription' });

  const invoice = { foreignKey: 'invoiceId' };
  oneToMany(Invoice, SubscriptionChange, invoice, { as: 'subscriptionChanges', inverse: 'invoice' });
  oneToOne(Invoice, InvoiceDetails, invoice, { as: 'details', inverse: 'invoice' });
  oneToOne(Invoice, InheritedAmount, invoice, { as: 'inherited', inverse: 'invoice' });
  oneToOne(Invoice, BilledPeriod, invoice, { as: 'billedPeriod', inverse: 'invoice' });
  oneToMany(Invoice, Payment, invoice, { as: 'payments', inverse: 'invoice' });
  oneToMany(Invoice, Allocation, invoice, { as: 'allocations', inverse: 'invoice' });

  const payment = { foreignKey: 'paymentId' };
  oneToOne(Payment, PaymentDetails, payment, { as: 'details', inverse: 'payment' });
  oneToOne(Payment, ReceiptVoucher, payment, { as: 'voucher', inverse: 'payment' });
  oneToOne(Payment, Reversal, payment, { as: 'reversal', inverse: 'payment' });
  oneToMany(Payment, Allocation, payment, { as: 'allocations', inverse: 'payment' });
}
