import { serverError } from '../database/error-translation';
import type { Work } from './command';

/** The desktop's own series of document numbers (schema.md, domain.md). */
export type Series = 'invoice' | 'receipt' | 'credit_note' | 'payment_voucher';

const prefixes: Readonly<Record<Series, string>> = {
  invoice: 'SAH',
  receipt: 'RV',
  credit_note: 'CN',
  payment_voucher: 'PV',
};

/** What a number's n looks like in SQL: at least four digits, growing past them. */
function documentNumberSql(series: Series, year: string, n: string): string {
  return `format('${prefixes[series]}-%s-%s', ${year}, lpad(${n}::text, greatest(4, length(${n}::text)), '0'))`;
}

/**
 * An INSERT for a CTE that takes the next number of a series and year from its counter and returns `n` and
 * `document_number`; the counter's row stays locked until the transaction ends, so that a number is never lost. `year` is
 * an SQL expression, and so is `wanted`: without it nothing is taken. With `count` as many follow one another, and the first
 * of them is returned. Beside a service the invoices start at 100001, so that its restarted counter does not run into them.
 */
export function takeNumberSql(series: Series, year: string, wanted = 'true', count = '1'): string {
  const start =
    series === 'invoice'
      ? `CASE WHEN (SELECT (g.value ->> 'present')::boolean FROM billing_desktop.settings g WHERE g.key = 'service')
    THEN 100001 ELSE 1 END`
      : '1';
  return `INSERT INTO billing_desktop.number_counters AS counter (series, year, first_number, next_number)
  SELECT '${series}', ${year}, start.n, start.n + ${count} FROM (SELECT ${start} AS n) start WHERE ${wanted}
  ON CONFLICT (series, year) DO UPDATE SET next_number = counter.next_number + ${count}
  RETURNING counter.next_number - ${count} AS n, ${documentNumberSql(series, 'counter.year', `(counter.next_number - ${count})`)} AS document_number`;
}

export interface TakenNumber {
  readonly n: string;
  readonly document_number: string;
}

async function write(
  work: Work,
  year: number,
  taken: TakenNumber,
  outcome: { readonly state: 'used' | 'passed_over'; readonly reason: string | null; readonly entityId: string | null },
): Promise<void> {
  await work.rows(
    `INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, reason, entity_id, command_key)
VALUES ('invoice', $1, $2, $3, $4, $5, $6, $7)`,
    [year, taken.n, taken.document_number, outcome.state, outcome.reason, outcome.entityId, work.key],
  );
}

/** True where a number was given away between our look and our write. */
export function isNumberTaken(error: unknown): boolean {
  const found = serverError(error);
  return found?.sqlState === '23505' && found.message.includes('invoice_number');
}

/**
 * Takes the next invoice number of a year and hands it to `assign`, which writes it to the invoice. A number that the
 * service has used already is passed over and written down as such, and the next one is tried. Returns the number.
 */
export async function takeInvoiceNumber(
  work: Work,
  year: number,
  invoiceId: string,
  assign: (documentNumber: string) => Promise<void>,
): Promise<string> {
  for (;;) {
    const taken = await work.row<TakenNumber>(
      `WITH taken AS (${takeNumberSql('invoice', '$1::integer')}) SELECT * FROM taken`,
      [year],
    );
    if (await assignInSavepoint(work, taken.document_number, assign)) {
      await write(work, year, taken, { state: 'used', reason: null, entityId: invoiceId });
      return taken.document_number;
    }
    await write(work, year, taken, { state: 'passed_over', reason: 'taken_by_service', entityId: null });
  }
}

/** The look spares most collisions; the savepoint settles the one that the service wins in between. */
async function assignInSavepoint(
  work: Work,
  documentNumber: string,
  assign: (documentNumber: string) => Promise<void>,
): Promise<boolean> {
  const { free } = await work.row<{ free: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM public.invoices WHERE invoice_number = $1) AS free',
    [documentNumber],
  );
  if (!free) return false;
  await work.rows('SAVEPOINT numbering');
  try {
    await assign(documentNumber);
  } catch (error) {
    if (!isNumberTaken(error)) throw error;
    await work.rows('ROLLBACK TO SAVEPOINT numbering');
    return false;
  }
  await work.rows('RELEASE SAVEPOINT numbering');
  return true;
}
