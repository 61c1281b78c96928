import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import {
  bytes,
  chosenKey,
  date,
  decimal,
  filled,
  identityKey,
  instant,
  json,
  nullable,
  required,
  table,
  text,
  uuid,
  type Json,
} from './attributes';

/** billing_desktop.settings: who issues the documents, and what else every desktop has to agree on. */
export interface Setting extends Model<InferAttributes<Setting>, InferCreationAttributes<Setting>> {
  key: string;
  value: Json;
  updatedAt: CreationOptional<string>;
  updatedBy: CreationOptional<string>;
}

/** billing_desktop.exchange_rates: YER for one USD from a date on. Only ever added to; the newest entry of a date counts. */
export interface ExchangeRate extends Model<InferAttributes<ExchangeRate>, InferCreationAttributes<ExchangeRate>> {
  id: CreationOptional<string>;
  rateDate: string;
  rate: string;
  enteredBy: CreationOptional<string>;
  enteredAt: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function defineSetting(sequelize: Sequelize): ModelStatic<Setting> {
  return sequelize.define<Setting>(
    'Setting',
    {
      key: chosenKey(text()),
      value: required(json()),
      updatedAt: filled(instant()),
      updatedBy: filled(text()),
    },
    table('billing_desktop', 'settings'),
  );
}

/** billing_desktop.pictures: what documents show, each picture once by its SHA-256. Only ever added to. */
export interface Picture extends Model<InferAttributes<Picture>, InferCreationAttributes<Picture>> {
  hash: string;
  mediaType: string;
  content: Buffer;
  addedAt: CreationOptional<string>;
  addedBy: CreationOptional<string>;
}

export function definePicture(sequelize: Sequelize): ModelStatic<Picture> {
  return sequelize.define<Picture>(
    'Picture',
    {
      hash: chosenKey(text()),
      mediaType: required(text()),
      content: required(bytes()),
      addedAt: filled(instant()),
      addedBy: filled(text()),
    },
    table('billing_desktop', 'pictures'),
  );
}

export function defineExchangeRate(sequelize: Sequelize): ModelStatic<ExchangeRate> {
  return sequelize.define<ExchangeRate>(
    'ExchangeRate',
    {
      id: identityKey(),
      rateDate: required(date()),
      rate: required(decimal(14, 6)),
      enteredBy: filled(text()),
      enteredAt: filled(instant()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'exchange_rates'),
  );
}
