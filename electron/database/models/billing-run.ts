import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { currencies, type Currency } from '../../contract/currency';
import {
  bigint,
  boolean,
  chosenKey,
  date,
  dateRange,
  decimal,
  filled,
  instant,
  integer,
  json,
  money,
  nullable,
  oneOf,
  required,
  table,
  text,
  uuid,
  uuidKey,
  varchar,
  type DateRange,
  type Json,
} from './attributes';

/** billing_desktop.billing_runs: what was billed for which date, by whom. */
export interface BillingRun extends Model<InferAttributes<BillingRun>, InferCreationAttributes<BillingRun>> {
  id: CreationOptional<string>;
  asOf: string;
  state: CreationOptional<string>;
  chunkSize: number;
  candidates: number;
  startedAt: CreationOptional<string>;
  startedBy: CreationOptional<string>;
  machine: string;
  stateAt: CreationOptional<string>;
  stateBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.billing_run_chunks: what was committed of a run in one transaction. Only ever added to. */
export interface BillingRunChunk extends Model<
  InferAttributes<BillingRunChunk>,
  InferCreationAttributes<BillingRunChunk>
> {
  runId: string;
  n: number;
  lastSubscriptionId: CreationOptional<string | null>;
  examined: number;
  at: CreationOptional<string>;
  byWhom: CreationOptional<string>;
  machine: string;
  commandKey: string;
}

/** billing_desktop.billing_run_amounts: what a chunk billed in a currency. */
export interface BillingRunAmount extends Model<
  InferAttributes<BillingRunAmount>,
  InferCreationAttributes<BillingRunAmount>
> {
  runId: string;
  n: number;
  currency: Currency;
  invoices: number;
  total: string;
}

/** billing_desktop.billing_run_invoices: which run made an invoice. */
export interface BillingRunInvoice extends Model<
  InferAttributes<BillingRunInvoice>,
  InferCreationAttributes<BillingRunInvoice>
> {
  invoiceId: string;
  runId: string;
  n: number;
}

/** billing_desktop.billing_run_left_out: whom a run did not bill, and why. */
export interface BillingRunLeftOut extends Model<
  InferAttributes<BillingRunLeftOut>,
  InferCreationAttributes<BillingRunLeftOut>
> {
  runId: string;
  n: number;
  subscriptionId: string;
  tenantId: string;
  reason: string;
  details: CreationOptional<Json>;
}

/** billing_desktop.billed_usage: for which days an invoice billed usage above a limit. */
export interface BilledUsage extends Model<InferAttributes<BilledUsage>, InferCreationAttributes<BilledUsage>> {
  invoiceId: string;
  subscriptionId: string;
  metric: string;
  span: DateRange;
  over: string;
  live: CreationOptional<boolean>;
}

/** billing_desktop.pending_lines: lines that wait for the next invoice of their subscription. */
export interface PendingLine extends Model<InferAttributes<PendingLine>, InferCreationAttributes<PendingLine>> {
  id: CreationOptional<string>;
  subscriptionId: string;
  currency: Currency;
  description: string;
  descriptionAr: string;
  basis: string;
  basisAr: string;
  amount: string;
  createdAt: CreationOptional<string>;
  createdBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
  invoiceId: CreationOptional<string | null>;
}

export function defineBillingRun(sequelize: Sequelize): ModelStatic<BillingRun> {
  return sequelize.define<BillingRun>(
    'BillingRun',
    {
      id: uuidKey(),
      asOf: required(date()),
      state: filled(text()),
      chunkSize: required(integer()),
      candidates: required(integer()),
      startedAt: filled(instant()),
      startedBy: filled(text()),
      machine: required(text()),
      stateAt: filled(instant()),
      stateBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'billing_runs'),
  );
}

export function defineBillingRunChunk(sequelize: Sequelize): ModelStatic<BillingRunChunk> {
  return sequelize.define<BillingRunChunk>(
    'BillingRunChunk',
    {
      runId: chosenKey(uuid()),
      n: chosenKey(integer()),
      lastSubscriptionId: nullable(uuid()),
      examined: required(integer()),
      at: filled(instant()),
      byWhom: filled(text()),
      machine: required(text()),
      commandKey: required(uuid()),
    },
    table('billing_desktop', 'billing_run_chunks'),
  );
}

export function defineBillingRunAmount(sequelize: Sequelize): ModelStatic<BillingRunAmount> {
  return sequelize.define<BillingRunAmount>(
    'BillingRunAmount',
    {
      runId: chosenKey(uuid()),
      n: chosenKey(integer()),
      currency: chosenKey(oneOf(currencies)),
      invoices: required(integer()),
      total: required(decimal(20, 2)),
    },
    table('billing_desktop', 'billing_run_amounts'),
  );
}

export function defineBillingRunInvoice(sequelize: Sequelize): ModelStatic<BillingRunInvoice> {
  return sequelize.define<BillingRunInvoice>(
    'BillingRunInvoice',
    { invoiceId: chosenKey(uuid()), runId: required(uuid()), n: required(integer()) },
    table('billing_desktop', 'billing_run_invoices'),
  );
}

export function defineBillingRunLeftOut(sequelize: Sequelize): ModelStatic<BillingRunLeftOut> {
  return sequelize.define<BillingRunLeftOut>(
    'BillingRunLeftOut',
    {
      runId: chosenKey(uuid()),
      n: required(integer()),
      subscriptionId: chosenKey(uuid()),
      tenantId: required(varchar(255)),
      reason: chosenKey(text()),
      details: filled(json()),
    },
    table('billing_desktop', 'billing_run_left_out'),
  );
}

export function defineBilledUsage(sequelize: Sequelize): ModelStatic<BilledUsage> {
  return sequelize.define<BilledUsage>(
    'BilledUsage',
    {
      invoiceId: chosenKey(uuid()),
      subscriptionId: required(uuid()),
      metric: chosenKey(text()),
      span: required(dateRange()),
      over: required(bigint()),
      live: filled(boolean()),
    },
    table('billing_desktop', 'billed_usage'),
  );
}

export function definePendingLine(sequelize: Sequelize): ModelStatic<PendingLine> {
  return sequelize.define<PendingLine>(
    'PendingLine',
    {
      id: uuidKey(),
      subscriptionId: required(uuid()),
      currency: required(oneOf(currencies)),
      description: required(text()),
      descriptionAr: required(text()),
      basis: required(text()),
      basisAr: required(text()),
      amount: required(money()),
      createdAt: filled(instant()),
      createdBy: filled(text()),
      commandKey: nullable(uuid()),
      invoiceId: nullable(uuid()),
    },
    table('billing_desktop', 'pending_lines'),
  );
}
