import { z } from 'zod';
import { amountSchema, multiplyToAmount } from '../../contract/amount';
import { invoiceIdSchema, paymentIdSchema } from '../../contract/ids';
import type { Work } from '../command';
import { issueCreditNote } from '../issue-credit-note';
import { refund } from '../refund-payment';

const foundSchema = z.object({ id: invoiceIdSchema, total: amountSchema, paymentId: paymentIdSchema.nullable() });

/** Issued invoices in a state, the newest first, each with the one payment that has paid it where there is one. */
async function invoicesThat(work: Work, condition: string, most: number): Promise<z.infer<typeof foundSchema>[]> {
  const rows = await work.rows(
    `SELECT i.id, i.total, (
  SELECT a.payment_id FROM billing_desktop.allocations a JOIN public.payments p ON p.id = a.payment_id AND p.status = 'succeeded'
  WHERE a.invoice_id = i.id LIMIT 1) AS "paymentId"
FROM public.invoices i WHERE ${condition} ORDER BY i.issue_date DESC, i.id DESC LIMIT ${most}`,
  );
  return z.array(foundSchema).parse(rows);
}

/**
 * What a clerk takes back now and then: a credit note on an open invoice and on paid ones, one of which is paid back, a part
 * of a payment paid back because the customer left, and a small rest that is written off. All of today, through the commands' own rules.
 */
export async function writeCredits(work: Work): Promise<void> {
  const paid = await invoicesThat(work, `i.status = 'paid' AND i.amount_paid = i.total AND i.total > 0`, 3);
  const open = await invoicesThat(work, `i.status = 'pending' AND i.amount_paid = 0 AND i.amount_due > 0`, 1);
  const partly = await invoicesThat(work, `i.status = 'pending' AND i.amount_paid > 0`, 1);
  const share = { by: 'total' as const };
  for (const { id, total } of open) {
    await issueCreditNote(work, {
      invoiceId: id,
      content: { ...share, total: multiplyToAmount(total, '0.25') },
      reason: 'Service was down for a week',
      reasonAr: 'توقفت الخدمة أسبوعاً',
    });
  }
  const [whole, part, left] = paid;
  const cash = { method: 'cash', reference: null, payeeNumber: null, refundedOn: work.today } as const;
  if (whole?.paymentId) {
    await issueCreditNote(work, {
      invoiceId: whole.id,
      content: { by: 'all' },
      reason: 'The farm was sold; the subscription was not used',
      reasonAr: 'بيعت المزرعة ولم يُستخدم الاشتراك',
    });
    const reason = 'المزرعة بيعت، رُدّ المبلغ نقداً';
    await refund(work, { ...cash, paymentId: whole.paymentId, parts: [], fromCredit: whole.total, reason });
  }
  if (part) {
    await issueCreditNote(work, {
      invoiceId: part.id,
      content: { ...share, total: multiplyToAmount(part.total, '0.1') },
      reason: 'Discount that was agreed afterwards',
      reasonAr: 'خصم متفق عليه لاحقاً',
    });
  }
  if (left?.paymentId) {
    const amount = multiplyToAmount(left.total, '0.5');
    const reason = 'سُدد بالزيادة عن طريق الخطأ';
    await refund(work, {
      ...cash,
      paymentId: left.paymentId,
      parts: [{ invoiceId: left.id, amount }],
      fromCredit: amountSchema.parse('0.00'),
      reason,
    });
  }
  for (const { id } of partly) {
    await work.rows(
      `INSERT INTO billing_desktop.write_offs (invoice_id, tenant_id, currency, amount, reason, written_on, command_key)
SELECT i.id, i.tenant_id, i.currency, least(i.amount_due, round(i.total * 0.05, 2)), 'فروق صغيرة لا تُحصَّل', $2::date, $3::uuid
FROM public.invoices i WHERE i.id = $1::uuid`,
      [id, work.today, work.key],
    );
  }
}
