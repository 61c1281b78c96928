import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { addDays, calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import { invoiceIdSchema, type InvoiceId } from '../../../electron/contract/ids';
import { reports } from '../../../electron/contract/reports';
import { readAging } from '../../../electron/database/queries/reports/aging';
import { readCollections } from '../../../electron/database/queries/reports/collections';
import { readReportRows } from '../../../electron/database/queries/reports/rows';
import { readStatement } from '../../../electron/database/queries/reports/statement';
import { asService, backdateAudit } from '../billing/as-service';
import { creditsOf } from '../billing/credits-office';
import { actor, lookOne, newKey, openOffice, type Office } from '../billing/office';

/* Another program changes today what was printed for a month that is past: the print stays true, the change is today's. */

let office: Office;
let today: CalendarDate;
beforeAll(async () => {
  office = await openOffice();
  today = calendarDateSchema.parse(await office.today());
});
afterAll(async () => {
  await office.expectClean({ service: true });
  await office.close();
});

type Tenant = Awaited<ReturnType<Office['tenant']>>;
const back = (days: number): CalendarDate => addDays(today, -days);

/** What the service writes. */
const elsewhere = (text: string, values: readonly unknown[]): Promise<void> =>
  asService(office.url, async (client) => {
    await client.query(text, [...values]);
  });
const setStatus = (table: 'invoices' | 'payments', id: string, status: string): Promise<void> =>
  elsewhere(`UPDATE public.${table} SET status = $2 WHERE id = $1`, [id, status]);

/** A payment of the service that arrived so many days ago. */
async function servicePayment(invoiceId: InvoiceId, amount: string, days: number): Promise<string> {
  const { id } = await lookOne<{ id: string }>(
    office.database,
    `INSERT INTO public.payments (invoice_id, tenant_id, amount, currency, status, method, created_at)
  SELECT id, tenant_id, $2, currency, 'pending', 'credit_card', billing_desktop.start_of($3::date) + interval '9 hours'
  FROM public.invoices WHERE id = $1 RETURNING id`,
    [invoiceId, amount, back(days)],
  );
  await elsewhere(
    `UPDATE public.payments SET status = 'succeeded', paid_at = created_at, processed_at = created_at WHERE id = $1`,
    [id],
  );
  return id;
}

async function account({ tenantId }: Tenant, from: CalendarDate, to: CalendarDate) {
  const found = await readStatement(office.database, { tenantId, currency: 'USD', from, to });
  const moved = Number(found.debits) - Number(found.credits);
  expect(Number(found.closing)).toBeCloseTo(Number(found.opening) + moved, 2);
  return found;
}

/** What was printed and reckoned for the past: a statement up to ten days ago, and the aging of that day. */
async function printed(tenant: Tenant) {
  const input = { asOf: back(10), currency: null, tenantId: tenant.tenantId };
  const aging = await readAging(office.database, input);
  const rows = await readReportRows(
    office.database,
    reports.rows.input.parse({
      of: 'aging',
      asOf: back(10),
      currency: 'USD',
      bucket: null,
      tenantId: tenant.tenantId,
    }),
  );
  return { statement: await account(tenant, back(60), back(10)), aging: aging.currencies, rows };
}

/** The movements of the last days, and that the account closes at what the invoices say less what is on account. */
async function recent(tenant: Tenant): Promise<(readonly string[])[]> {
  const { movements, closing } = await account(tenant, back(9), today);
  const { balance } = await lookOne<{ balance: string }>(
    office.database,
    `SELECT ((SELECT coalesce(sum(i.amount_due), 0) FROM public.invoices i
    WHERE i.tenant_id = $1 AND i.status IN ('pending', 'overdue'))
  - (SELECT coalesce(sum(p.amount - coalesce((SELECT sum(i.amount_paid) FROM public.invoices i WHERE i.id = p.invoice_id), 0)), 0)
     FROM public.payments p WHERE p.tenant_id = $1 AND p.status = 'succeeded'))::numeric(20, 2)::text AS balance`,
    [tenant.tenantId],
  );
  expect(closing).toBe(balance);
  const now = await readAging(office.database, { asOf: null, currency: null, tenantId: tenant.tenantId });
  const atEnd = await readAging(office.database, { asOf: today, currency: null, tenantId: tenant.tenantId });
  expect(atEnd.currencies).toEqual(now.currencies);
  return movements.map(({ date, kind, debit, credit, balance: after }) => [date, kind, debit, credit, after]);
}

describe('a void by another program', () => {
  it('is dated on the day on which it was done', async () => {
    const tenant = await office.tenant();
    const id = await office.invoice(tenant, '100.00', { issueDate: back(40) });
    const before = await printed(tenant);
    expect(before).toMatchObject({ statement: { closing: '100.00' }, rows: { count: 1 } });
    await setStatus('invoices', id, 'canceled');
    expect(await printed(tenant)).toEqual(before);
    expect(await recent(tenant)).toEqual([[today, 'void', '0.00', '100.00', '0.00']]);
  });

  it('is a movement each time, where it was taken back and done again', async () => {
    const tenant = await office.tenant();
    const id = await office.invoice(tenant, '100.00', { issueDate: back(40) });
    await setStatus('invoices', id, 'canceled');
    await backdateAudit(office.url, 'invoice', id, 30);
    const whileVoid = await printed(tenant);
    expect(whileVoid).toMatchObject({ statement: { closing: '0.00' }, aging: [] });
    await setStatus('invoices', id, 'pending');
    await backdateAudit(office.url, 'invoice', id, 5);
    await setStatus('invoices', id, 'canceled');
    expect(await printed(tenant)).toEqual(whileVoid);
    expect(await recent(tenant)).toEqual([
      [back(5), 'void_undone', '100.00', '0.00', '100.00'],
      [today, 'void', '0.00', '100.00', '0.00'],
    ]);
    const between = await readAging(office.database, { asOf: back(2), currency: null, tenantId: tenant.tenantId });
    expect(between.currencies).toMatchObject([{ total: '100.00' }]);
  });

  it('that takes back a void of the desktop leaves that void where it was', async () => {
    const tenant = await office.tenant();
    const id = await office.invoice(tenant, '70.00', { issueDate: back(40) });
    const before = await printed(tenant);
    await voidInvoice(office.database, actor, { key: newKey(), id, reason: 'entered twice' });
    await setStatus('invoices', id, 'pending');
    expect(await printed(tenant)).toEqual(before);
    expect(await recent(tenant)).toEqual([
      [today, 'void', '0.00', '70.00', '0.00'],
      [today, 'void_undone', '70.00', '0.00', '70.00'],
    ]);
    await voidInvoice(office.database, actor, { key: newKey(), id, reason: 'entered twice' });
  });

  it('that nobody watched is dated on the day of issue', async () => {
    const tenant = await office.tenant();
    await elsewhere(
      `INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, total, amount_due, line_items)
  VALUES ('SAH-2020-0815', $1, $2, 'canceled', 'USD', $3, $3, 50, 50, 50, '[{"description": "Starter", "quantity": 1, "unit_price": 50, "amount": 50}]')`,
      [tenant.tenantId, tenant.subscriptionId, back(30)],
    );
    const { statement, aging } = await printed(tenant);
    expect(statement.movements.map(({ date, kind }) => [date, kind])).toEqual([
      [back(30), 'invoice'],
      [back(30), 'void'],
    ]);
    expect(aging).toEqual([]);
  });
});

it('an amount that another program changed after the issue moves the account on the day of the change', async () => {
  const tenant = await office.tenant();
  const id = await office.invoice(tenant, '100.00', { issueDate: back(40) });
  const before = await printed(tenant);
  await elsewhere(
    `UPDATE public.invoices SET subtotal = 80, total = 80,
    line_items = '[{"description": "Starter", "quantity": 1, "unit_price": 80, "amount": 80}]' WHERE id = $1`,
    [id],
  );
  expect(await printed(tenant)).toEqual(before);
  expect(await recent(tenant)).toEqual([[today, 'invoice_changed', '0.00', '20.00', '80.00']]);
});

it('what a draft was before its issue moves nothing', async () => {
  const tenant = await office.tenant();
  const { id } = await office.draft(tenant, '30.00', { issueDate: back(40) });
  await elsewhere(`UPDATE public.invoices SET subtotal = 50, total = 50 WHERE id = $1`, [id]);
  await elsewhere(`UPDATE public.invoices SET status = 'pending' WHERE id = $1`, [id]);
  const { statement } = await printed(tenant);
  expect(statement.movements.map(({ kind, debit }) => [kind, debit])).toEqual([['invoice', '50.00']]);
  await elsewhere(`UPDATE public.invoices SET status = 'draft' WHERE id = $1`, [id]);
  await elsewhere(`DELETE FROM billing_desktop.invoice_details WHERE invoice_id = $1`, [id]);
  await elsewhere(`DELETE FROM public.invoices WHERE id = $1`, [id]);
});

describe('a payment of the service', () => {
  const paid = async (): Promise<{ tenant: Tenant; payment: string }> => {
    const tenant = await office.tenant();
    const id = await office.invoice(tenant, '100.00', { issueDate: back(40) });
    return { tenant, payment: await servicePayment(id, '60.00', 30) };
  };

  it.each([
    ['failed', 'payment_undone'],
    ['refunded', 'refund'],
  ])('that has %s by now arrived on its day, and is undone on the day of that', async (status, kind) => {
    const { tenant, payment } = await paid();
    const before = await printed(tenant);
    expect(before.statement).toMatchObject({ closing: '40.00' });
    await setStatus('payments', payment, status);
    expect(await printed(tenant)).toEqual(before);
    expect(await recent(tenant)).toEqual([[today, kind, '60.00', '0.00', '100.00']]);
    const collected = async (from: CalendarDate, to: CalendarDate) =>
      (await readCollections(office.database, reports.collections.input.parse({ from, to }))).totals[0];
    if (status === 'refunded') {
      expect(await collected(today, today)).toMatchObject({ payments: 0, refunded: '60.00' });
      const past = await readReportRows(
        office.database,
        reports.rows.input.parse({ of: 'collections', from: today, to: today, currency: 'USD', method: null }),
      );
      expect(past.sums).toEqual([{ currency: 'USD', amount: '-60.00' }]);
    }
  });

  it('that failed and came after all arrives twice and fails once', async () => {
    const { tenant, payment } = await paid();
    await setStatus('payments', payment, 'failed');
    await backdateAudit(office.url, 'payment', payment, 20);
    const before = await printed(tenant);
    expect(before.statement.movements.map(({ date, kind }) => [date, kind])).toEqual([
      [back(40), 'invoice'],
      [back(30), 'payment'],
      [back(20), 'payment_undone'],
    ]);
    await setStatus('payments', payment, 'pending');
    await elsewhere(
      `UPDATE public.payments SET status = 'succeeded', paid_at = now(), processed_at = now() WHERE id = $1`,
      [payment],
    );
    expect(await printed(tenant)).toEqual(before);
    expect(await recent(tenant)).toEqual([[today, 'payment_again', '0.00', '60.00', '40.00']]);
  });

  it('of which another amount is said keeps the first one until then', async () => {
    const { tenant, payment } = await paid();
    const before = await printed(tenant);
    await elsewhere(`UPDATE public.payments SET amount = 45 WHERE id = $1`, [payment]);
    expect(await printed(tenant)).toEqual(before);
    expect(await recent(tenant)).toEqual([[today, 'payment_changed', '15.00', '0.00', '55.00']]);
  });

  it('that the desktop paid back is refunded by the desktop’s own row alone', async () => {
    const { tenant, payment } = await paid();
    const { invoice } = await lookOne<{ invoice: string }>(
      office.database,
      'SELECT invoice_id AS invoice FROM public.payments WHERE id = $1',
      [payment],
    );
    const id = invoiceIdSchema.parse(invoice);
    await creditsOf(office).refund(payment, [[id, '60.00']]);
    expect(await recent(tenant)).toEqual([[today, 'refund', '60.00', '0.00', '100.00']]);
  });
});
