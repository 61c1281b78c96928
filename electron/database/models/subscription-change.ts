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
  billingCycleSchema,
  subscriptionStatusSchema,
  type BillingCycle,
  type SubscriptionStatus,
} from '../../contract/status';
import {
  date,
  dateRange,
  decimal,
  filled,
  identityKey,
  instant,
  nullable,
  oneOf,
  required,
  table,
  text,
  uuid,
  uuids,
  varchar,
  type DateRange,
} from './attributes';

/** billing_desktop.subscription_changes: what was changed, when it holds, and the money that moved. Only ever added to. */
export interface SubscriptionChange extends Model<
  InferAttributes<SubscriptionChange>,
  InferCreationAttributes<SubscriptionChange>
> {
  id: CreationOptional<string>;
  subscriptionId: string;
  kind: string;
  effectiveOn: string;
  fromPlanId: string;
  toPlanId: string;
  fromCycle: BillingCycle;
  toCycle: BillingCycle;
  fromStatus: SubscriptionStatus;
  toStatus: SubscriptionStatus;
  period: CreationOptional<DateRange | null>;
  fromPrice: CreationOptional<string | null>;
  toPrice: CreationOptional<string | null>;
  currency: Currency;
  money: CreationOptional<string>;
  invoiceId: CreationOptional<string | null>;
  creditNoteIds: CreationOptional<string[]>;
  reason: CreationOptional<string | null>;
  changedAt: CreationOptional<string>;
  changedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function defineSubscriptionChange(sequelize: Sequelize): ModelStatic<SubscriptionChange> {
  return sequelize.define<SubscriptionChange>(
    'SubscriptionChange',
    {
      id: identityKey(),
      subscriptionId: required(uuid()),
      kind: required(text()),
      effectiveOn: required(date()),
      fromPlanId: required(varchar(255)),
      toPlanId: required(varchar(255)),
      fromCycle: required(oneOf(billingCycleSchema.options)),
      toCycle: required(oneOf(billingCycleSchema.options)),
      fromStatus: required(oneOf(subscriptionStatusSchema.options)),
      toStatus: required(oneOf(subscriptionStatusSchema.options)),
      period: nullable(dateRange()),
      fromPrice: nullable(decimal(12, 2)),
      toPrice: nullable(decimal(12, 2)),
      currency: required(oneOf(currencies)),
      money: filled(decimal(12, 2)),
      invoiceId: nullable(uuid()),
      creditNoteIds: filled(uuids()),
      reason: nullable(text()),
      changedAt: filled(instant()),
      changedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'subscription_changes'),
  );
}
