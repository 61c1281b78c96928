import { createHash } from 'node:crypto';
import { compareAmounts, negateAmount, zeroAmount, type Amount } from '../../contract/amount';
import { bankColumnNames, type bankRowErrors, type BankColumnName, type BankMapping } from '../../contract/bank';
import type { CalendarDate } from '../../contract/calendar-date';
import { cellOf, findColumns, findHeads, headOf, type ColumnWords } from '../csv/columns';
import type { Table } from '../csv/read-table';
import { dateOrderOf, decimalMarkOf, latinDigits, readAmount, readInstant } from '../csv/values';

/** As fold() leaves a head: one letter for ة and ه, for ى and ي. */
const words: ColumnWords<BankColumnName> = {
  date: [
    'date',
    'transaction date',
    'booking date',
    'posting date',
    'value date',
    'التاريخ',
    'تاريخ الحركه',
    'تاريخ العمليه',
    'تاريخ القيد',
  ],
  credit: ['credit', 'credit amount', 'deposit', 'deposits', 'paid in', 'money in', 'دائن', 'ايداع', 'الايداع', 'وارد'],
  debit: ['debit', 'debit amount', 'withdrawal', 'withdrawals', 'paid out', 'مدين', 'سحب', 'السحب', 'صادر'],
  amount: ['amount', 'transaction amount', 'value', 'المبلغ', 'مبلغ', 'قيمه العمليه', 'القيمه'],
  description: [
    'description',
    'details',
    'narrative',
    'narration',
    'particulars',
    'memo',
    'remarks',
    'transaction details',
    'البيان',
    'الوصف',
    'التفاصيل',
    'الشرح',
    'ملاحظات',
  ],
  reference: [
    'reference',
    'ref',
    'ref no',
    'reference no',
    'transaction id',
    'transaction no',
    'voucher',
    'المرجع',
    'رقم المرجع',
    'رقم العمليه',
    'رقم الحركه',
    'رقم السند',
  ],
  payer: [
    'payer',
    'sender',
    'from',
    'phone',
    'mobile',
    'payer number',
    'رقم المرسل',
    'المرسل',
    'رقم الهاتف',
    'رقم المحفظه',
    'الجوال',
  ],
  balance: ['balance', 'running balance', 'الرصيد', 'رصيد'],
};

const noColumns = {
  date: null,
  amount: null,
  credit: null,
  debit: null,
  description: null,
  reference: null,
  payer: null,
  balance: null,
} as const;

/** The heads of a mapping's row, which a later file is recognised by. */
export function headsOf(table: Table, headRow: number): string[] {
  return (table.rows[headRow]?.cells ?? []).slice(0, 500).map((cell) => cell.slice(0, 200));
}

/**
 * What main takes the columns for: as they were mapped for the account before where the file has the same heads, else by
 * the words of the heads in either language.
 */
export function recogniseStatement(table: Table, remembered: BankMapping | null): BankMapping {
  if (remembered !== null && remembered.headRow === -1) return remembered;
  if (remembered !== null) {
    const headRow = findHeads(table, remembered.heads);
    if (headRow !== -1 && remembered.heads.some((head) => headOf(head) !== '')) return { ...remembered, headRow };
  }
  const { headRow, columns } = findColumns(table, words, bankColumnNames);
  return { headRow, heads: headsOf(table, headRow), columns: { ...noColumns, ...columns } };
}

/** The columns that must be there and are not; empty where a preview can follow. */
export function missingBankColumns({ columns }: BankMapping): BankColumnName[] {
  const missing: BankColumnName[] = columns.date === null ? ['date'] : [];
  if (columns.amount === null && columns.credit === null) missing.push('amount');
  return missing;
}

/** Money that came in, as a line of the statement has it. */
export interface IncomingLine {
  readonly line: number;
  readonly bookedOn: CalendarDate;
  readonly amount: Amount;
  readonly description: string;
  readonly reference: string | null;
  readonly payerNumber: string | null;
  /** The same for the same line in an overlapping file. */
  readonly key: string;
}

export interface StatementRows {
  readonly incoming: readonly IncomingLine[];
  /** Money that went out: counted, not kept. */
  readonly outgoing: number;
  readonly problems: readonly {
    readonly line: number;
    readonly error: (typeof bankRowErrors)[number];
    readonly value: string;
  }[];
  readonly rows: number;
}

type Signed = { readonly amount: Amount } | { readonly error: 'bad_amount' | 'no_amount'; readonly value: string };

/** What came in (positive) or went out (negative): from one column, or from that of the credits and that of the debits. */
function signedAmount(cell: (name: BankColumnName) => string, mark: '.' | ','): Signed {
  const [single, credit, debit] = [cell('amount'), cell('credit'), cell('debit')];
  const parse = (text: string): Amount | null => (text === '' || text === '-' ? zeroAmount : readAmount(text, mark));
  const [whole, into, out] = [parse(single), parse(credit), parse(debit)];
  if (whole === null || into === null || out === null) {
    return { error: 'bad_amount', value: [single, credit, debit].filter(Boolean).join(' ') };
  }
  if (compareAmounts(into, zeroAmount) !== 0) return { amount: into };
  if (compareAmounts(out, zeroAmount) !== 0) return { amount: negateAmount(out.replace('-', '')) };
  if (compareAmounts(whole, zeroAmount) !== 0) return { amount: whole };
  return { error: 'no_amount', value: '' };
}

/** A row under the heads that only repeats them, sums up or tells a balance: it has no date, and no amount of its own. */
function isSideRow(date: string, signed: Signed): boolean {
  return date === '' || ('error' in signed && signed.error === 'no_amount' && !/\d/.test(latinDigits(date)));
}

function orNull(text: string, longest: number): string | null {
  return text === '' ? null : text.slice(0, longest);
}

/**
 * The lines of a statement under its heads. A line's key is made of all that the bank says of it, its balance too; of equal
 * lines in a file the first, the second and so on, so that two payments of one amount on one day both count.
 */
export function statementRows(table: Table, { headRow, columns }: BankMapping, today: CalendarDate): StatementRows {
  const body = table.rows.slice(headRow + 1);
  const order = dateOrderOf(body.map((row) => cellOf(row, columns.date)));
  const mark = decimalMarkOf(
    body.flatMap((row) => [cellOf(row, columns.amount), cellOf(row, columns.credit), cellOf(row, columns.debit)]),
  );
  const incoming: IncomingLine[] = [];
  const problems: StatementRows['problems'][number][] = [];
  const seen = new Map<string, number>();
  let [outgoing, rows] = [0, 0];
  for (const row of body) {
    const cell = (name: BankColumnName): string => cellOf(row, columns[name]);
    const signed = signedAmount(cell, mark);
    if (isSideRow(cell('date'), signed)) continue;
    rows += 1;
    const date = readInstant(cell('date'), order)?.date ?? null;
    if (date === null) problems.push({ line: row.line, error: 'bad_date', value: cell('date').slice(0, 200) });
    else if ('error' in signed)
      problems.push({ line: row.line, error: signed.error, value: signed.value.slice(0, 200) });
    else if (signed.amount.startsWith('-')) outgoing += 1;
    else if (date > today) problems.push({ line: row.line, error: 'date_in_future', value: date });
    else {
      const said = [date, signed.amount, cell('description'), cell('reference'), cell('payer'), cell('balance')];
      const content = createHash('sha256').update(JSON.stringify(said)).digest('hex');
      const place = (seen.get(content) ?? 0) + 1;
      seen.set(content, place);
      incoming.push({
        line: row.line,
        bookedOn: date,
        amount: signed.amount,
        description: cell('description').slice(0, 2000),
        reference: orNull(cell('reference'), 255),
        payerNumber: orNull(latinDigits(cell('payer')), 50),
        key: `${content}#${place}`,
      });
    }
  }
  return { incoming, outgoing, problems, rows };
}
