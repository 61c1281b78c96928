import { z } from 'zod';
import { amountSchema, positiveAmountSchema, sumSchema } from './amount';
import { calendarDateSchema, instantSchema } from './calendar-date';
import { chosenFileSchema, fileTokenSchema } from './chosen-file';
import { currencySchema } from './currency';
import { commandKeySchema, invoiceIdSchema, paymentIdSchema, tenantIdSchema } from './ids';
import { method } from './method';
import { listInput, listOutput, totalsSchema } from './page';
import { openInvoiceSchema, paymentResultSchema } from './payments';
import { paymentMethodSchema } from './status';
import { lineText } from './text';

export const bankAccountIdSchema = z.uuid().brand<'BankAccountId'>();
export type BankAccountId = z.infer<typeof bankAccountIdSchema>;
export const bankLineIdSchema = z.uuid().brand<'BankLineId'>();
export type BankLineId = z.infer<typeof bankLineIdSchema>;

/** What a statement's money came by; cash comes by no statement. */
export const statementMethodSchema = paymentMethodSchema.exclude(['cash']);

/** What a column of a statement can be. The amount is one column, or the credits stand in one of their own. */
export const bankColumnNames = [
  'date',
  'amount',
  'credit',
  'debit',
  'description',
  'reference',
  'payer',
  'balance',
] as const;
export type BankColumnName = (typeof bankColumnNames)[number];
const column = z.int().min(0).max(499).nullable();
export const bankMappingSchema = z.object({
  /** The row of heads among the file's rows; -1 where there is none. */
  headRow: z.int().min(-1).max(100),
  /** The heads as they were when the columns were mapped: by them a later file is recognised. */
  heads: z.array(z.string().max(200)).max(500),
  columns: z.object({
    date: column,
    amount: column,
    credit: column,
    debit: column,
    description: column,
    reference: column,
    payer: column,
    balance: column,
  }),
});
export type BankMapping = z.infer<typeof bankMappingSchema>;

export const bankAccountSchema = z.object({
  id: bankAccountIdSchema,
  name: z.string(),
  nameAr: z.string(),
  currency: currencySchema,
  method: statementMethodSchema,
  /** True where its columns are known from an earlier file. */
  mapped: z.boolean(),
  waiting: z.int().nonnegative(),
  lastBookedOn: calendarDateSchema.nullable(),
});
export type BankAccount = z.infer<typeof bankAccountSchema>;

export const bankRowErrors = ['bad_date', 'bad_amount', 'no_amount', 'date_in_future'] as const;

export const statementPreviewSchema = z.object({
  fileName: z.string(),
  /** True where this very file was taken in for the account before. */
  alreadyImported: z.boolean(),
  rows: z.int().nonnegative(),
  /** Incoming lines that will be added. */
  good: z.int().nonnegative(),
  /** Incoming lines that an earlier file has brought. */
  known: z.int().nonnegative(),
  /** Lines of money that went out: they are not kept. */
  outgoing: z.int().nonnegative(),
  wrong: z.int().nonnegative(),
  total: sumSchema,
  from: calendarDateSchema.nullable(),
  to: calendarDateSchema.nullable(),
  problems: z.array(z.object({ line: z.int(), error: z.enum(bankRowErrors), value: z.string() })),
  first: z.array(
    z.object({
      line: z.int(),
      bookedOn: calendarDateSchema,
      amount: amountSchema,
      description: z.string(),
      reference: z.string().nullable(),
    }),
  ),
});
export type StatementPreview = z.infer<typeof statementPreviewSchema>;

export const bankStatementSchema = z.object({
  id: z.uuid(),
  accountId: bankAccountIdSchema,
  accountName: z.string(),
  accountNameAr: z.string(),
  fileName: z.string(),
  /** Lines that the file brought, and those that were there before. */
  lineCount: z.int(),
  knownCount: z.int(),
  outgoingCount: z.int(),
  wrongCount: z.int(),
  importedAt: instantSchema,
  importedBy: z.string(),
});
export type BankStatement = z.infer<typeof bankStatementSchema>;

export const bankLineStateSchema = z.enum(['waiting', 'confirmed', 'set_aside']);
export type BankLineState = z.infer<typeof bankLineStateSchema>;

export const bankFilterSchema = z.object({
  search: z.string().max(200).optional(),
  state: bankLineStateSchema.optional(),
  accountId: bankAccountIdSchema.optional(),
});
export type BankFilter = z.infer<typeof bankFilterSchema>;

export const bankSortColumns = ['booked_on', 'amount'] as const;

export const bankLineSchema = z.object({
  id: bankLineIdSchema,
  accountId: bankAccountIdSchema,
  accountName: z.string(),
  accountNameAr: z.string(),
  method: statementMethodSchema,
  bookedOn: calendarDateSchema,
  amount: positiveAmountSchema,
  currency: currencySchema,
  description: z.string(),
  reference: z.string().nullable(),
  payerNumber: z.string().nullable(),
  state: bankLineStateSchema,
  paymentId: paymentIdSchema.nullable(),
  voucherNumber: z.string().nullable(),
  tenantName: z.string().nullable(),
  tenantNameAr: z.string().nullable(),
});
export type BankLine = z.infer<typeof bankLineSchema>;

/** Why an invoice or a customer is suggested for a line. */
export const suggestionReasonSchema = z.enum([
  'number',
  'short_number',
  'amount_due',
  'whole_due',
  'name',
  'part_of_name',
]);
export type SuggestionReason = z.infer<typeof suggestionReasonSchema>;

export const bankSuggestionSchema = z.object({
  tenantId: tenantIdSchema,
  tenantName: z.string(),
  tenantNameAr: z.string(),
  /** 1 to 100. */
  score: z.int().min(1).max(100),
  reasons: z.array(suggestionReasonSchema).min(1),
  allocations: z
    .array(z.object({ invoice: openInvoiceSchema, amount: positiveAmountSchema }))
    .min(1)
    .max(200),
  /** What is left over and would become the customer's credit. */
  credit: amountSchema,
});
export type BankSuggestion = z.infer<typeof bankSuggestionSchema>;

export const bankLineDetailSchema = bankLineSchema.extend({
  fileName: z.string(),
  lineNumber: z.int(),
  /** What a payment recorded from it would bear. */
  paymentReference: z.string(),
  history: z.array(
    z.object({
      at: instantSchema,
      by: z.string(),
      what: z.enum(['imported', 'confirmed', 'set_aside', 'put_back', 'reversed']),
      note: z.string().nullable(),
    }),
  ),
});
export type BankLineDetail = z.infer<typeof bankLineDetailSchema>;

const fileWithMapping = z.object({
  file: fileTokenSchema,
  accountId: bankAccountIdSchema,
  mapping: bankMappingSchema,
});
const line = z.object({ id: bankLineIdSchema });

export const bank = {
  accounts: method(z.object({}), z.array(bankAccountSchema)),
  saveAccount: method(
    z.object({
      key: commandKeySchema,
      /** Null for a new one. */
      id: bankAccountIdSchema.nullable(),
      name: lineText(100, 1),
      nameAr: lineText(100, 1),
      currency: currencySchema,
      method: statementMethodSchema,
    }),
    z.object({ id: bankAccountIdSchema }),
  ),
  /** Asks for a CSV file by main's dialog; null where it was closed. */
  chooseFile: method(z.object({ accountId: bankAccountIdSchema }), chosenFileSchema(bankMappingSchema).nullable()),
  /** What an import of a chosen file would do, without doing it. */
  previewImport: method(fileWithMapping, statementPreviewSchema),
  /** Adds the incoming lines of a chosen file that are not there yet, and remembers the columns for the account. */
  import: method(
    fileWithMapping.extend({ key: commandKeySchema }),
    z.object({ id: z.uuid(), added: z.int(), known: z.int() }),
  ),
  /** The latest files, newest first. */
  statements: method(z.object({}), z.array(bankStatementSchema)),
  list: method(listInput(bankFilterSchema, bankSortColumns), listOutput(bankLineSchema)),
  totals: method(z.object({ filter: bankFilterSchema }), totalsSchema),
  get: method(line, bankLineDetailSchema),
  /** What a waiting line may pay, the likeliest first. */
  suggest: method(line, z.array(bankSuggestionSchema)),
  /** Records the line as a payment; method, amount, day and reference are the line's. */
  confirm: method(
    line.extend({
      key: commandKeySchema,
      tenantId: tenantIdSchema,
      /** Only where the method wants one and the line has none. */
      payerNumber: lineText(50).nullable(),
      allocations: z
        .array(z.object({ invoiceId: invoiceIdSchema, amount: positiveAmountSchema }))
        .min(1)
        .max(200),
    }),
    paymentResultSchema,
  ),
  /** The line is no customer's payment: it no longer waits. */
  setAside: method(line.extend({ key: commandKeySchema, reason: lineText(500, 3) }), line),
  putBack: method(line.extend({ key: commandKeySchema }), line),
};
