import type { SheetColumn, SheetColumnType } from '../../database/exports/sheet';
import type { Database } from '../../database/database';
import { getBusinessSettings } from '../../database/queries/business';

type Text = string | number | null;

/** A column of a report's rows, with what stands in it. */
export interface ReportColumn<R> extends Pick<SheetColumn, 'id' | 'type'> {
  readonly of: (row: R) => Text;
}

/** A report as a table: its columns, and each row as texts in their order. */
export interface ReportSheet {
  readonly columns: readonly Pick<SheetColumn, 'id' | 'type'>[];
  readonly rows: readonly (readonly string[])[];
}

export function column<R>(id: string, type: SheetColumnType, of: (row: R) => Text): ReportColumn<R> {
  return { id, type, of };
}

/** Rows as the texts of their columns. */
export function sheet<R>(rows: readonly R[], columns: readonly ReportColumn<R>[]): ReportSheet {
  return {
    columns: columns.map(({ id, type }) => ({ id, type })),
    rows: rows.map((row) => columns.map(({ of }) => String(of(row) ?? ''))),
  };
}

interface Tenant {
  readonly tenantId: string;
  readonly tenantName: string;
  readonly tenantNameAr: string;
}
export const tenantColumns = <R extends Tenant>(): ReportColumn<R>[] => [
  column('tenantId', 'text', (row) => row.tenantId),
  column('tenantNameAr', 'text', (row) => row.tenantNameAr),
  column('tenantName', 'text', (row) => row.tenantName),
];

interface Plan {
  readonly planId: string;
  readonly planName: string;
  readonly planNameAr: string;
}
export const planColumns = <R extends Plan>(): ReportColumn<R>[] => [
  column('plan', 'text', (row) => row.planId),
  column('planNameAr', 'text', (row) => row.planNameAr),
  column('planName', 'text', (row) => row.planName),
];

export const currencyColumn = <R extends { readonly currency: string }>(): ReportColumn<R> =>
  column('currency', 'currency', (row) => row.currency);

/** Writes times of the server as the lists' sheets do: `2026-03-01 14:05:09`, in the business zone. */
export async function momentsOf(database: Database): Promise<(at: string | null) => string> {
  const { zone } = await getBusinessSettings(database);
  // The Swedish form of a time is the one that sorts.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (at) => (at === null ? '' : format.format(new Date(at)));
}
