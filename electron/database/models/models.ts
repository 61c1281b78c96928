import type { Sequelize } from 'sequelize';
import { associate } from './associations';
import {
  defineBilledUsage,
  defineBillingRun,
  defineBillingRunAmount,
  defineBillingRunChunk,
  defineBillingRunInvoice,
  defineBillingRunLeftOut,
  definePendingLine,
} from './billing-run';
import { defineExchangeRate, definePicture, defineSetting } from './business';
import {
  defineDayClose,
  defineDayCloseFigure,
  defineDayReopening,
  definePeriodException,
  definePeriodLock,
} from './closing';
import { defineCancellation, defineCreditNote, defineRefund, defineRefundLine, defineWriteOff } from './credit';
import { defineAuditEntry, defineStoredCommand } from './command';
import { defineDocumentPrint } from './document-print';
import { defineInheritedAmount, defineInvoice, defineInvoiceDetails } from './invoice';
import { defineDocumentNumber, defineNumberCounter } from './number';
import { defineAllocation, definePayment, definePaymentDetails, defineReceiptVoucher, defineReversal } from './payment';
import { defineLoginChange } from './login-change';
import { definePlan } from './plan';
import { defineSchemaMigration } from './schema-migration';
import { defineSubscriptionChange } from './subscription-change';
import { defineBilledPeriod, defineSubscription, defineSubscriptionTerms } from './subscription';
import { leaveUnsaidColumnsOut } from './unsaid-columns';
import { defineFollowUpNote, definePaymentPromise, definePromiseWithdrawal, defineReminder } from './follow-up';
import { defineUsageImport, defineUsageImportRow } from './usage-import';
import {
  defineBankAccount,
  defineBankStatement,
  defineBankLine,
  defineBankLinePayment,
  defineBankLineDecision,
} from './bank';
import { defineTenant } from './tenant';
import { defineUsageRecord } from './usage-record';

function define(sequelize: Sequelize) {
  return {
    Tenant: defineTenant(sequelize),
    Plan: definePlan(sequelize),
    Subscription: defineSubscription(sequelize),
    SubscriptionTerms: defineSubscriptionTerms(sequelize),
    BilledPeriod: defineBilledPeriod(sequelize),
    BillingRun: defineBillingRun(sequelize),
    BillingRunChunk: defineBillingRunChunk(sequelize),
    BillingRunAmount: defineBillingRunAmount(sequelize),
    BillingRunInvoice: defineBillingRunInvoice(sequelize),
    BillingRunLeftOut: defineBillingRunLeftOut(sequelize),
    BilledUsage: defineBilledUsage(sequelize),
    PendingLine: definePendingLine(sequelize),
    SubscriptionChange: defineSubscriptionChange(sequelize),
    Invoice: defineInvoice(sequelize),
    InvoiceDetails: defineInvoiceDetails(sequelize),
    InheritedAmount: defineInheritedAmount(sequelize),
    Payment: definePayment(sequelize),
    PaymentDetails: definePaymentDetails(sequelize),
    Allocation: defineAllocation(sequelize),
    ReceiptVoucher: defineReceiptVoucher(sequelize),
    Reversal: defineReversal(sequelize),
    CreditNote: defineCreditNote(sequelize),
    WriteOff: defineWriteOff(sequelize),
    Refund: defineRefund(sequelize),
    RefundLine: defineRefundLine(sequelize),
    Cancellation: defineCancellation(sequelize),
    UsageRecord: defineUsageRecord(sequelize),
    Setting: defineSetting(sequelize),
    ExchangeRate: defineExchangeRate(sequelize),
    Picture: definePicture(sequelize),
    StoredCommand: defineStoredCommand(sequelize),
    AuditEntry: defineAuditEntry(sequelize),
    NumberCounter: defineNumberCounter(sequelize),
    DocumentNumber: defineDocumentNumber(sequelize),
    DocumentPrint: defineDocumentPrint(sequelize),
    DayClose: defineDayClose(sequelize),
    DayCloseFigure: defineDayCloseFigure(sequelize),
    DayReopening: defineDayReopening(sequelize),
    PeriodLock: definePeriodLock(sequelize),
    PeriodException: definePeriodException(sequelize),
    LoginChange: defineLoginChange(sequelize),
    FollowUpNote: defineFollowUpNote(sequelize),
    PaymentPromise: definePaymentPromise(sequelize),
    PromiseWithdrawal: definePromiseWithdrawal(sequelize),
    Reminder: defineReminder(sequelize),
    UsageImport: defineUsageImport(sequelize),
    UsageImportRow: defineUsageImportRow(sequelize),
    BankAccount: defineBankAccount(sequelize),
    BankStatement: defineBankStatement(sequelize),
    BankLine: defineBankLine(sequelize),
    BankLinePayment: defineBankLinePayment(sequelize),
    BankLineDecision: defineBankLineDecision(sequelize),
    SchemaMigration: defineSchemaMigration(sequelize),
  } as const;
}

/** Every table as a model, by name. They belong to one Sequelize: a second database that is open has models of its own. */
export type Models = ReturnType<typeof define>;

/**
 * Maps the tables, the service's and ours, and says how they belong together. Mapping only: the migrations alone make and
 * change tables, and `sync` is never called. Money and 64-bit numbers are strings, dates YYYY-MM-DD, instants ISO 8601.
 *
 * For single rows by their key. Lists and sums are SQL (queries/): a model's instances with all their columns cost five
 * times as much.
 */
export function defineModels(sequelize: Sequelize): Models {
  const models = define(sequelize);
  associate(models);
  leaveUnsaidColumnsOut(sequelize);
  return models;
}
