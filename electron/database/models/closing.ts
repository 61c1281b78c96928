import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { currencies, type Currency } from '../../contract/currency';
import { paymentMethodSchema, type PaymentMethod } from '../../contract/status';
import {
  chosenKey,
  date,
  decimal,
  filled,
  identityKey,
  instant,
  integer,
  nullable,
  oneOf,
  required,
  table,
  text,
  uuid,
  uuidKey,
} from './attributes';

/** billing_desktop.day_closes: a clerk's day, counted and signed. Only ever added to. */
export interface DayClose extends Model<InferAttributes<DayClose>, InferCreationAttributes<DayClose>> {
  id: CreationOptional<string>;
  clerk: string;
  day: string;
  /** 1 for the first close of the day, 2 for the one after a reopening. */
  turn: number;
  reason: CreationOptional<string | null>;
  note: CreationOptional<string | null>;
  signedAt: CreationOptional<string>;
  signedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.day_close_figures: what was expected and what was counted, frozen. */
export interface DayCloseFigure extends Model<
  InferAttributes<DayCloseFigure>,
  InferCreationAttributes<DayCloseFigure>
> {
  closeId: string;
  currency: Currency;
  method: PaymentMethod;
  entries: number;
  expected: string;
  counted: string;
}

/** billing_desktop.day_reopenings: a close that was taken back, and why. */
export interface DayReopening extends Model<InferAttributes<DayReopening>, InferCreationAttributes<DayReopening>> {
  closeId: string;
  reason: string;
  reopenedAt: CreationOptional<string>;
  reopenedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.period_locks: nothing is posted before the newest row's date. */
export interface PeriodLock extends Model<InferAttributes<PeriodLock>, InferCreationAttributes<PeriodLock>> {
  id: CreationOptional<string>;
  lockDate: CreationOptional<string | null>;
  reason: CreationOptional<string | null>;
  setAt: CreationOptional<string>;
  setBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.period_exceptions: who may post in which locked days, until when. */
export interface PeriodException extends Model<
  InferAttributes<PeriodException>,
  InferCreationAttributes<PeriodException>
> {
  id: CreationOptional<string>;
  clerk: CreationOptional<string | null>;
  firstDay: string;
  lastDay: string;
  reason: string;
  until: string;
  grantedAt: CreationOptional<string>;
  grantedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function defineDayClose(sequelize: Sequelize): ModelStatic<DayClose> {
  return sequelize.define<DayClose>(
    'DayClose',
    {
      id: uuidKey(),
      clerk: required(text()),
      day: required(date()),
      turn: required(integer()),
      reason: nullable(text()),
      note: nullable(text()),
      signedAt: filled(instant()),
      signedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'day_closes'),
  );
}

export function defineDayCloseFigure(sequelize: Sequelize): ModelStatic<DayCloseFigure> {
  return sequelize.define<DayCloseFigure>(
    'DayCloseFigure',
    {
      closeId: chosenKey(uuid()),
      currency: chosenKey(oneOf(currencies)),
      method: chosenKey(oneOf(paymentMethodSchema.options)),
      entries: required(integer()),
      expected: required(decimal(14, 2)),
      counted: required(decimal(14, 2)),
    },
    table('billing_desktop', 'day_close_figures'),
  );
}

export function defineDayReopening(sequelize: Sequelize): ModelStatic<DayReopening> {
  return sequelize.define<DayReopening>(
    'DayReopening',
    {
      closeId: chosenKey(uuid()),
      reason: required(text()),
      reopenedAt: filled(instant()),
      reopenedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'day_reopenings'),
  );
}

export function definePeriodLock(sequelize: Sequelize): ModelStatic<PeriodLock> {
  return sequelize.define<PeriodLock>(
    'PeriodLock',
    {
      id: identityKey(),
      lockDate: nullable(date()),
      reason: nullable(text()),
      setAt: filled(instant()),
      setBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'period_locks'),
  );
}

export function definePeriodException(sequelize: Sequelize): ModelStatic<PeriodException> {
  return sequelize.define<PeriodException>(
    'PeriodException',
    {
      id: identityKey(),
      clerk: nullable(text()),
      firstDay: required(date()),
      lastDay: required(date()),
      reason: required(text()),
      until: required(instant()),
      grantedAt: filled(instant()),
      grantedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'period_exceptions'),
  );
}
