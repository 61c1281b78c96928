import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocateCredit } from '../../../electron/billing/allocate-credit';
import { askOutcome } from '../../../electron/billing/command';
import { confirmPayment } from '../../../electron/billing/confirm-payment';
import { markPaymentFailed } from '../../../electron/billing/fail-payment';
import { reversePayment } from '../../../electron/billing/reverse-payment';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { addDays, calendarDateSchema } from '../../../electron/contract/calendar-date';
import { amountSchema } from '../../../electron/contract/amount';
import { receiptSnapshotSchema } from '../../../electron/contract/document';
import { invoiceIdSchema, paymentIdSchema } from '../../../electron/contract/ids';
import { serviceCreatesInvoice, serviceCreatesPayment, servicePays } from '../../support/service-writes';
import { actor, look, lookOne, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const part = (invoiceId: string, amount: string) => ({
  invoiceId: invoiceIdSchema.parse(invoiceId),
  amount: amountSchema.parse(amount),
});

describe('recording', () => {
  it('pays a part, then the rest; the invoice follows', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    const first = await office.pay(farm.tenantId, '30.50', [[id, '30.50']]);
    expect(first).toMatchObject({ status: 'succeeded', allocated: '30.50', credit: '0.00' });
    expect(await office.state(id)).toMatchObject({ status: 'pending', paid: '30.50', due: '69.50' });
    await office.pay(farm.tenantId, '69.50', [[id, '69.50']]);
    expect(await office.state(id)).toMatchObject({
      status: 'paid',
      paid: '100.00',
      due: '0.00',
      paid_date: await office.today(),
    });
    await office.expectClean();
  });

  it('spreads over several invoices and keeps the rest as credit', async () => {
    const farm = await office.tenant();
    const [a, b] = [await office.invoice(farm, '10.00'), await office.invoice(farm, '20.00')];
    const result = await office.pay(farm.tenantId, '50.00', [
      [a, '10.00'],
      [b, '5.00'],
    ]);
    expect(result).toMatchObject({ allocated: '15.00', credit: '35.00', amount: '50.00' });
    expect(result.voucherNumber).toMatch(/^RV-\d{4}-\d{4,}$/);
    expect(await office.state(a)).toMatchObject({ status: 'paid' });
    expect(await office.state(b)).toMatchObject({ status: 'pending', due: '15.00' });
    const stored = await lookOne<{ snapshot: object }>(
      office.database,
      `SELECT p.invoice_id, p.amount, v.snapshot FROM public.payments p
JOIN billing_desktop.receipt_vouchers v ON v.payment_id = p.id WHERE p.id = $1`,
      [result.id],
    );
    expect(stored).toMatchObject({
      invoice_id: a,
      amount: '50.00',
      snapshot: { tenant: { name: 'Al-Jawf Model Farm' } },
    });
    expect(receiptSnapshotSchema.parse(stored.snapshot)).toMatchObject(stored.snapshot);
    await office.expectClean();
  });

  it('refuses more than is due, more than was paid, and what does not belong together', async () => {
    const farm = await office.tenant();
    const other = await office.tenant();
    const [id, yer, foreign] = [
      await office.invoice(farm, '10.00'),
      await office.invoice(farm, '10.00', { currency: 'YER' }),
      await office.invoice(other, '10.00'),
    ];
    const { number } = await office.state(id);
    expect(await refusal(office.pay(farm.tenantId, '20.00', [[id, '10.01']]))).toEqual({
      code: 'allocation_exceeds_due',
      params: { number, due: '10.00', currency: 'USD' },
    });
    expect(await refusal(office.pay(farm.tenantId, '9.00', [[id, '10.00']]))).toMatchObject({
      code: 'allocation_exceeds_payment',
    });
    expect(await refusal(office.pay(farm.tenantId, '10.00', [[yer, '10.00']]))).toMatchObject({
      code: 'currency_mismatch',
    });
    expect(await refusal(office.pay(farm.tenantId, '10.00', [[foreign, '10.00']]))).toMatchObject({
      code: 'tenant_mismatch',
    });
    expect(
      await refusal(
        office.pay(farm.tenantId, '10.00', [
          [id, '5.00'],
          [id, '5.00'],
        ]),
      ),
    ).toMatchObject({ code: 'bad_input' });
    expect(await refusal(office.pay(farm.tenantId, '10.00', [[newKey(), '5.00']]))).toMatchObject({
      code: 'not_found',
    });
    const draft = await office.draft(farm, '10.00');
    expect(await refusal(office.pay(farm.tenantId, '10.00', [[draft.id, '5.00']]))).toMatchObject({
      code: 'invoice_not_open',
    });
    const tomorrow = addDays(calendarDateSchema.parse(await office.today()), 1);
    expect(await refusal(office.pay(farm.tenantId, '10.00', [[id, '5.00']], { paidOn: tomorrow }))).toMatchObject({
      code: 'date_in_future',
    });
    expect(await look(office.database, 'SELECT FROM public.payments WHERE tenant_id = $1', [farm.tenantId])).toEqual(
      [],
    );
  });

  it.each([
    ['bank_transfer', null, null, 'reference'],
    ['credit_card', '', null, 'reference'],
    ['tharwatt', null, null, 'reference'],
    ['mobile_money', 'R-1', null, 'payerNumber'],
    ['mobile_money', null, '777', 'reference'],
  ] as const)('%s needs its reference', async (method, reference, payerNumber, field) => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    expect(
      await refusal(office.pay(farm.tenantId, '10.00', [[id, '10.00']], { method, reference, payerNumber })),
    ).toEqual({ code: 'reference_required', params: { method, field } });
  });

  it('keeps method, reference and the day it arrived', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00', { issueDate: '2026-01-01' });
    const paid = await office.pay(farm.tenantId, '10.00', [[id, '10.00']], {
      method: 'tharwatt',
      reference: 'TH-778812',
      paidOn: '2026-01-21',
    });
    expect(paid.voucherNumber).toMatch(/^RV-2026-/);
    const row = await lookOne(
      office.database,
      `SELECT p.tharwatt_transaction_id AS tharwatt, p.paid_at, d.reference, d.paid_on FROM public.payments p
JOIN billing_desktop.payment_details d ON d.payment_id = p.id WHERE p.id = $1`,
      [paid.id],
    );
    expect(row).toEqual({
      tharwatt: 'TH-778812',
      paid_at: '2026-01-21T09:00:00Z',
      reference: 'TH-778812',
      paid_on: '2026-01-21',
    });
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid_date: '2026-01-21' });
  });
});

describe('keys', () => {
  it('a double click has one effect and one answer', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const key = newKey();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => office.pay(farm.tenantId, '10.00', [[id, '10.00']], { key })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await look(office.database, 'SELECT FROM public.payments WHERE invoice_id = $1', [id])).toHaveLength(1);
    expect(await refusal(office.pay(farm.tenantId, '9.00', [[id, '9.00']], { key }))).toMatchObject({
      code: 'key_reused',
    });
    expect(await askOutcome(office.database, key)).toEqual({ done: true, answer: answers[0] });
    expect(await askOutcome(office.database, newKey())).toEqual({ done: false });
  });

  it('a refusal is not stored: the same key may succeed later', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const full = await office.pay(farm.tenantId, '10.00', [[id, '10.00']]);
    const key = newKey();
    const again = () => office.pay(farm.tenantId, '4.00', [[id, '4.00']], { key });
    expect(await refusal(again())).toMatchObject({ code: 'invoice_not_open' });
    await reversePayment(office.database, actor, { key: newKey(), id: full.id, reason: 'wrong tenant' });
    expect(await again()).toMatchObject({ allocated: '4.00' });
    await office.expectClean();
  });
});

describe('pending payments', () => {
  it('count from their confirmation, with what still fits', async () => {
    const farm = await office.tenant();
    const [a, b] = [await office.invoice(farm, '10.00'), await office.invoice(farm, '20.00')];
    const pending = await office.pay(
      farm.tenantId,
      '30.00',
      [
        [a, '10.00'],
        [b, '20.00'],
      ],
      { pending: true, method: 'bank_transfer', reference: 'B-1' },
    );
    expect(pending).toMatchObject({ status: 'pending', voucherNumber: null, allocated: '0.00', credit: '0.00' });
    expect(await office.state(a)).toMatchObject({ paid: '0.00' });
    await office.pay(farm.tenantId, '4.00', [[a, '4.00']]);
    const paidOn = calendarDateSchema.parse(await office.today());
    const confirmed = await confirmPayment(office.database, actor, { key: newKey(), id: pending.id, paidOn });
    expect(confirmed).toMatchObject({ status: 'succeeded', allocated: '26.00', credit: '4.00' });
    expect(confirmed.voucherNumber).not.toBeNull();
    expect(await office.state(a)).toMatchObject({ status: 'paid' });
    expect(await office.state(b)).toMatchObject({ status: 'paid' });
    expect(
      await refusal(confirmPayment(office.database, actor, { key: newKey(), id: pending.id, paidOn })),
    ).toMatchObject({ code: 'payment_not_pending' });
    await office.expectClean();
  });

  it('give nothing to an invoice that was voided meanwhile', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const pending = await office.pay(farm.tenantId, '10.00', [[id, '10.00']], { pending: true });
    await voidInvoice(office.database, actor, { key: newKey(), id, reason: 'not ordered' });
    const paidOn = calendarDateSchema.parse(await office.today());
    expect(await confirmPayment(office.database, actor, { key: newKey(), id: pending.id, paidOn })).toMatchObject({
      allocated: '0.00',
      credit: '10.00',
    });
    expect(await office.state(id)).toMatchObject({ status: 'canceled', paid: '0.00' });
    await office.expectClean();
  });

  it('fail with a reason', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const pending = await office.pay(farm.tenantId, '10.00', [[id, '10.00']], { pending: true });
    await markPaymentFailed(office.database, actor, { key: newKey(), id: pending.id, reason: 'no funds' });
    const row = await lookOne(office.database, 'SELECT status, failure_reason FROM public.payments WHERE id = $1', [
      pending.id,
    ]);
    expect(row).toEqual({ status: 'failed', failure_reason: 'no funds' });
    expect(await office.state(id)).toMatchObject({ paid: '0.00' });
  });
});

describe('credit and reversal', () => {
  it('applies credit to another invoice, up to what is left', async () => {
    const farm = await office.tenant();
    const [a, b] = [await office.invoice(farm, '10.00'), await office.invoice(farm, '20.00')];
    const { id } = await office.pay(farm.tenantId, '25.00', [[a, '10.00']]);
    expect(
      await refusal(allocateCredit(office.database, actor, { key: newKey(), id, allocations: [part(b, '15.01')] })),
    ).toMatchObject({ code: 'allocation_exceeds_payment' });
    expect(
      await allocateCredit(office.database, actor, { key: newKey(), id, allocations: [part(b, '12.00')] }),
    ).toMatchObject({ allocated: '22.00', credit: '3.00' });
    expect(await office.state(b)).toMatchObject({ due: '8.00' });
    await office.expectClean();
  });

  it('a reversal takes every allocation back and can be done once', async () => {
    const farm = await office.tenant();
    const [a, b] = [await office.invoice(farm, '10.00'), await office.invoice(farm, '20.00')];
    const { id, voucherNumber } = await office.pay(farm.tenantId, '25.00', [[a, '10.00']]);
    await allocateCredit(office.database, actor, { key: newKey(), id, allocations: [part(b, '15.00')] });
    await reversePayment(office.database, actor, { key: newKey(), id, reason: 'entered twice' });
    expect(await office.state(a)).toMatchObject({ status: 'pending', paid: '0.00', due: '10.00', paid_date: null });
    expect(await office.state(b)).toMatchObject({ status: 'pending', paid: '0.00' });
    expect(
      await lookOne(office.database, 'SELECT state, reason FROM billing_desktop.numbers WHERE document_number = $1', [
        voucherNumber,
      ]),
    ).toEqual({ state: 'voided', reason: 'entered twice' });
    expect(await refusal(reversePayment(office.database, actor, { key: newKey(), id, reason: 'again' }))).toMatchObject(
      { code: 'payment_already_reversed' },
    );
    await office.expectClean();
  });
});

describe('payments of the service', () => {
  it('become explicit without moving a figure, then are reversed or applied', async () => {
    const farm = await office.tenant();
    const client = await office.database.connectClient();
    try {
      const subscription = { id: farm.subscriptionId, tenantId: farm.tenantId, currency: 'USD' as const };
      const issueDate = await office.today();
      const invoiceId = await serviceCreatesInvoice(client, subscription, { number: 'SAH-2020-0001', issueDate });
      const pay = (amount: string) => servicePays(client, { invoiceId, tenantId: farm.tenantId, amount });
      const [first, second] = [await pay('20.00'), await pay('20.00')];
      expect(await office.state(invoiceId)).toMatchObject({ status: 'paid', paid: '29.00' });

      // Of the second, 9.00 counts and 11.00 is the tenant's credit.
      const own = await office.invoice(farm, '50.00');
      const applied = await allocateCredit(office.database, actor, {
        key: newKey(),
        id: paymentIdSchema.parse(second),
        allocations: [part(own, '11.00')],
      });
      expect(applied).toMatchObject({ allocated: '20.00', credit: '0.00', voucherNumber: null });
      expect(await office.state(invoiceId)).toMatchObject({ status: 'paid', paid: '29.00' });
      expect(await office.state(own)).toMatchObject({ due: '39.00' });

      await reversePayment(office.database, actor, {
        key: newKey(),
        id: paymentIdSchema.parse(first),
        reason: 'charged back',
      });
      expect(await office.state(invoiceId)).toMatchObject({ status: 'pending', paid: '9.00', due: '20.00' });
      await office.expectClean();

      // The service's pending payment is confirmed here: it goes to its own invoice.
      const pending = await serviceCreatesPayment(client, { invoiceId, tenantId: farm.tenantId, amount: '25.00' });
      const confirmed = await confirmPayment(office.database, actor, {
        key: newKey(),
        id: paymentIdSchema.parse(pending),
        paidOn: calendarDateSchema.parse(issueDate),
      });
      expect(confirmed).toMatchObject({ allocated: '20.00', credit: '5.00' });
      expect(await office.state(invoiceId)).toMatchObject({ status: 'paid', paid: '29.00' });
      await office.expectClean();
    } finally {
      await client.end();
    }
  });
});
