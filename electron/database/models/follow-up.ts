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
  chosenKey,
  date,
  filled,
  identityKey,
  instant,
  integer,
  json,
  money,
  nullable,
  oneOf,
  required,
  smallint,
  table,
  text,
  uuid,
  uuidKey,
  varchar,
  type Json,
} from './attributes';

/** billing_desktop.follow_up_notes: what was said with a customer about what is overdue. Only added to. */
export interface FollowUpNote extends Model<InferAttributes<FollowUpNote>, InferCreationAttributes<FollowUpNote>> {
  id: CreationOptional<string>;
  tenantId: string;
  channel: string;
  note: string;
  notedAt: CreationOptional<string>;
  notedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.promises: an amount that a customer promised for a day. Kept or broken follows from the payments. */
export interface PaymentPromise extends Model<
  InferAttributes<PaymentPromise>,
  InferCreationAttributes<PaymentPromise>
> {
  id: CreationOptional<string>;
  tenantId: string;
  currency: Currency;
  amount: string;
  promisedFor: string;
  note: CreationOptional<string | null>;
  madeAt: CreationOptional<string>;
  madeBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.promise_withdrawals: a promise that no longer holds, and why. */
export interface PromiseWithdrawal extends Model<
  InferAttributes<PromiseWithdrawal>,
  InferCreationAttributes<PromiseWithdrawal>
> {
  promiseId: string;
  reason: string;
  withdrawnAt: CreationOptional<string>;
  withdrawnBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.reminders: each reminder letter with what it asked for. `n` counts those to one customer. */
export interface Reminder extends Model<InferAttributes<Reminder>, InferCreationAttributes<Reminder>> {
  id: CreationOptional<string>;
  tenantId: string;
  n: number;
  level: number;
  language: string;
  asOf: string;
  snapshot: Json;
  madeAt: CreationOptional<string>;
  madeBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function defineFollowUpNote(sequelize: Sequelize): ModelStatic<FollowUpNote> {
  return sequelize.define<FollowUpNote>(
    'FollowUpNote',
    {
      id: identityKey(),
      tenantId: required(varchar(255)),
      channel: required(text()),
      note: required(text()),
      notedAt: filled(instant()),
      notedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'follow_up_notes'),
  );
}

export function definePaymentPromise(sequelize: Sequelize): ModelStatic<PaymentPromise> {
  return sequelize.define<PaymentPromise>(
    'PaymentPromise',
    {
      id: uuidKey(),
      tenantId: required(varchar(255)),
      currency: required(oneOf(currencies)),
      amount: required(money()),
      promisedFor: required(date()),
      note: nullable(text()),
      madeAt: filled(instant()),
      madeBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'promises'),
  );
}

export function definePromiseWithdrawal(sequelize: Sequelize): ModelStatic<PromiseWithdrawal> {
  return sequelize.define<PromiseWithdrawal>(
    'PromiseWithdrawal',
    {
      promiseId: chosenKey(uuid()),
      reason: required(text()),
      withdrawnAt: filled(instant()),
      withdrawnBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'promise_withdrawals'),
  );
}

export function defineReminder(sequelize: Sequelize): ModelStatic<Reminder> {
  return sequelize.define<Reminder>(
    'Reminder',
    {
      id: uuidKey(),
      tenantId: required(varchar(255)),
      n: required(integer()),
      level: required(smallint()),
      language: required(text()),
      asOf: required(date()),
      snapshot: required(json()),
      madeAt: filled(instant()),
      madeBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'reminders'),
  );
}
