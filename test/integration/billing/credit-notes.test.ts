import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocateCredit } from '../../../electron/billing/allocate-credit';
import { creditInvoice } from '../../../electron/billing/issue-credit-note';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { amountSchema } from '../../../electron/contract/amount';
import { issueCreditNoteSchema } from '../../../electron/contract/credit-notes';
import { creditNoteIdSchema } from '../../../electron/contract/ids';
import { getCreditable } from '../../../electron/database/queries/creditable';
import { creditNoteTotals, getCreditNote, listCreditNotes } from '../../../electron/database/queries/credit-notes';
import { getInvoice } from '../../../electron/database/queries/invoices';
import { getPayment } from '../../../electron/database/queries/payments';
import { getTenant } from '../../../electron/database/queries/tenants';
import { serviceCreatesInvoice, servicePays } from '../../support/service-writes';
import { asService, creditsOf, type Credits } from './credits-office';
import { actor, addRateOn, look, lookOne, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
let credits: Credits;
beforeAll(async () => {
  office = await openOffice();
  credits = creditsOf(office);
});
afterAll(() => office.close());

const twoLines = [
  { description: 'Professional', descriptionAr: 'الاحترافي', quantity: '2', unitPrice: '40.00' },
  { description: 'Set-up', descriptionAr: 'رسوم التأسيس', quantity: '1', unitPrice: '20.00' },
];

describe('a credit note', () => {
  it('takes lines off at the rates of the invoice, and the invoice asks for less', async () => {
    const farm = await office.tenant();
    // 100.00 less 10.00 at 5 % = 94.50.
    const id = await office.invoice(farm, '0.00', { lines: twoLines, discountAmount: '10.00', taxRate: '5' });
    // 20.00 of the second line: share 2.00, tax round(18.00 x 5 %) = 0.90, total 18.90.
    const note = await credits.credit(id, [[1, '20.00']]);
    expect(note).toMatchObject({ total: '18.90', kind: 'partial', freed: '0.00', currency: 'USD' });
    expect(note.number).toMatch(/^CN-\d{4}-\d{4,}$/);
    expect(await office.state(id)).toMatchObject({ status: 'pending', paid: '0.00', due: '75.60' });
    const left = await getCreditable(office.database, { invoiceId: (await getInvoice(office.database, { id })).id });
    expect(left).toMatchObject({
      left: '75.60',
      credited: { subtotal: '20.00', discountAmount: '2.00', taxAmount: '0.90' },
    });
    expect(left.lines.map((line) => line.left)).toEqual(['80.00', '0.00']);
    const detail = await getCreditNote(office.database, { id: note.id });
    expect(detail).toMatchObject({
      subtotal: '20.00',
      discountAmount: '2.00',
      taxRate: '5',
      taxAmount: '0.90',
      canceled: false,
    });
    expect(detail.lines).toMatchObject([
      { place: 1, description: 'Set-up', descriptionAr: 'رسوم التأسيس', amount: '20.00' },
    ]);
    const invoice = await getInvoice(office.database, { id });
    expect(invoice).toMatchObject({ credited: '18.90', amountDue: '75.60', creditNotes: [{ number: note.number }] });
    expect(invoice.timeline[0]).toMatchObject({ action: 'credit_note_issued' });
    await office.expectClean();
  });

  it('credits all that is left, to the last unit, and the invoice is settled', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '0.00', { lines: twoLines, discountAmount: '10.01', taxRate: '5' });
    await credits.credit(id, [[0, '33.33']]);
    await credits.credit(id, '7.77');
    const last = await credits.credit(id, 'all');
    expect(last.kind).toBe('full');
    const [sum] = await look<{ total: string }>(
      office.database,
      'SELECT sum(total) AS total FROM billing_desktop.credit_notes WHERE invoice_id = $1',
      [id],
    );
    // 100.00 - 10.01 = 89.99; tax round(89.99 x 5 %) = 4.50.
    expect(sum).toEqual({ total: '94.49' });
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '0.00', due: '0.00' });
    expect(await refusal(credits.credit(id, 'all'))).toMatchObject({ code: 'credit_is_nothing' });
    await office.expectClean();
  });

  it('frees what was paid as the credit of the customer, the latest payment first', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    const first = await office.pay(farm.tenantId, '60.00', [[id, '60.00']]);
    const second = await office.pay(farm.tenantId, '40.00', [[id, '40.00']]);
    const { paid_date: paidOn } = await office.state(id);
    const note = await credits.credit(id, '55.00');
    expect(note).toMatchObject({ freed: '55.00', total: '55.00' });
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '45.00', due: '0.00', paid_date: paidOn });
    expect(await getPayment(office.database, { id: second.id })).toMatchObject({
      allocated: '0.00',
      unallocated: '40.00',
    });
    expect(await getPayment(office.database, { id: first.id })).toMatchObject({
      allocated: '45.00',
      unallocated: '15.00',
    });
    expect((await getTenant(office.database, { tenantId: farm.tenantId })).owed).toEqual([
      { currency: 'USD', due: '0.00', overdue: '0.00', credit: '55.00' },
    ]);
    const next = await office.invoice(farm, '30.00');
    const applied = await allocateCredit(office.database, actor, {
      key: newKey(),
      id: second.id,
      allocations: [{ invoiceId: next, amount: amountSchema.parse('30.00') }],
    });
    expect(applied).toMatchObject({ credit: '10.00' });
    expect(await office.state(next)).toMatchObject({ status: 'paid' });
    await office.expectClean();
  });

  it('frees only what is beyond what is due', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    await office.pay(farm.tenantId, '70.00', [[id, '70.00']]);
    // 30.00 is due: of 50.00, 30.00 comes off the due and 20.00 off what was paid.
    expect(await credits.credit(id, '50.00')).toMatchObject({ freed: '20.00' });
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '50.00', due: '0.00' });
    await office.expectClean();
  });

  it('refuses what the invoice or a line does not have left, drafts and void invoices', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '0.00', { lines: twoLines });
    expect(await refusal(credits.credit(id, [[1, '20.01']]))).toEqual({
      code: 'credit_exceeds_line',
      params: { line: 2, left: '20.00', currency: 'USD' },
    });
    expect(await refusal(credits.credit(id, [[1, '-1.00']]))).toMatchObject({ code: 'credit_exceeds_line' });
    expect(await refusal(credits.credit(id, [[7, '1.00']]))).toMatchObject({ code: 'bad_input' });
    expect(
      await refusal(
        credits.credit(id, [
          [1, '1.00'],
          [1, '1.00'],
        ]),
      ),
    ).toMatchObject({ code: 'bad_input' });
    expect(await refusal(credits.credit(id, '100.01'))).toMatchObject({
      code: 'credit_exceeds_invoice',
      params: { left: '100.00' },
    });
    const draft = await office.draft(farm, '10.00');
    expect(await refusal(credits.credit(draft.id, 'all'))).toMatchObject({ code: 'invoice_not_issued' });
    const gone = await office.invoice(farm, '10.00');
    await voidInvoice(office.database, actor, { key: newKey(), id: gone, reason: 'Twice' });
    expect(await refusal(credits.credit(gone, 'all'))).toMatchObject({ code: 'invoice_not_open' });
    expect(await refusal(credits.credit(newKey(), 'all'))).toMatchObject({ code: 'not_found' });
    await credits.writeOff(id, '30.00');
    expect(await refusal(credits.credit(id, '70.01'))).toMatchObject({ code: 'credit_exceeds_invoice' });
    expect(
      await look(office.database, 'SELECT FROM billing_desktop.credit_notes WHERE tenant_id = $1', [farm.tenantId]),
    ).toEqual([]);
    await office.expectClean();
  });

  it('has one effect for its key, and its numbers have no gap', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '50.00');
    const order = issueCreditNoteSchema.parse({
      key: newKey(),
      invoiceId: id,
      content: { by: 'total', total: '10.00' },
      reason: 'Late delivery',
      reasonAr: '',
    });
    const [one, two] = await Promise.all([
      creditInvoice(office.database, actor, order),
      creditInvoice(office.database, actor, order),
    ]);
    expect(two).toEqual(one);
    expect((await getCreditNote(office.database, { id: one.id })).reasonAr).toBe('Late delivery');
    expect(await office.state(id)).toMatchObject({ due: '40.00' });
    await Promise.all(['1.00', '2.00', '3.00', '4.00'].map((total) => credits.credit(id, total)));
    expect(await office.state(id)).toMatchObject({ due: '30.00' });
    await office.expectClean();
  });

  it('keeps the exchange rate of the invoice and who is who for reprints', async () => {
    await addRateOn(office.database, '2026-01-01', '531.25');
    const farm = await office.tenant({ currency: 'YER' });
    const id = await office.invoice(farm, '50000.00', { currency: 'YER' });
    await addRateOn(office.database, await office.today(), '600');
    const note = await credits.credit(id, 'all');
    expect(await getCreditNote(office.database, { id: note.id })).toMatchObject({
      exchangeRate: '531.25',
      currency: 'YER',
    });
    const { snapshot } = await lookOne<{ snapshot: unknown }>(
      office.database,
      'SELECT snapshot FROM billing_desktop.credit_notes WHERE id = $1',
      [note.id],
    );
    expect(snapshot).toMatchObject({
      templateVersion: 1,
      tenant: { name: 'Al-Jawf Model Farm' },
      invoice: { number: (await office.state(id)).number, total: '50000.00' },
      rate: { yerPerUsd: '531.25', date: '2026-01-01' },
    });
    await office.expectClean();
  });

  it('can be canceled: what it took is due again, what it freed stays with the customer', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    const paid = await office.pay(farm.tenantId, '100.00', [[id, '100.00']]);
    const note = await credits.credit(id, '40.00');
    await credits.cancelCredit(note.id);
    expect(await office.state(id)).toMatchObject({ status: 'pending', paid: '60.00', due: '40.00', paid_date: null });
    expect(await getPayment(office.database, { id: paid.id })).toMatchObject({ unallocated: '40.00' });
    expect(await getCreditNote(office.database, { id: note.id })).toMatchObject({
      canceled: true,
      cancelReason: 'Agreed with the customer',
    });
    expect(await refusal(credits.cancelCredit(note.id))).toMatchObject({ code: 'already_canceled' });
    expect(await refusal(credits.cancelCredit(newKey()))).toMatchObject({ code: 'not_found' });
    const [number] = await look(
      office.database,
      `SELECT state, reason FROM billing_desktop.numbers WHERE entity_id = $1`,
      [note.id],
    );
    expect(number).toEqual({ state: 'voided', reason: 'Agreed with the customer' });
    await office.expectClean();
  });

  it('counts beside what the service pays, which is never refused', async () => {
    const farm = await office.tenant();
    await asService(office.url, async (client) => {
      const subscription = { ...farm, id: farm.subscriptionId, currency: 'USD' } as const;
      const invoiceId = await serviceCreatesInvoice(client, subscription, { number: 'SAH-2020-7001', total: '100.00' });
      const pay = (amount: string) => servicePays(client, { invoiceId, tenantId: farm.tenantId, amount });
      await pay('100.00');
      expect(await credits.credit(invoiceId, '30.00')).toMatchObject({ freed: '30.00' });
      expect(await office.state(invoiceId)).toMatchObject({ status: 'paid', paid: '70.00', due: '0.00' });
      // A second payment of the service counts nothing: it is the tenant's credit.
      await pay('10.00');
      expect(await office.state(invoiceId)).toMatchObject({ status: 'paid', paid: '70.00', due: '0.00' });
      expect((await getTenant(office.database, { tenantId: farm.tenantId })).owed).toMatchObject([{ credit: '40.00' }]);
    });
    await office.expectClean({ service: true });
  });

  it('is listed, found and summed; a canceled one comes to nothing', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    const [kept, gone] = [await credits.credit(id, '10.00'), await credits.credit(id, '20.00')];
    await credits.cancelCredit(gone.id);
    const filter = { tenantId: farm.tenantId };
    const request = { sort: { column: 'number', direction: 'asc' }, page: { from: 'start', limit: 1 } } as const;
    const page = await listCreditNotes(office.database, { filter, ...request });
    expect(page.rows).toMatchObject([{ number: kept.number, canceled: false, total: '10.00' }]);
    const rest = await listCreditNotes(office.database, {
      filter,
      ...request,
      page: { from: 'cursor', cursor: page.nextCursor ?? '', limit: 5 },
    });
    expect(rest.rows).toMatchObject([{ number: gone.number, canceled: true }]);
    expect(await creditNoteTotals(office.database, { filter })).toMatchObject({
      count: 2,
      currencies: [{ total: '10.00' }],
    });
    for (const search of [kept.number, kept.number.toLowerCase(), (await office.state(id)).number, farm.tenantId]) {
      const found = await listCreditNotes(office.database, { filter: { search, canceled: false }, ...request });
      expect(found.rows.map(({ number }) => number)).toEqual([kept.number]);
    }
    expect(await refusal(getCreditNote(office.database, { id: creditNoteIdSchema.parse(newKey()) }))).toMatchObject({
      code: 'not_found',
    });
  });

  it('is only added to', async () => {
    for (const table of ['credit_notes', 'write_offs', 'refunds', 'refund_lines', 'cancellations']) {
      await expect(look(office.database, `DELETE FROM billing_desktop.${table}`)).rejects.toThrow();
      await expect(look(office.database, `TRUNCATE billing_desktop.${table} CASCADE`)).rejects.toThrow();
    }
  });
});

describe('a write-off', () => {
  it('takes off what is due, apart from credit notes, and can be taken back', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    await office.pay(farm.tenantId, '60.00', [[id, '60.00']]);
    expect(await refusal(credits.writeOff(id, '40.01'))).toMatchObject({ code: 'write_off_exceeds_due' });
    const written = await credits.writeOff(id, '40.00');
    expect(await office.state(id)).toMatchObject({ status: 'paid', paid: '60.00', due: '0.00' });
    const invoice = await getInvoice(office.database, { id });
    expect(invoice).toMatchObject({
      credited: '40.00',
      creditNotes: [],
      writeOffs: [{ amount: '40.00', cancelReason: null }],
    });
    expect(await refusal(credits.writeOff(id, '1.00'))).toMatchObject({ code: 'invoice_not_open' });
    await credits.cancelWriteOff(written.id);
    expect(await office.state(id)).toMatchObject({ status: 'pending', due: '40.00' });
    expect(await refusal(credits.cancelWriteOff(written.id))).toMatchObject({ code: 'already_canceled' });
    await office.expectClean();
  });

  it('and a credit note keep an invoice from being voided', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '100.00');
    const written = await credits.writeOff(id, '40.00');
    const gone = () => voidInvoice(office.database, actor, { key: newKey(), id, reason: 'Wrong customer' });
    expect(await refusal(gone())).toMatchObject({ code: 'invoice_credited' });
    await credits.cancelWriteOff(written.id);
    await gone();
    await office.expectClean();
  });
});
