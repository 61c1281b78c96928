import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { bigint, chosenKey, filled, instant, integer, nullable, required, table, text, uuid } from './attributes';

/** billing_desktop.number_counters: the next number of a series in a year. Taken by billing/numbers.ts. */
export interface NumberCounter extends Model<InferAttributes<NumberCounter>, InferCreationAttributes<NumberCounter>> {
  series: string;
  year: number;
  firstNumber: string;
  nextNumber: string;
}

/** billing_desktop.numbers: what became of each number, so that none is missing without a word. */
export interface DocumentNumber extends Model<
  InferAttributes<DocumentNumber>,
  InferCreationAttributes<DocumentNumber>
> {
  series: string;
  year: number;
  n: string;
  documentNumber: string;
  state: 'used' | 'passed_over' | 'voided';
  reason: CreationOptional<string | null>;
  entityId: CreationOptional<string | null>;
  at: CreationOptional<string>;
  byWhom: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function defineNumberCounter(sequelize: Sequelize): ModelStatic<NumberCounter> {
  return sequelize.define<NumberCounter>(
    'NumberCounter',
    {
      series: chosenKey(text()),
      year: chosenKey(integer()),
      firstNumber: required(bigint()),
      nextNumber: required(bigint()),
    },
    table('billing_desktop', 'number_counters'),
  );
}

export function defineDocumentNumber(sequelize: Sequelize): ModelStatic<DocumentNumber> {
  return sequelize.define<DocumentNumber>(
    'DocumentNumber',
    {
      series: chosenKey(text()),
      year: chosenKey(integer()),
      n: chosenKey(bigint()),
      documentNumber: required(text()),
      state: required(text()),
      reason: nullable(text()),
      entityId: nullable(uuid()),
      at: filled(instant()),
      byWhom: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'numbers'),
  );
}
