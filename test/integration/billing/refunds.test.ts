import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refundPayment } from '../../../electron/billing/refund-payment';
import { setBusiness } from '../../../electron/billing/set-business';
import { addDays, calendarDateSchema } from '../../../electron/contract/calendar-date';
import { businessSettingsSchema } from '../../../electron/contract/business';
import { paymentIdSchema } from '../../../electron/contract/ids';
import { refundPaymentSchema } from '../../../electron/contract/refunds';
import { getBusinessSettings } from '../../../electron/database/queries/business';
import { getInvoice } from '../../../electron/database/queries/invoices';
import { getPayment } from '../../../electron/database/queries/payments';
import { getRefund, listRefunds, refundTotals } from '../../../electron/database/queries/refunds';
import { serviceCreatesInvoice, servicePays } from '../../support/service-writes';
import { asService, creditsOf, type Credits } from './credits-office';
import { actor, look, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
let credits: Credits;
beforeAll(async () => {
  office = await openOffice();
  credits = creditsOf(office);
});
afterAll(() => office.close());

/** An invoice of 100.00, paid whole. */
async function paidInvoice() {
  const farm = await office.tenant();
  const id = await office.invoice(farm, '100.00');
  const payment = await office.pay(farm.tenantId, '100.00', [[id, '100.00']]);
  return { farm, id, payment };
}

const paymentOf = (id: string) => getPayment(office.database, { id: paymentIdSchema.parse(id) });

describe('a refund', () => {
  it('of a part makes that part due again, with a payment voucher', async () => {
    const { id, payment } = await paidInvoice();
    const refund = await credits.refund(payment.id, [[id, '30.00']]);
    expect(refund).toMatchObject({ amount: '30.00', currency: 'USD' });
    expect(refund.number).toMatch(/^PV-\d{4}-\d{4,}$/);
    expect(await office.state(id)).toMatchObject({ status: 'pending', paid: '70.00', due: '30.00', paid_date: null });
    expect(await paymentOf(payment.id)).toMatchObject({
      status: 'succeeded',
      allocated: '70.00',
      refunded: '30.00',
      unallocated: '0.00',
      refunds: [{ number: refund.number, canceled: false }],
    });
    expect(await getRefund(office.database, { id: refund.id })).toMatchObject({
      reason: 'Agreed with the customer',
      receiptNumber: payment.voucherNumber,
      lines: [{ invoiceId: id, fromCredit: false, amount: '30.00' }],
    });
    await office.expectClean();
  });

  it('of everything, without a credit note, leaves the invoice due and the payment refunded', async () => {
    const { id, payment } = await paidInvoice();
    await credits.refund(payment.id, [[id, '100.00']]);
    expect(await office.state(id)).toMatchObject({ status: 'pending', paid: '0.00', due: '100.00' });
    expect(await paymentOf(payment.id)).toMatchObject({ status: 'refunded', refunded: '100.00', unallocated: '0.00' });
    expect(await refusal(credits.refund(payment.id, [[id, '0.01']]))).toMatchObject({ code: 'payment_not_succeeded' });
    await office.expectClean();
  });

  it('then a credit note: the invoice is refunded', async () => {
    const { id, payment } = await paidInvoice();
    await credits.refund(payment.id, [[id, '100.00']]);
    await credits.credit(id, 'all');
    expect(await office.state(id)).toMatchObject({ status: 'refunded', paid: '0.00', due: '0.00', paid_date: null });
    expect(await getInvoice(office.database, { id: (await getInvoice(office.database, { id })).id })).toMatchObject({
      standing: 'refunded',
      amountDue: '0.00',
    });
    await office.expectClean();
  });

  it('of what a credit note freed: the invoice is refunded once all of it has gone back', async () => {
    const { id, payment } = await paidInvoice();
    const note = await credits.credit(id, 'all');
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '0.00' });
    await credits.refund(payment.id, [], '60.00');
    expect(await office.state(id)).toMatchObject({ status: 'paid' });
    const last = await credits.refund(payment.id, [], '40.00');
    expect(await office.state(id)).toMatchObject({ status: 'refunded' });
    expect(await getRefund(office.database, { id: last.id })).toMatchObject({
      lines: [{ invoiceId: id, fromCredit: true, amount: '40.00' }],
    });
    // The credit note was a mistake: the invoice is due as if it had never been paid.
    await credits.cancelCredit(note.id);
    expect(await office.state(id)).toMatchObject({ status: 'pending', due: '100.00' });
    await office.expectClean();
  });

  it('together with a credit note for a part leaves the invoice paid', async () => {
    const { id, payment } = await paidInvoice();
    await credits.refund(payment.id, [[id, '30.00']]);
    await credits.credit(id, '30.00');
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '70.00', due: '0.00' });
    await office.expectClean();
  });

  it('pays back credit that is with no invoice', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const payment = await office.pay(farm.tenantId, '25.00', [[id, '10.00']]);
    const refund = await credits.refund(payment.id, [[id, '4.00']], '15.00');
    expect(refund.amount).toBe('19.00');
    expect(await office.state(id)).toMatchObject({ paid: '6.00', due: '4.00' });
    expect(await paymentOf(payment.id)).toMatchObject({ unallocated: '0.00', refunded: '19.00', allocated: '6.00' });
    expect((await getRefund(office.database, { id: refund.id })).lines).toMatchObject([
      { invoiceId: id, fromCredit: false, amount: '4.00' },
      { invoiceId: null, fromCredit: true, amount: '15.00' },
    ]);
    await office.expectClean();
  });

  it('never exceeds what was paid and not yet paid back', async () => {
    const { id, payment } = await paidInvoice();
    await credits.refund(payment.id, [[id, '60.00']]);
    expect(await refusal(credits.refund(payment.id, [[id, '40.01']]))).toEqual({
      code: 'refund_exceeds_payment',
      params: { left: '40.00', currency: 'USD' },
    });
    expect(await refusal(credits.refund(payment.id, [], '0.01'))).toMatchObject({ code: 'refund_exceeds_payment' });
    expect(await refusal(credits.refund(payment.id, [[newKey(), '1.00']]))).toMatchObject({
      code: 'refund_exceeds_payment',
    });
    expect(await refusal(credits.refund(payment.id, []))).toMatchObject({ code: 'refund_is_nothing' });
    expect(
      await refusal(
        credits.refund(payment.id, [
          [id, '1.00'],
          [id, '1.00'],
        ]),
      ),
    ).toMatchObject({ code: 'bad_input' });
    // Four clerks at once for the same 40.00: one gets it.
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => credits.refund(payment.id, [[id, '40.00']])));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await office.expectClean();
  });

  it('needs a reference where its method has one, and a day on which the money was there', async () => {
    const { id, payment } = await paidInvoice();
    const refused = (overrides: Parameters<Credits['refund']>[3]) =>
      refusal(credits.refund(payment.id, [[id, '1.00']], '0.00', overrides));
    expect(await refused({ method: 'bank_transfer' })).toMatchObject({ code: 'reference_required' });
    expect(await refused({ method: 'mobile_money', reference: 'R-1' })).toMatchObject({ code: 'reference_required' });
    const day = calendarDateSchema.parse(await office.today());
    expect(await refused({ refundedOn: addDays(day, 1) })).toMatchObject({ code: 'date_in_future' });
    expect(await refused({ refundedOn: addDays(day, -1) })).toMatchObject({ code: 'date_order' });
    const pending = await office.pay(
      (await paymentOf(payment.id)).tenantId,
      '5.00',
      [[await openInvoiceOf(payment.id), '5.00']],
      { pending: true },
    );
    expect(await refusal(credits.refund(pending.id, [], '5.00'))).toMatchObject({ code: 'payment_not_succeeded' });
  });

  async function openInvoiceOf(paymentId: string): Promise<string> {
    const { tenantId } = await paymentOf(paymentId);
    const [row] = await look<{ id: string }>(
      office.database,
      'SELECT id FROM public.subscriptions WHERE tenant_id = $1',
      [tenantId],
    );
    return office.invoice({ tenantId, subscriptionId: row?.id ?? '' }, '5.00');
  }

  it('stands in the way of a reversal; a credit note does not', async () => {
    const { id, payment } = await paidInvoice();
    await credits.credit(id, '20.00');
    const refund = await credits.refund(payment.id, [], '20.00');
    expect(await refusal(credits.reverse(payment.id))).toEqual({
      code: 'payment_refunded',
      params: { amount: '20.00', currency: 'USD' },
    });
    await credits.cancelRefund(refund.id);
    await credits.reverse(payment.id);
    expect(await office.state(id)).toMatchObject({ status: 'pending', paid: '0.00', due: '80.00' });
    await office.expectClean();
  });

  it('can be canceled: the money is where it was, as far as that is still due', async () => {
    const { farm, id, payment } = await paidInvoice();
    const refund = await credits.refund(payment.id, [[id, '100.00']]);
    await office.pay(farm.tenantId, '70.00', [[id, '70.00']]);
    await credits.cancelRefund(refund.id);
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '100.00', due: '0.00' });
    expect(await paymentOf(payment.id)).toMatchObject({
      status: 'succeeded',
      allocated: '30.00',
      unallocated: '70.00',
      refunded: '0.00',
    });
    expect(await getRefund(office.database, { id: refund.id })).toMatchObject({ canceled: true });
    expect(await refusal(credits.cancelRefund(refund.id))).toMatchObject({ code: 'already_canceled' });
    const [number] = await look(office.database, 'SELECT state FROM billing_desktop.numbers WHERE entity_id = $1', [
      refund.id,
    ]);
    expect(number).toEqual({ state: 'voided' });
    await office.expectClean();
  });

  it('has one effect for its key', async () => {
    const { id, payment } = await paidInvoice();
    const order = refundPaymentSchema.parse({
      key: newKey(),
      paymentId: payment.id,
      parts: [{ invoiceId: id, amount: '10.00' }],
      fromCredit: '0.00',
      method: 'cash',
      reference: null,
      payeeNumber: null,
      refundedOn: await office.today(),
      reason: 'Twice',
    });
    const [one, two] = await Promise.all([
      refundPayment(office.database, actor, order),
      refundPayment(office.database, actor, order),
    ]);
    expect(two).toEqual(one);
    expect(await office.state(id)).toMatchObject({ paid: '90.00' });
    await office.expectClean();
  });

  it('takes back what the service received', async () => {
    const farm = await office.tenant();
    await asService(office.url, async (client) => {
      const subscription = { ...farm, id: farm.subscriptionId, currency: 'USD' } as const;
      const invoiceId = await serviceCreatesInvoice(client, subscription, {
        number: 'SAH-2020-8001',
        total: '50.00',
        issueDate: await office.today(),
      });
      const paymentId = await servicePays(client, { invoiceId, tenantId: farm.tenantId, amount: '60.00' });
      await credits.refund(paymentId, [[invoiceId, '20.00']], '10.00');
      expect(await office.state(invoiceId)).toMatchObject({ status: 'pending', paid: '30.00', due: '20.00' });
      expect(await paymentOf(paymentId)).toMatchObject({ refunded: '30.00', unallocated: '0.00', status: 'succeeded' });
    });
    await office.expectClean({ service: true });
  });

  it('is listed, found and summed', async () => {
    const { farm, id, payment } = await paidInvoice();
    const kept = await credits.refund(payment.id, [[id, '10.00']], '0.00', {
      method: 'bank_transfer',
      reference: 'TRF-77',
    });
    const gone = await credits.refund(payment.id, [[id, '5.00']]);
    await credits.cancelRefund(gone.id);
    const request = { sort: { column: 'number', direction: 'desc' }, page: { from: 'start', limit: 10 } } as const;
    const all = await listRefunds(office.database, { filter: { tenantId: farm.tenantId }, ...request });
    expect(all.rows.map(({ number }) => number)).toEqual([gone.number, kept.number]);
    expect(await refundTotals(office.database, { filter: { tenantId: farm.tenantId } })).toMatchObject({
      count: 2,
      currencies: [{ total: '10.00' }],
    });
    for (const search of [kept.number, 'trf-77']) {
      expect((await listRefunds(office.database, { filter: { search }, ...request })).rows).toMatchObject([
        { number: kept.number },
      ]);
    }
    const byReceipt = await listRefunds(office.database, {
      filter: { search: payment.voucherNumber ?? '' },
      ...request,
    });
    expect(byReceipt.rows).toHaveLength(2);
  });
});

describe("the customer's credit at issue", () => {
  it('is applied where the settings say so, the oldest first, and not where they do not', async () => {
    const farm = await office.tenant();
    const first = await office.invoice(farm, '10.00');
    const old = await office.pay(farm.tenantId, '25.00', [[first, '10.00']], { paidOn: await office.today() });
    const second = await office.invoice(farm, '10.00');
    const young = await office.pay(farm.tenantId, '40.00', [[second, '10.00']]);
    expect(await office.state(await office.invoice(farm, '5.00'))).toMatchObject({ paid: '0.00' });

    const { today: _today, version, ...settings } = await getBusinessSettings(office.database);
    const withCredit = businessSettingsSchema.parse({ ...settings, applyCredit: true });
    const saved = await setBusiness(office.database, actor, { key: newKey(), version, settings: withCredit });
    try {
      const whole = await office.invoice(farm, '20.00');
      expect(await office.state(whole)).toMatchObject({ status: 'paid', paid: '20.00' });
      expect(await paymentOf(old.id)).toMatchObject({ unallocated: '0.00' });
      expect(await paymentOf(young.id)).toMatchObject({ unallocated: '25.00' });
      const part = await office.invoice(farm, '40.00');
      expect(await office.state(part)).toMatchObject({ status: 'pending', paid: '25.00', due: '15.00' });
      const other = await office.invoice(farm, '7.00', { currency: 'YER' });
      expect(await office.state(other)).toMatchObject({ paid: '0.00' });
    } finally {
      await setBusiness(office.database, actor, {
        key: newKey(),
        version: saved.version,
        settings: { ...withCredit, applyCredit: false },
      });
    }
    await office.expectClean();
  });
});
