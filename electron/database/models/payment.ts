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
  paymentMethodSchema,
  paymentStatusSchema,
  type PaymentMethod,
  type PaymentStatus,
} from '../../contract/status';
import {
  chosenKey,
  date,
  filled,
  identityKey,
  instant,
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
import type { Invoice } from './invoice';
import type { Tenant } from './tenant';

/** public.payments, as the service made it: one row is one receipt, `invoiceId` its first invoice. */
export interface Payment extends Model<InferAttributes<Payment>, InferCreationAttributes<Payment>> {
  id: CreationOptional<string>;
  invoiceId: string;
  tenantId: string;
  amount: string;
  currency: Currency;
  status: PaymentStatus;
  method: PaymentMethod;
  paidAt: CreationOptional<string | null>;
  processedAt: CreationOptional<string | null>;
  failureReason: CreationOptional<string | null>;
  stripePaymentId: CreationOptional<string | null>;
  tharwattTransactionId: CreationOptional<string | null>;
  receiptUrl: CreationOptional<string | null>;
  metadata: CreationOptional<Json>;
  createdAt: CreationOptional<string>;
  tenant?: NonAttribute<Tenant | null>;
  invoice?: NonAttribute<Invoice>;
  details?: NonAttribute<PaymentDetails | null>;
  allocations?: NonAttribute<Allocation[]>;
  voucher?: NonAttribute<ReceiptVoucher | null>;
  reversal?: NonAttribute<Reversal | null>;
}

/** billing_desktop.payment_details: a payment with one counts by its allocations only. */
export interface PaymentDetails extends Model<
  InferAttributes<PaymentDetails>,
  InferCreationAttributes<PaymentDetails>
> {
  paymentId: string;
  origin: 'desktop' | 'service';
  reference: CreationOptional<string | null>;
  payerNumber: CreationOptional<string | null>;
  note: CreationOptional<string | null>;
  paidOn: CreationOptional<string | null>;
  intended: CreationOptional<Json>;
  recordedBy: CreationOptional<string>;
  recordedAt: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.allocations: where a payment's money went, signed. Only ever added to. */
export interface Allocation extends Model<InferAttributes<Allocation>, InferCreationAttributes<Allocation>> {
  id: CreationOptional<string>;
  paymentId: string;
  invoiceId: string;
  amount: string;
  kind: 'payment' | 'credit' | 'reversal' | 'refund' | 'adopted';
  createdAt: CreationOptional<string>;
  createdBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
  payment?: NonAttribute<Payment>;
  invoice?: NonAttribute<Invoice>;
}

/** billing_desktop.receipt_vouchers (سند قبض): a payment's number and what reprints come from. Only ever added to. */
export interface ReceiptVoucher extends Model<
  InferAttributes<ReceiptVoucher>,
  InferCreationAttributes<ReceiptVoucher>
> {
  id: CreationOptional<string>;
  number: string;
  paymentId: string;
  snapshot: Json;
  issuedAt: CreationOptional<string>;
  issuedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

/** billing_desktop.reversals: a mistaken payment undone, and why. */
export interface Reversal extends Model<InferAttributes<Reversal>, InferCreationAttributes<Reversal>> {
  id: CreationOptional<string>;
  paymentId: string;
  reason: string;
  reversedAt: CreationOptional<string>;
  reversedBy: CreationOptional<string>;
  commandKey: CreationOptional<string | null>;
}

export function definePayment(sequelize: Sequelize): ModelStatic<Payment> {
  return sequelize.define<Payment>(
    'Payment',
    {
      id: uuidKey(),
      invoiceId: required(uuid()),
      tenantId: required(varchar(255)),
      amount: required(money()),
      currency: required(oneOf(currencies)),
      status: required(oneOf(paymentStatusSchema.options)),
      method: required(oneOf(paymentMethodSchema.options)),
      paidAt: nullable(instant()),
      processedAt: nullable(instant()),
      failureReason: nullable(text()),
      stripePaymentId: nullable(varchar(255)),
      tharwattTransactionId: nullable(varchar(255)),
      receiptUrl: nullable(varchar(500)),
      metadata: nullable(json()),
      createdAt: filled(instant()),
    },
    table('public', 'payments'),
  );
}

export function definePaymentDetails(sequelize: Sequelize): ModelStatic<PaymentDetails> {
  return sequelize.define<PaymentDetails>(
    'PaymentDetails',
    {
      paymentId: chosenKey(uuid()),
      origin: required(text()),
      reference: nullable(text()),
      payerNumber: nullable(text()),
      note: nullable(text()),
      paidOn: nullable(date()),
      intended: nullable(json()),
      recordedBy: filled(text()),
      recordedAt: filled(instant()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'payment_details'),
  );
}

export function defineAllocation(sequelize: Sequelize): ModelStatic<Allocation> {
  return sequelize.define<Allocation>(
    'Allocation',
    {
      id: identityKey(),
      paymentId: required(uuid()),
      invoiceId: required(uuid()),
      amount: required(money()),
      kind: required(text()),
      createdAt: filled(instant()),
      createdBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'allocations'),
  );
}

export function defineReceiptVoucher(sequelize: Sequelize): ModelStatic<ReceiptVoucher> {
  return sequelize.define<ReceiptVoucher>(
    'ReceiptVoucher',
    {
      id: uuidKey(),
      number: required(varchar(50)),
      paymentId: required(uuid()),
      snapshot: required(json()),
      issuedAt: filled(instant()),
      issuedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'receipt_vouchers'),
  );
}

export function defineReversal(sequelize: Sequelize): ModelStatic<Reversal> {
  return sequelize.define<Reversal>(
    'Reversal',
    {
      id: uuidKey(),
      paymentId: required(uuid()),
      reason: required(text()),
      reversedAt: filled(instant()),
      reversedBy: filled(text()),
      commandKey: nullable(uuid()),
    },
    table('billing_desktop', 'reversals'),
  );
}
