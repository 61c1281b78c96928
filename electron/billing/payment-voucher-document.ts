import { z } from 'zod';
import { calendarDateSchema } from '../contract/calendar-date';
import { paymentVoucherDocumentSchema, receiptSnapshotSchema, type PaymentVoucherDocument } from '../contract/document';
import type { RefundId } from '../contract/ids';
import type { Database } from '../database/database';
import { day, today } from '../database/queries/expressions';
import { getRefund } from '../database/queries/refunds';
import { selectRow } from '../database/queries/select';
import { sql } from '../database/queries/sql';
import { inTransaction } from '../database/transaction';
import { readSnapshot } from './stored-snapshot';

const keptSchema = z.object({ snapshot: z.unknown(), printedOn: calendarDateSchema });

/** A refund's payment voucher as it is printed now; a canceled one bears the reason. Throws `not_found`, `document_not_ready`. */
export function paymentVoucherDocument(database: Database, id: RefundId): Promise<PaymentVoucherDocument> {
  const { sequelize } = database;
  return inTransaction(
    database,
    async (transaction) => {
      const reader = { sequelize, transaction };
      const refund = await getRefund(reader, { id });
      const kept = keptSchema.parse(
        await selectRow(
          reader,
          sql`SELECT f.snapshot, ${day(today)} AS "printedOn" FROM billing_desktop.refunds f WHERE f.id = ${id}`,
        ),
      );
      return paymentVoucherDocumentSchema.parse({
        ...refund,
        kind: 'payment_voucher',
        snapshot: await readSnapshot(reader, receiptSnapshotSchema, kept.snapshot),
        date: refund.refundedOn,
        paidBy: refund.refundedBy,
        copy: refund.copies,
        printedOn: kept.printedOn,
      });
    },
    { readOnly: true, isolation: 'REPEATABLE READ' },
  );
}
