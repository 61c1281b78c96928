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
  boolean,
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
  table,
  text,
  uuid,
  uuidKey,
  type Json,
} from './attributes';

/** billing_desktop.bank_accounts: an account or wallet whose statements are read, and how their columns are read. */
export interface BankAccount extends Model<InferAttributes<BankAccount>, InferCreationAttributes<BankAccount>> {
  id: CreationOptional<string>;
  name: string;
  nameAr: string;
  currency: Currency;
  method: PaymentMethod;
  mapping: CreationOptional<Json | null>;
  isActive: CreationOptional<boolean>;
  createdAt: CreationOptional<string>;
  createdBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.bank_statements: each file of an account that was taken in, by the hash of its content. */
export interface BankStatement extends Model<InferAttributes<BankStatement>, InferCreationAttributes<BankStatement>> {
  id: CreationOptional<string>;
  accountId: string;
  fileName: string;
  contentHash: string;
  lineCount: number;
  knownCount: number;
  outgoingCount: number;
  wrongCount: number;
  importedAt: CreationOptional<string>;
  importedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.bank_lines: one amount that came in, as the bank wrote it. Only added to, each once. */
export interface BankLine extends Model<InferAttributes<BankLine>, InferCreationAttributes<BankLine>> {
  id: CreationOptional<string>;
  accountId: string;
  statementId: string;
  lineNumber: number;
  bookedOn: string;
  amount: string;
  currency: Currency;
  description: string;
  reference: CreationOptional<string | null>;
  payerNumber: CreationOptional<string | null>;
  lineKey: string;
}

/** billing_desktop.bank_line_payments: the payment that was recorded from a line; no longer live once it is reversed. */
export interface BankLinePayment extends Model<
  InferAttributes<BankLinePayment>,
  InferCreationAttributes<BankLinePayment>
> {
  paymentId: string;
  lineId: string;
  live: CreationOptional<boolean>;
  confirmedAt: CreationOptional<string>;
  confirmedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.bank_line_decisions: lines that were set aside or put back; the last one counts. */
export interface BankLineDecision extends Model<
  InferAttributes<BankLineDecision>,
  InferCreationAttributes<BankLineDecision>
> {
  id: CreationOptional<string>;
  lineId: string;
  decision: string;
  reason: CreationOptional<string | null>;
  decidedAt: CreationOptional<string>;
  decidedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function defineBankAccount(sequelize: Sequelize): ModelStatic<BankAccount> {
  return sequelize.define<BankAccount>(
    'BankAccount',
    {
      id: uuidKey(),
      name: required(text()),
      nameAr: required(text()),
      currency: required(oneOf(currencies)),
      method: required(oneOf(paymentMethodSchema.options)),
      mapping: nullable(json()),
      isActive: filled(boolean()),
      createdAt: filled(instant()),
      createdBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'bank_accounts'),
  );
}

export function defineBankStatement(sequelize: Sequelize): ModelStatic<BankStatement> {
  return sequelize.define<BankStatement>(
    'BankStatement',
    {
      id: uuidKey(),
      accountId: required(uuid()),
      fileName: required(text()),
      contentHash: required(text()),
      lineCount: required(integer()),
      knownCount: required(integer()),
      outgoingCount: required(integer()),
      wrongCount: required(integer()),
      importedAt: filled(instant()),
      importedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'bank_statements'),
  );
}

export function defineBankLine(sequelize: Sequelize): ModelStatic<BankLine> {
  return sequelize.define<BankLine>(
    'BankLine',
    {
      id: uuidKey(),
      accountId: required(uuid()),
      statementId: required(uuid()),
      lineNumber: required(integer()),
      bookedOn: required(date()),
      amount: required(money()),
      currency: required(oneOf(currencies)),
      description: required(text()),
      reference: nullable(text()),
      payerNumber: nullable(text()),
      lineKey: required(text()),
    },
    table('billing_desktop', 'bank_lines'),
  );
}

export function defineBankLinePayment(sequelize: Sequelize): ModelStatic<BankLinePayment> {
  return sequelize.define<BankLinePayment>(
    'BankLinePayment',
    {
      paymentId: chosenKey(uuid()),
      lineId: required(uuid()),
      live: filled(boolean()),
      confirmedAt: filled(instant()),
      confirmedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'bank_line_payments'),
  );
}

export function defineBankLineDecision(sequelize: Sequelize): ModelStatic<BankLineDecision> {
  return sequelize.define<BankLineDecision>(
    'BankLineDecision',
    {
      id: identityKey(),
      lineId: required(uuid()),
      decision: required(text()),
      reason: nullable(text()),
      decidedAt: filled(instant()),
      decidedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'bank_line_decisions'),
  );
}
