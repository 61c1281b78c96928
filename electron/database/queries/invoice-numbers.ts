import { sql, type Sql } from './sql';
import { exactNumbers, type Term } from './term';

/**
 * The conditions under which an invoice's number is what was searched for. A draft's number is no number: its digits
 * would be found by chance.
 */
export function numberBranches(term: Term): Sql[] {
  const exact = exactNumbers(term, 'SAH');
  return [
    ...(exact ? [sql`i.invoice_number = ANY (${exact})`] : []),
    ...(term.mayBePartOfNumber ? [sql`i.invoice_number ILIKE ${term.containing} AND i.status <> 'draft'`] : []),
  ];
}
