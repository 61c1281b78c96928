import { metricSchema, usageColumnNames, type UsageColumnName, type UsageMapping } from '../../contract/usage';
import { cellOf, findColumns, type ColumnWords } from '../csv/columns';
import type { Table } from '../csv/read-table';
import { dateOrderOf, latinDigits, readCount, readInstant, type WrittenInstant } from '../csv/values';

/** As fold() leaves a head: one letter for ة and ه, for ى and ي. */
const words: ColumnWords<UsageColumnName> = {
  subscription: ['subscription', 'subscription id', 'subscriptionid', 'الاشتراك', 'معرف الاشتراك', 'رقم الاشتراك'],
  tenant: [
    'tenant',
    'tenant id',
    'tenantid',
    'customer',
    'customer id',
    'client',
    'client id',
    'العميل',
    'المستاجر',
    'معرف العميل',
    'رقم العميل',
  ],
  metric: ['metric', 'metric type', 'metrictype', 'meter', 'المقياس', 'نوع المقياس', 'الخدمه'],
  quantity: ['quantity', 'qty', 'count', 'amount', 'units', 'الكميه', 'العدد'],
  date: ['date', 'recorded at', 'recordedat', 'timestamp', 'time', 'day', 'التاريخ', 'تاريخ التسجيل', 'اليوم', 'الوقت'],
  id: ['id', 'record id', 'recordid', 'event id', 'row id', 'المعرف', 'رقم السجل', 'معرف السجل'],
  note: ['note', 'notes', 'comment', 'ملاحظه', 'ملاحظات'],
};

/** What main takes the columns for, by their heads in either language. */
export function recogniseUsage(table: Table): UsageMapping {
  const { headRow, columns } = findColumns(table, words, usageColumnNames);
  return {
    headRow,
    columns: {
      subscription: columns.subscription ?? null,
      tenant: columns.tenant ?? null,
      metric: columns.metric ?? null,
      quantity: columns.quantity ?? null,
      date: columns.date ?? null,
      id: columns.id ?? null,
      note: columns.note ?? null,
    },
  };
}

/** The columns that must be there and are not; empty where a preview can follow. */
export function missingUsageColumns({ columns }: UsageMapping): UsageColumnName[] {
  const missing: UsageColumnName[] = [];
  if (columns.subscription === null && columns.tenant === null) missing.push('tenant');
  for (const name of ['metric', 'quantity', 'date'] as const) if (columns[name] === null) missing.push(name);
  return missing;
}

/** A row of the file, as far as it can be understood without the database. */
export interface UsageFileRow {
  readonly line: number;
  readonly subscription: string;
  readonly tenant: string;
  readonly metric: string;
  readonly quantity: number;
  readonly at: WrittenInstant;
  readonly sourceId: string;
  readonly note: string;
}

export interface UsageRowProblem {
  readonly line: number;
  readonly error: 'bad_metric' | 'bad_quantity' | 'bad_date' | 'bad_text';
  readonly value: string;
}

const longestId = 255;

/** `Satellite analyses` and `satellite-analyses` are satellite_analyses. */
function metricOf(text: string): string | null {
  const name = latinDigits(text)
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return metricSchema.safeParse(name).data ?? null;
}

/** The rows under the heads: what each says, or what is wrong with it. */
export function usageRows(
  table: Table,
  { headRow, columns }: UsageMapping,
): { readonly rows: readonly UsageFileRow[]; readonly problems: readonly UsageRowProblem[] } {
  const body = table.rows.slice(headRow + 1);
  const order = dateOrderOf(body.map((row) => cellOf(row, columns.date)));
  const rows: UsageFileRow[] = [];
  const problems: UsageRowProblem[] = [];
  for (const row of body) {
    const cell = (name: UsageColumnName): string => cellOf(row, columns[name]);
    const problem = (error: UsageRowProblem['error'], value: string): void => {
      problems.push({ line: row.line, error, value: value.slice(0, 200) });
    };
    const metric = metricOf(cell('metric'));
    const quantity = readCount(cell('quantity'));
    const at = readInstant(cell('date'), order);
    if (metric === null) problem('bad_metric', cell('metric'));
    else if (quantity === null) problem('bad_quantity', cell('quantity'));
    else if (at === null) problem('bad_date', cell('date'));
    else if (cell('tenant').length > longestId || cell('id').length > longestId) problem('bad_text', cell('id'));
    else {
      rows.push({
        line: row.line,
        subscription: cell('subscription').toLowerCase(),
        tenant: cell('tenant'),
        metric,
        quantity,
        at,
        sourceId: cell('id'),
        note: cell('note').slice(0, 500),
      });
    }
  }
  return { rows, problems };
}
