import type { Work } from '../command';
import { isNumberTaken, takeNumberSql, type TakenNumber } from '../numbers';

/** Which of these numbers an invoice has by now, ours or the service's. */
async function takenOf(work: Work, numbers: readonly TakenNumber[]): Promise<Set<string>> {
  const rows = await work.rows<{ number: string }>(
    'SELECT i.invoice_number AS number FROM public.invoices i WHERE i.invoice_number = ANY ($1::text[])',
    [numbers.map((taken) => taken.document_number)],
  );
  return new Set(rows.map(({ number }) => number));
}

async function reserve(work: Work, year: number, count: number): Promise<TakenNumber[]> {
  return work.rows<TakenNumber>(
    `WITH taken AS (${takeNumberSql('invoice', '$1::integer', 'true', '$2::bigint')})
SELECT (taken.n + g)::text AS n,
  format('SAH-%s-%s', $1::integer, lpad((taken.n + g)::text, greatest(4, length((taken.n + g)::text)), '0')) AS document_number
FROM taken CROSS JOIN generate_series(0, $2::bigint - 1) g ORDER BY g`,
    [year, count],
  );
}

async function passOver(work: Work, year: number, numbers: readonly TakenNumber[]): Promise<void> {
  if (numbers.length === 0) return;
  await work.rows(
    `INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, reason, command_key)
SELECT 'invoice', $1, x.n, x.number, 'passed_over', 'taken_by_service', $4
FROM unnest($2::bigint[], $3::text[]) AS x (n, number)`,
    [year, numbers.map(({ n }) => n), numbers.map((taken) => taken.document_number), work.key],
  );
}

/**
 * Takes the next `count` invoice numbers of a year in one go and hands them to `write`, which writes the invoices and their
 * rows in `numbers`. What the service has used already is passed over and written down as such; where the service wins one in
 * between, `write` is undone and called again with others. The counter stays locked until the transaction ends.
 */
export async function takeInvoiceNumbers(
  work: Work,
  year: number,
  count: number,
  write: (numbers: readonly TakenNumber[]) => Promise<void>,
): Promise<void> {
  let free: TakenNumber[] = [];
  for (;;) {
    if (free.length < count) free.push(...(await reserve(work, year, count - free.length)));
    const taken = await takenOf(work, free);
    await passOver(
      work,
      year,
      free.filter((number) => taken.has(number.document_number)),
    );
    free = free.filter((number) => !taken.has(number.document_number));
    if (free.length < count) continue;
    await work.rows('SAVEPOINT numbering');
    try {
      await write(free);
    } catch (error) {
      if (!isNumberTaken(error)) throw error;
      await work.rows('ROLLBACK TO SAVEPOINT numbering');
      continue;
    }
    await work.rows('RELEASE SAVEPOINT numbering');
    return;
  }
}
