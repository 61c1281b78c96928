import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { addRate } from '../../../electron/billing/add-rate';
import type { CommandContext } from '../../../electron/billing/command';
import { createDraft } from '../../../electron/billing/create-draft';
import { createSubscription } from '../../../electron/billing/create-subscription';
import { issueInvoice } from '../../../electron/billing/issue-invoice';
import { recordPayment } from '../../../electron/billing/record-payment';
import { createTenant } from '../../../electron/billing/tenants';
import { runVerification } from '../../../electron/billing/verify';
import { api, type Input } from '../../../electron/contract/api';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import {
  commandKeySchema,
  type CommandKey,
  type InvoiceId,
  type SubscriptionId,
  type TenantId,
} from '../../../electron/contract/ids';
import { draftInputSchema } from '../../../electron/contract/invoices';
import { recordPaymentSchema, type PaymentResult } from '../../../electron/contract/payments';
import { AppError, type Failure } from '../../../electron/contract/result';
import { createSubscriptionSchema } from '../../../electron/contract/subscriptions';
import { openDatabaseFromUrl, type Database } from '../../../electron/database/database';
import { inTransaction } from '../../../electron/database/transaction';
import { createMigratedDatabase } from '../../support/migrated-database';

export const actor: CommandContext = { machine: 'test-desk' };

export function newKey(): CommandKey {
  return commandKeySchema.parse(randomUUID());
}

/** Rows of a query in a transaction of its own: what a test looks at. */
export function look<Row extends object>(
  database: Database,
  sql: string,
  bind: readonly unknown[] = [],
): Promise<Row[]> {
  return inTransaction(database, (transaction) =>
    database.sequelize.query<Row>(sql, { transaction, type: QueryTypes.SELECT, bind: [...bind] }),
  );
}

export async function lookOne<Row extends object>(
  database: Database,
  sql: string,
  bind: readonly unknown[] = [],
): Promise<Row> {
  const [row] = await look<Row>(database, sql, bind);
  if (row === undefined) throw new Error(`no row from ${sql}`);
  return row;
}

/** The failure that a promise ends with; fails the test where it does not. */
export async function refusal(promise: Promise<unknown>): Promise<Pick<Failure, 'code' | 'params'>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('was not refused');
}

export interface InvoiceState {
  readonly number: string;
  readonly status: string;
  readonly paid: string;
  readonly due: string;
  readonly paid_date: string | null;
}

/** An office with an own migrated database: makes what a test needs through the use cases. */
export interface Office {
  readonly database: Database;
  readonly url: string;
  today(): Promise<string>;
  /** A tenant with an active subscription. */
  tenant(
    overrides?: Partial<Input<'subscriptions', 'create'>>,
  ): Promise<{ tenantId: TenantId; subscriptionId: SubscriptionId }>;
  /** A draft of one line of `amount`. */
  draft(
    tenant: { tenantId: string; subscriptionId: string },
    amount: string,
    overrides?: Partial<Input<'invoices', 'createDraft'>['draft']>,
  ): Promise<{ id: InvoiceId; version: string }>;
  /** An issued invoice of one line. */
  invoice(
    tenant: { tenantId: string; subscriptionId: string },
    amount: string,
    overrides?: Partial<Input<'invoices', 'createDraft'>['draft']>,
  ): Promise<InvoiceId>;
  pay(
    tenantId: string,
    amount: string,
    allocations: readonly (readonly [invoiceId: string, amount: string])[],
    overrides?: Partial<Input<'payments', 'record'>>,
  ): Promise<PaymentResult>;
  state(invoiceId: string): Promise<InvoiceState>;
  /** Throws where Verify finds anything at all, the service's findings too unless they are allowed. */
  expectClean(allowed?: { readonly service: boolean }): Promise<void>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const created = await createMigratedDatabase();
  const database = await openDatabaseFromUrl(created.url);
  return officeOf(database, created.url, async () => {
    await database.close();
    await created.drop();
  });
}

/** An office on a database that is open already, as whoever opened it. */
export function officeOf(database: Database, url: string, close: () => Promise<void>): Office {
  const today = async (): Promise<string> =>
    (await lookOne<{ today: string }>(database, 'SELECT billing_desktop.today() AS today')).today;

  const office: Office = {
    database,
    url,
    today,
    async tenant(overrides = {}) {
      const tenantId = `farm-${randomUUID().slice(0, 8)}`;
      const tenant = api.tenants.create.input.parse({
        key: newKey(),
        tenantId,
        tenant: {
          name: 'Al-Jawf Model Farm',
          nameAr: 'مزرعة الجوف النموذجية',
          taxId: null,
          contact: {
            name: null,
            nameAr: null,
            email: null,
            phone: '+967 1 000',
            address: null,
            city: null,
            governorate: null,
          },
          isActive: true,
        },
      }) as Parameters<typeof createTenant>[2];
      await createTenant(database, actor, tenant);
      const input = createSubscriptionSchema.parse({
        key: newKey(),
        tenantId,
        planId: 'starter',
        cycle: 'monthly',
        currency: 'USD',
        startDate: '2026-01-31',
        trialDays: 0,
        paymentMethod: null,
        ...overrides,
      });
      const { id } = await createSubscription(database, actor, input);
      return { tenantId: input.tenantId, subscriptionId: id };
    },
    async draft(tenant, amount, overrides = {}) {
      const issueDate = await today();
      const draft = draftInputSchema.parse({
        ...tenant,
        currency: 'USD',
        issueDate,
        dueDate: issueDate,
        lines: [{ description: 'Starter, monthly', descriptionAr: 'المبتدئ، شهري', quantity: '1', unitPrice: amount }],
        discountAmount: '0.00',
        taxRate: '0',
        notes: null,
        notesAr: null,
        ...(overrides.issueDate === undefined ? {} : { dueDate: overrides.issueDate }),
        ...overrides,
      });
      return createDraft(database, actor, { key: newKey(), draft });
    },
    async invoice(tenant, amount, overrides) {
      const { id, version } = await office.draft(tenant, amount, overrides);
      return (await issueInvoice(database, actor, { key: newKey(), id, version })).id;
    },
    async pay(tenantId, amount, allocations, overrides = {}) {
      return recordPayment(
        database,
        actor,
        recordPaymentSchema.parse({
          key: newKey(),
          tenantId,
          amount,
          currency: 'USD',
          method: 'cash',
          reference: null,
          payerNumber: null,
          paidOn: await today(),
          pending: false,
          note: null,
          allocations: allocations.map(([invoiceId, part]) => ({ invoiceId, amount: part })),
          ...overrides,
        }),
      );
    },
    state: (invoiceId) =>
      lookOne<InvoiceState>(
        database,
        `SELECT invoice_number AS number, status, amount_paid AS paid, amount_due AS due, paid_date FROM public.invoices WHERE id = $1`,
        [invoiceId],
      ),
    async expectClean(allowed = { service: false }) {
      const { findings } = await runVerification(database);
      const unwanted = findings.filter(({ origin }) => origin === 'desktop' || !allowed.service);
      if (unwanted.length > 0) throw new Error(`Verify found ${JSON.stringify(unwanted.slice(0, 5), null, 2)}`);
    },
    close,
  };
  return office;
}

export async function addRateOn(database: Database, date: string, rate: string): Promise<void> {
  await addRate(
    database,
    actor,
    api.business.addRate.input.parse({ key: newKey(), date, rate }) as Parameters<typeof addRate>[2],
  );
}

/** Makes a date the business day, in a test that lives through some months. */
export async function setToday(database: Database, date: string): Promise<void> {
  await look(
    database,
    `CREATE OR REPLACE FUNCTION billing_desktop.today() RETURNS date LANGUAGE sql STABLE AS 'SELECT date ''${calendarDateSchema.parse(date)}'''`,
  );
}
