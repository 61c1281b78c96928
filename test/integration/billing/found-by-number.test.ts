import { afterAll, beforeAll, expect, it } from 'vitest';
import { creditInvoice } from '../../../electron/billing/issue-credit-note';
import { refundPayment } from '../../../electron/billing/refund-payment';
import { api } from '../../../electron/contract/api';
import { search } from '../../../electron/database/queries/search';
import { actor, newKey, openOffice, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

it('finds a credit note and a payment voucher by their numbers, in either digits, whole or in part', async () => {
  const tenant = await office.tenant();
  const invoice = await office.invoice(tenant, '100.00');
  const note = await creditInvoice(
    office.database,
    actor,
    api.creditNotes.issue.input.parse({
      key: newKey(),
      invoiceId: invoice,
      content: { by: 'total', total: '10.00' },
      reason: 'Too many hectares',
      reasonAr: 'هكتارات زائدة',
    }),
  );
  const payment = await office.pay(tenant.tenantId, '20.00', [[invoice, '20.00']]);
  const refund = await refundPayment(
    office.database,
    actor,
    api.payments.refund.input.parse({
      key: newKey(),
      paymentId: payment.id,
      parts: [{ invoiceId: invoice, amount: '5.00' }],
      fromCredit: '0.00',
      refundedOn: await office.today(),
      method: 'cash',
      reference: null,
      payeeNumber: null,
      reason: 'Paid too much',
    }),
  );
  const first = async (term: string) => (await search(office.database, { term }))[0];
  expect(await first(note.number)).toMatchObject({ kind: 'creditNote', id: note.id, title: note.number });
  expect(await first(note.number.toLowerCase().replaceAll('-', ' '))).toMatchObject({ kind: 'creditNote' });
  expect(await first(refund.number)).toMatchObject({ kind: 'refund', id: refund.id, subtitle: 'Al-Jawf Model Farm' });
  const digits = refund.number.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
  expect(await first(digits)).toMatchObject({ kind: 'refund', title: refund.number });
  expect((await search(office.database, { term: 'CN-' })).some(({ kind }) => kind === 'creditNote')).toBe(false);
  expect((await search(office.database, { term: note.number.slice(0, 7) })).map(({ kind }) => kind)).toContain(
    'creditNote',
  );
  await office.expectClean();
});
