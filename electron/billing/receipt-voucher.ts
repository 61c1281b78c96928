import { takeNumberSql } from './numbers';
import { receiptSnapshot } from './snapshot';

/**
 * The CTEs that give a payment its receipt voucher (سند قبض): the next number of the year in which the money arrived, and the
 * snapshot for reprints. Arguments are SQL expressions; `wanted` says whether there is one. The CTE `voucher` returns its
 * `number`.
 */
export function voucherSql(voucher: {
  readonly paymentId: string;
  readonly tenantId: string;
  readonly paidOn: string;
  readonly key: string;
  readonly wanted?: string;
}): string {
  const { paymentId, tenantId, paidOn, key, wanted = 'true' } = voucher;
  const year = `extract(year FROM ${paidOn})::integer`;
  return `taken AS (
  ${takeNumberSql('receipt', year, wanted)}
), numbered AS (
  INSERT INTO billing_desktop.numbers (series, year, n, document_number, state, entity_id, command_key)
  SELECT 'receipt', ${year}, taken.n, taken.document_number, 'used', ${paymentId}, ${key} FROM taken
), voucher AS (
  INSERT INTO billing_desktop.receipt_vouchers (number, payment_id, snapshot, command_key)
  SELECT taken.document_number, ${paymentId}, ${receiptSnapshot(tenantId)}, ${key} FROM taken
  RETURNING number
)`;
}

/** When money arrived: now where that was today, else noon of its day in the business zone. */
export function arrivalSql(paidOn: string): string {
  return `CASE WHEN ${paidOn} = billing_desktop.today() THEN now()
  ELSE billing_desktop.start_of(${paidOn}) + interval '12 hours' END`;
}
