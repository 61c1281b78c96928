import { sql, type Sql } from '../queries/sql';
import type { SheetColumn, SheetColumnType } from './sheet';

/** A column by what a spreadsheet is told about it. */
export function column(id: string, type: SheetColumnType, value: Sql): SheetColumn {
  return { id, type, value };
}

/** A stored word, such as a status, that is written in the reader's language. */
export function word(id: string, words: string, value: Sql): SheetColumn {
  return { id, type: 'word', value, words };
}

/** A NaN, which only the service could have written, stays empty: Verify names it. */
export function money(id: string, value: Sql): SheetColumn {
  return column(id, 'amount', sql`CASE WHEN ${value} < 'NaN' THEN (${value})::numeric(20, 2) END`);
}

/** A tenant's id and names, over the alias that has its tenant_id and joinTenant(). */
export function tenantColumns(of: Sql): SheetColumn[] {
  return [
    column('tenantId', 'text', sql`${of}.tenant_id`),
    column('tenantNameAr', 'text', sql`t.name_ar`),
    column('tenantName', 'text', sql`t.name`),
  ];
}
