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
  date,
  decimal,
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
  varchar,
  type Json,
} from './attributes';

/** billing_desktop.credit_notes (إشعار دائن): what was taken off an issued invoice, at its own rates. Only ever added to. */
export interface CreditNote extends Model<InferAttributes<CreditNote>, InferCreationAttributes<CreditNote>> {
  id: CreationOptional<string>;
  number: string;
  invoiceId: string;
  tenantId: string;
  currency: Currency;
  issueDate: string;
  kind: 'full' | 'partial';
  lines: Json;
  subtotal: string;
  discountAmount: string;
  taxRate: string;
  taxAmount: string;
  total: string;
  freed: string;
  exchangeRate: CreationOptional<string | null>;
  reason: string;
  reasonAr: string;
  templateVersion: number;
  snapshot: Json;
  issuedAt: CreationOptional<string>;
  issuedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.write_offs: what was given up of an invoice. Only ever added to. */
export interface WriteOff extends Model<InferAttributes<WriteOff>, InferCreationAttributes<WriteOff>> {
  id: CreationOptional<string>;
  invoiceId: string;
  tenantId: string;
  currency: Currency;
  amount: string;
  reason: string;
  writtenOn: string;
  writtenAt: CreationOptional<string>;
  writtenBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.refunds: money paid back, with its payment voucher (سند صرف). Only ever added to. */
export interface Refund extends Model<InferAttributes<Refund>, InferCreationAttributes<Refund>> {
  id: CreationOptional<string>;
  number: string;
  paymentId: string;
  tenantId: string;
  amount: string;
  currency: Currency;
  method: PaymentMethod;
  reference: CreationOptional<string | null>;
  payeeNumber: CreationOptional<string | null>;
  reason: string;
  refundedOn: string;
  snapshot: Json;
  refundedAt: CreationOptional<string>;
  refundedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.refund_lines: off which invoice, or out of the tenant's credit. Only ever added to. */
export interface RefundLine extends Model<InferAttributes<RefundLine>, InferCreationAttributes<RefundLine>> {
  id: CreationOptional<string>;
  refundId: string;
  invoiceId: CreationOptional<string | null>;
  fromCredit: boolean;
  amount: string;
}

/** billing_desktop.cancellations: what was entered by mistake and counts no more. Only ever added to. */
export interface Cancellation extends Model<InferAttributes<Cancellation>, InferCreationAttributes<Cancellation>> {
  id: CreationOptional<string>;
  creditNoteId: CreationOptional<string | null>;
  writeOffId: CreationOptional<string | null>;
  refundId: CreationOptional<string | null>;
  reason: string;
  canceledAt: CreationOptional<string>;
  canceledBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function defineCreditNote(sequelize: Sequelize): ModelStatic<CreditNote> {
  return sequelize.define<CreditNote>(
    'CreditNote',
    {
      id: uuidKey(),
      number: required(varchar(50)),
      invoiceId: required(uuid()),
      tenantId: required(varchar(255)),
      currency: required(oneOf(currencies)),
      issueDate: required(date()),
      kind: required(text()),
      lines: required(json()),
      subtotal: required(money()),
      discountAmount: required(money()),
      taxRate: required(decimal(5, 2)),
      taxAmount: required(money()),
      total: required(money()),
      freed: required(money()),
      exchangeRate: nullable(decimal(14, 6)),
      reason: required(text()),
      reasonAr: required(text()),
      templateVersion: required(integer()),
      snapshot: required(json()),
      issuedAt: filled(instant()),
      issuedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'credit_notes'),
  );
}

export function defineWriteOff(sequelize: Sequelize): ModelStatic<WriteOff> {
  return sequelize.define<WriteOff>(
    'WriteOff',
    {
      id: uuidKey(),
      invoiceId: required(uuid()),
      tenantId: required(varchar(255)),
      currency: required(oneOf(currencies)),
      amount: required(money()),
      reason: required(text()),
      writtenOn: required(date()),
      writtenAt: filled(instant()),
      writtenBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'write_offs'),
  );
}

export function defineRefund(sequelize: Sequelize): ModelStatic<Refund> {
  return sequelize.define<Refund>(
    'Refund',
    {
      id: uuidKey(),
      number: required(varchar(50)),
      paymentId: required(uuid()),
      tenantId: required(varchar(255)),
      amount: required(money()),
      currency: required(oneOf(currencies)),
      method: required(oneOf(paymentMethodSchema.options)),
      reference: nullable(text()),
      payeeNumber: nullable(text()),
      reason: required(text()),
      refundedOn: required(date()),
      snapshot: required(json()),
      refundedAt: filled(instant()),
      refundedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'refunds'),
  );
}

export function defineRefundLine(sequelize: Sequelize): ModelStatic<RefundLine> {
  return sequelize.define<RefundLine>(
    'RefundLine',
    {
      id: identityKey(),
      refundId: required(uuid()),
      invoiceId: nullable(uuid()),
      fromCredit: required(boolean()),
      amount: required(money()),
    },
    table('billing_desktop', 'refund_lines'),
  );
}

export function defineCancellation(sequelize: Sequelize): ModelStatic<Cancellation> {
  return sequelize.define<Cancellation>(
    'Cancellation',
    {
      id: uuidKey(),
      creditNoteId: nullable(uuid()),
      writeOffId: nullable(uuid()),
      refundId: nullable(uuid()),
      reason: required(text()),
      canceledAt: filled(instant()),
      canceledBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'cancellations'),
  );
}
