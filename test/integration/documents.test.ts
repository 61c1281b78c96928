import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmPayment } from '../../electron/billing/confirm-payment';
import { invoiceDocument } from '../../electron/billing/invoice-document';
import { receiptDocument } from '../../electron/billing/receipt-document';
import { reversePayment } from '../../electron/billing/reverse-payment';
import { voidInvoice } from '../../electron/billing/void-invoice';
import { api } from '../../electron/contract/api';
import { invoiceIdSchema, type InvoiceId, type PaymentId } from '../../electron/contract/ids';
import { serviceCreatesInvoice, serviceCreatesSubscription, servicePays } from '../support/service-writes';
import { actor, addRateOn, newKey, openOffice, refusal, type Office } from './billing/office';

let office: Office;
let service: pg.Client;
beforeAll(async () => {
  office = await openOffice();
  service = new pg.Client({ connectionString: office.url });
  await service.connect();
});
afterAll(async () => {
  await service.end();
  await office.close();
});

const invoiceOf = (id: InvoiceId) => invoiceDocument(office.database, id);
const receiptOf = (id: PaymentId) => receiptDocument(office.database, id);

async function serviceInvoice(total: string): Promise<{ id: InvoiceId; tenantId: string }> {
  const tenantId = `service-${newKey().slice(0, 8)}`;
  const subscription = await serviceCreatesSubscription(service, { tenantId });
  const id = await serviceCreatesInvoice(service, subscription, { number: `SAH-2025-${newKey().slice(0, 8)}`, total });
  return { id: invoiceIdSchema.parse(id), tenantId };
}

describe('an invoice’s document', () => {
  it('of a draft follows the current rows and bears no number; issued, it keeps what was', async () => {
    const farm = await office.tenant();
    await addRateOn(office.database, '2026-01-01', '535.5');
    const draft = await office.draft(farm, '100.00', {
      issueDate: '2026-02-03',
      taxRate: '5',
      discountAmount: '10.00',
    });
    expect(await invoiceOf(draft.id)).toMatchObject({
      number: null,
      standing: 'draft',
      discount: '10.00',
      tax: '4.50',
      total: '94.50',
      copy: 0,
      snapshot: {
        templateVersion: 1,
        tenant: { name: 'Al-Jawf Model Farm', phone: '+967 1 000' },
        plan: { name: 'Starter', nameAr: 'المبتدئ', cycle: 'monthly' },
        rate: { yerPerUsd: '535.5', date: '2026-01-01' },
      },
    });

    const id = await office.invoice(farm, '100.00', { issueDate: '2026-02-03' });
    const issued = await invoiceOf(id);
    await service.query(`UPDATE public.tenants SET name = 'Renamed', name_ar = 'اسم آخر' WHERE tenant_id = $1`, [
      farm.tenantId,
    ]);
    await addRateOn(office.database, '2026-02-01', '540');
    await office.pay(farm.tenantId, '30.00', [[id, '30.00']]);
    const later = await invoiceOf(id);
    expect(later.snapshot).toEqual(issued.snapshot);
    expect(later).toMatchObject({
      number: issued.number,
      paid: '30.00',
      due: '70.00',
      printedOn: await office.today(),
    });
    expect((await invoiceOf(draft.id)).snapshot).toMatchObject({
      tenant: { name: 'Renamed' },
      rate: { yerPerUsd: '540' },
    });
  });

  it('of the service’s takes the current rows, its JSON numbers and its anchored period', async () => {
    const { id, tenantId } = await serviceInvoice('99.00');
    const document = await invoiceOf(id);
    expect(document).toMatchObject({
      standing: 'overdue',
      total: '99.00',
      due: '99.00',
      snapshot: { tenant: { tenantId, name: tenantId, nameAr: tenantId } },
    });
    expect(document.number).toMatch(/^SAH-2025-/);
    expect(document.lines[0]?.amount).toBe('99.00');
    const { period } = document.snapshot;
    expect(period !== null && period.start <= document.issueDate && document.issueDate < period.end).toBe(true);
    await servicePays(service, { invoiceId: id, tenantId, amount: '99.00' });
    expect(await invoiceOf(id)).toMatchObject({ standing: 'paid', paid: '99.00', due: '0.00' });
  });

  it('says why it is void', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    await voidInvoice(
      office.database,
      actor,
      api.invoices.void.input.parse({ key: newKey(), id, reason: 'ordered twice' }),
    );
    expect(await invoiceOf(id)).toMatchObject({ standing: 'canceled', voidReason: 'ordered twice', due: '0.00' });
  });

  it('of a newer app is refused, and of nobody not found', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    await service.query(
      `UPDATE billing_desktop.invoice_details SET snapshot = '{"templateVersion": 7, "letterhead": {}}' WHERE invoice_id = $1`,
      [id],
    );
    expect(await refusal(invoiceOf(id))).toEqual({ code: 'document_not_ready', params: { version: 7 } });
    expect(await refusal(invoiceOf(invoiceIdSchema.parse(newKey())))).toMatchObject({ code: 'not_found' });
  });
});

describe('a receipt voucher', () => {
  it('says where the money went and what was due then, whatever is paid later', async () => {
    const farm = await office.tenant();
    const [first, second] = [await office.invoice(farm, '100.00'), await office.invoice(farm, '50.00')];
    const { id } = await office.pay(farm.tenantId, '120.00', [
      [first, '80.00'],
      [second, '30.00'],
    ]);
    const [firstNumber, secondNumber] = [(await office.state(first)).number, (await office.state(second)).number];
    const expected = {
      amount: '120.00',
      credit: '10.00',
      method: 'cash',
      reversalReason: null,
      allocations: [
        { invoiceNumber: firstNumber, amount: '80.00', dueAfter: '20.00' },
        { invoiceNumber: secondNumber, amount: '30.00', dueAfter: '20.00' },
      ],
    };
    expect(await receiptOf(id)).toMatchObject(expected);
    await office.pay(farm.tenantId, '20.00', [[first, '20.00']]);
    expect(await receiptOf(id)).toMatchObject(expected);
    await reversePayment(
      office.database,
      actor,
      api.payments.reverse.input.parse({ key: newKey(), id, reason: 'a slip' }),
    );
    expect(await receiptOf(id)).toMatchObject({ ...expected, reversalReason: 'a slip' });
  });

  it('reckons with what the service’s payments counted for then', async () => {
    const { id: invoice, tenantId } = await serviceInvoice('100.00');
    await servicePays(service, { invoiceId: invoice, tenantId, amount: '25.00' });
    const { id } = await office.pay(tenantId, '50.00', [[invoice, '50.00']]);
    const dueAfter = async (): Promise<string | null | undefined> => (await receiptOf(id)).allocations[0]?.dueAfter;
    expect(await dueAfter()).toBe('25.00');
    await servicePays(service, { invoiceId: invoice, tenantId, amount: '25.00' });
    expect(await dueAfter()).toBe('25.00');
  });

  it('is there once the payment is confirmed, and not before', async () => {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '10.00');
    const { id } = await office.pay(farm.tenantId, '10.00', [[invoice, '10.00']], { pending: true });
    expect(await refusal(receiptOf(id))).toMatchObject({ code: 'document_not_ready' });
    const paidOn = await office.today();
    await confirmPayment(office.database, actor, api.payments.confirm.input.parse({ key: newKey(), id, paidOn }));
    const receipt = await receiptOf(id);
    expect(receipt).toMatchObject({ date: paidOn, allocations: [{ amount: '10.00', dueAfter: '0.00' }] });
    expect(receipt.number).toMatch(/^RV-\d{4}-\d{4}$/);
  });
});
