import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  NonAttribute,
  Sequelize,
} from 'sequelize';
import { currencies, type Currency } from '../../contract/currency';
import {
  billingCycleSchema,
  paymentMethodSchema,
  subscriptionStatusSchema,
  type BillingCycle,
  type PaymentMethod,
  type SubscriptionStatus,
} from '../../contract/status';
import {
  boolean,
  chosenKey,
  date,
  dateRange,
  filled,
  instant,
  integer,
  json,
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
import type { Plan } from './plan';
import type { Tenant } from './tenant';

/** public.subscriptions, as the service made it. */
export interface Subscription extends Model<InferAttributes<Subscription>, InferCreationAttributes<Subscription>> {
  id: CreationOptional<string>;
  tenantId: string;
  planId: string;
  status: SubscriptionStatus;
  billingCycle: BillingCycle;
  currency: Currency;
  startDate: string;
  endDate: string;
  trialEndDate: CreationOptional<string | null>;
  canceledAt: CreationOptional<string | null>;
  nextBillingDate: string;
  lastBillingDate: CreationOptional<string | null>;
  paymentMethod: CreationOptional<PaymentMethod | null>;
  stripeSubscriptionId: CreationOptional<string | null>;
  metadata: CreationOptional<Json>;
  createdAt: CreationOptional<string>;
  updatedAt: CreationOptional<string>;
  tenant?: NonAttribute<Tenant | null>;
  plan?: NonAttribute<Plan | null>;
  terms?: NonAttribute<SubscriptionTerms | null>;
}

/** billing_desktop.subscription_terms: what the given columns cannot hold of a subscription. */
export interface SubscriptionTerms extends Model<
  InferAttributes<SubscriptionTerms>,
  InferCreationAttributes<SubscriptionTerms>
> {
  subscriptionId: string;
  anchorDate: string;
  comingPlanId: CreationOptional<string | null>;
  comingCycle: CreationOptional<BillingCycle | null>;
  comingOn: CreationOptional<string | null>;
  cancelAtPeriodEnd: CreationOptional<boolean>;
  cancelReason: CreationOptional<string | null>;
  suspendedAt: CreationOptional<string | null>;
  suspendReason: CreationOptional<string | null>;
  /** Periods that begin before it are settled without an invoice. */
  freeThrough: CreationOptional<string | null>;
  version: CreationOptional<number>;
}

/** billing_desktop.billed_periods: the period that an invoice covers; no two live ones of a subscription overlap. */
export interface BilledPeriod extends Model<InferAttributes<BilledPeriod>, InferCreationAttributes<BilledPeriod>> {
  invoiceId: string;
  subscriptionId: string;
  period: DateRange;
  live: CreationOptional<boolean>;
}

export function defineSubscription(sequelize: Sequelize): ModelStatic<Subscription> {
  return sequelize.define<Subscription>(
    'Subscription',
    {
      id: uuidKey(),
      tenantId: required(varchar(255)),
      planId: required(varchar(255)),
      status: required(oneOf(subscriptionStatusSchema.options)),
      billingCycle: required(oneOf(billingCycleSchema.options)),
      currency: required(oneOf(currencies)),
      startDate: required(date()),
      endDate: required(date()),
      trialEndDate: nullable(date()),
      canceledAt: nullable(instant()),
      nextBillingDate: required(date()),
      lastBillingDate: nullable(date()),
      paymentMethod: nullable(oneOf(paymentMethodSchema.options)),
      stripeSubscriptionId: nullable(varchar(255)),
      metadata: nullable(json()),
      createdAt: filled(instant()),
      updatedAt: filled(instant()),
    },
    table('public', 'subscriptions'),
  );
}

export function defineSubscriptionTerms(sequelize: Sequelize): ModelStatic<SubscriptionTerms> {
  return sequelize.define<SubscriptionTerms>(
    'SubscriptionTerms',
    {
      subscriptionId: chosenKey(uuid()),
      anchorDate: required(date()),
      comingPlanId: nullable(varchar(255)),
      comingCycle: nullable(oneOf(billingCycleSchema.options)),
      comingOn: nullable(date()),
      cancelAtPeriodEnd: filled(boolean()),
      cancelReason: nullable(text()),
      suspendedAt: nullable(instant()),
      suspendReason: nullable(text()),
      freeThrough: nullable(date()),
      version: filled(integer()),
    },
    table('billing_desktop', 'subscription_terms'),
  );
}

export function defineBilledPeriod(sequelize: Sequelize): ModelStatic<BilledPeriod> {
  return sequelize.define<BilledPeriod>(
    'BilledPeriod',
    {
      invoiceId: chosenKey(uuid()),
      subscriptionId: required(uuid()),
      period: required(dateRange()),
      live: filled(boolean()),
    },
    table('billing_desktop', 'billed_periods'),
  );
}
