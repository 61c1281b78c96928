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
import { invoiceStatusSchema, type InvoiceStatus } from '../../contract/status';
import {
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
import type { Payment } from './payment';
import type { Subscription } from './subscription';
import type { Tenant } from './tenant';

/**
 * public.invoices, as the service made it. Triggers derive amountPaid, amountDue and the paid status; lineItems are written
 * by billing/line-items.ts and read by queries/lines.ts, so that their figures stay exact.
 */
export interface Invoice extends Model<InferAttributes<Invoice>, InferCreationAttributes<Invoice>> {
  id: CreationOptional<string>;
  invoiceNumber: string;
  tenantId: string;
  subscriptionId: string;
  status: InvoiceStatus;
  currency: Currency;
  issueDate: string;
  dueDate: string;
  paidDate: CreationOptional<string | null>;
  subtotal: string;
  taxRate: CreationOptional<string>;
  taxAmount: CreationOptional<string>;
  discountAmount: CreationOptional<string>;
  total: string;
  amountPaid: CreationOptional<string>;
  amountDue: string;
  lineItems: CreationOptional<Json>;
  notes: CreationOptional<string | null>;
  notesAr: CreationOptional<string | null>;
  stripeInvoiceId: CreationOptional<string | null>;
  metadata: CreationOptional<Json>;
  createdAt: CreationOptional<string>;
  tenant?: NonAttribute<Tenant | null>;
  subscription?: NonAttribute<Subscription>;
  payments?: NonAttribute<Payment[]>;
  details?: NonAttribute<InvoiceDetails | null>;
}

/** billing_desktop.invoice_details: what an invoice of this desktop keeps beyond the given columns. */
export interface InvoiceDetails extends Model<
  InferAttributes<InvoiceDetails>,
  InferCreationAttributes<InvoiceDetails>
> {
  invoiceId: string;
  period: CreationOptional<DateRange | null>;
  snapshot: CreationOptional<Json>;
  templateVersion: CreationOptional<number | null>;
  exchangeRate: CreationOptional<string | null>;
  createdBy: CreationOptional<string>;
  issuedAt: CreationOptional<string | null>;
  issuedBy: CreationOptional<string | null>;
  voidedAt: CreationOptional<string | null>;
  voidedBy: CreationOptional<string | null>;
  voidReason: CreationOptional<string | null>;
  version: CreationOptional<number>;
  planId: CreationOptional<string | null>;
}

/** billing_desktop.inherited_amounts: what an invoice counted as paid beyond its payments when the desktop first saw it. */
export interface InheritedAmount extends Model<
  InferAttributes<InheritedAmount>,
  InferCreationAttributes<InheritedAmount>
> {
  invoiceId: string;
  amount: string;
  notedAt: CreationOptional<string>;
}

export function defineInvoice(sequelize: Sequelize): ModelStatic<Invoice> {
  return sequelize.define<Invoice>(
    'Invoice',
    {
      id: uuidKey(),
      invoiceNumber: required(varchar(50)),
      tenantId: required(varchar(255)),
      subscriptionId: required(uuid()),
      status: required(oneOf(invoiceStatusSchema.options)),
      currency: required(oneOf(currencies)),
      issueDate: required(date()),
      dueDate: required(date()),
      paidDate: nullable(date()),
      subtotal: required(money()),
      taxRate: filled(decimal(5, 2)),
      taxAmount: filled(money()),
      discountAmount: filled(money()),
      total: required(money()),
      amountPaid: filled(money()),
      amountDue: required(money()),
      lineItems: filled(json()),
      notes: nullable(text()),
      notesAr: nullable(text()),
      stripeInvoiceId: nullable(varchar(255)),
      metadata: nullable(json()),
      createdAt: filled(instant()),
    },
    table('public', 'invoices'),
  );
}

export function defineInvoiceDetails(sequelize: Sequelize): ModelStatic<InvoiceDetails> {
  return sequelize.define<InvoiceDetails>(
    'InvoiceDetails',
    {
      invoiceId: chosenKey(uuid()),
      period: nullable(dateRange()),
      snapshot: nullable(json()),
      templateVersion: nullable(integer()),
      exchangeRate: nullable(decimal(14, 6)),
      createdBy: filled(text()),
      issuedAt: nullable(instant()),
      issuedBy: nullable(text()),
      voidedAt: nullable(instant()),
      voidedBy: nullable(text()),
      voidReason: nullable(text()),
      version: filled(integer()),
      planId: nullable(varchar(255)),
    },
    table('billing_desktop', 'invoice_details'),
  );
}

export function defineInheritedAmount(sequelize: Sequelize): ModelStatic<InheritedAmount> {
  return sequelize.define<InheritedAmount>(
    'InheritedAmount',
    { invoiceId: chosenKey(uuid()), amount: required(money()), notedAt: filled(instant()) },
    table('billing_desktop', 'inherited_amounts'),
  );
}
