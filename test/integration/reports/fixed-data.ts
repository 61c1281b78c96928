import { reversePayment } from '../../../electron/billing/reverse-payment';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { addDays, calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import type { InvoiceId, SubscriptionId, TenantId } from '../../../electron/contract/ids';
import { actor, addRateOn, look, newKey, type Office } from '../billing/office';

export interface FixedData {
  readonly today: CalendarDate;
  /** So many days before today. */
  readonly back: (days: number) => CalendarDate;
  readonly north: { readonly tenantId: TenantId; readonly subscriptionId: SubscriptionId };
  readonly south: { readonly tenantId: TenantId; readonly subscriptionId: SubscriptionId };
  readonly earlier: { readonly tenantId: TenantId; readonly subscriptionId: SubscriptionId };
}

/**
 * A small office whose figures are reckoned by hand in the golden tables. Days are counted back from today (T), so that the
 * figures are the same whenever the test runs; what is golden by month lies in 2023.
 */
export async function makeFixedData(office: Office): Promise<FixedData> {
  const { database } = office;
  const today = calendarDateSchema.parse(await office.today());
  const back = (days: number): CalendarDate => addDays(today, -days);
  const issued = (
    tenant: FixedData['north'],
    amount: string,
    days: readonly [issued: number, due: number],
    currency: 'USD' | 'YER' = 'USD',
  ): Promise<InvoiceId> =>
    office.invoice(tenant, amount, { issueDate: back(days[0]), dueDate: back(days[1]), currency });

  const north = await office.tenant();
  await issued(north, '100.00', [130, 120]);
  const n2 = await issued(north, '200.00', [100, 90]);
  await office.pay(north.tenantId, '50.00', [[n2, '50.00']], { paidOn: back(80) });
  await issued(north, '300.00', [70, 61]);
  await issued(north, '400.00', [65, 60]);
  const n5 = await issued(north, '500.00', [41, 31]);
  await office.pay(north.tenantId, '500.00', [[n5, '500.00']], { paidOn: back(20) });
  await issued(north, '600.00', [40, 30]);
  const n7 = await issued(north, '700.00', [10, 1]);
  const mistaken = await office.pay(north.tenantId, '700.00', [[n7, '700.00']], { paidOn: back(1) });
  await reversePayment(database, actor, { key: newKey(), id: mistaken.id, reason: 'for another customer' });
  await issued(north, '800.00', [7, 0]);
  const n9 = await office.invoice(north, '900.00', { issueDate: back(6), dueDate: addDays(today, 14) });
  await voidInvoice(database, actor, { key: newKey(), id: n9, reason: 'entered twice' });
  await look(
    database,
    `WITH made AS (
  INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, total, amount_due, line_items)
  VALUES ('SAH-2020-7777', $1, $2, 'pending', 'USD', $3, $4, 50, 50, 50,
    '[{"description": "Starter", "quantity": 1, "unit_price": 50, "amount": 50}]') RETURNING id
) SELECT id FROM made`,
    [north.tenantId, north.subscriptionId, back(8), back(1)],
  );
  await look(
    database,
    `WITH made AS (
  INSERT INTO public.payments (invoice_id, tenant_id, amount, currency, status, method, paid_at, processed_at, created_at)
  SELECT id, tenant_id, 20, 'USD', 'succeeded', 'credit_card', billing_desktop.start_of($1::date) + interval '9 hours', now(),
    billing_desktop.start_of($1::date) + interval '9 hours'
  FROM public.invoices WHERE invoice_number = 'SAH-2020-7777' RETURNING id
) SELECT id FROM made`,
    [back(3)],
  );

  const south = await office.tenant();
  await issued(south, '5000.00', [98, 91], 'YER');
  const s2 = await issued(south, '2000.00', [12, 5], 'YER');
  await office.pay(south.tenantId, '500.00', [[s2, '500.00']], { paidOn: back(2), currency: 'YER', method: 'cash' });
  const s3 = await issued(south, '1000.00', [52, 45]);
  await office.pay(south.tenantId, '1200.00', [[s3, '1000.00']], {
    paidOn: back(44),
    method: 'bank_transfer',
    reference: 'TRF-9',
  });

  // 2023, for what is golden by month; all of it paid, so that it does not age.
  const earlier = await office.tenant({ startDate: '2023-01-01' });
  const settled = async (
    amount: string,
    issueDate: string,
    overrides: Parameters<Office['invoice']>[2] = {},
  ): Promise<void> => {
    const id = await office.invoice(earlier, amount, { issueDate, ...overrides });
    const { due } = await office.state(id);
    await office.pay(earlier.tenantId, due, [[id, due]], { paidOn: issueDate, currency: overrides.currency ?? 'USD' });
  };
  await settled('100.00', '2023-05-31', { discountAmount: '10.00', taxRate: '5' });
  await settled('29.00', '2023-06-01');
  const void1 = await office.invoice(earlier, '77.00', { issueDate: '2023-06-15' });
  await voidInvoice(database, actor, { key: newKey(), id: void1, reason: 'entered twice' });
  // The plan is changed afterwards: what was issued for the old one stays there.
  await look(database, `UPDATE public.subscriptions SET plan_id = 'professional' WHERE id = $1 RETURNING id`, [
    earlier.subscriptionId,
  ]);
  await settled('99.00', '2023-06-30');
  await settled('9000.00', '2023-06-30', { currency: 'YER' });
  await look(
    database,
    `UPDATE public.subscriptions SET status = 'canceled', end_date = '2023-08-01' WHERE id = $1 RETURNING id`,
    [earlier.subscriptionId],
  );

  await addRateOn(database, back(30), '530');
  const more = async (
    count: number,
    planId: string,
    cycle: 'monthly' | 'quarterly' | 'yearly',
    currency: 'USD' | 'YER',
  ): Promise<void> => {
    for (let n = 0; n < count; n += 1)
      await office.tenant({ planId: planId, cycle, currency, startDate: '2024-02-29' });
  };
  await more(2, 'starter', 'quarterly', 'USD');
  await more(2, 'professional', 'quarterly', 'USD');
  await more(1, 'enterprise', 'yearly', 'USD');
  await more(1, 'starter', 'monthly', 'YER');
  await more(1, 'free', 'monthly', 'USD');
  await look(
    database,
    `WITH made AS (
  INSERT INTO public.subscriptions (tenant_id, plan_id, status, billing_cycle, currency, start_date, end_date, trial_end_date, next_billing_date)
  VALUES ('elsewhere', 'own-plan', 'active', 'monthly', 'USD', '2024-03-01', '2030-01-01', NULL, '2030-01-01'),
    ('left', 'starter', 'canceled', 'monthly', 'USD', '2024-02-10', '2024-04-20', NULL, '2024-05-01'),
    ('lapsed', 'starter', 'expired', 'yearly', 'USD', '2024-01-31', '2024-04-30', NULL, '2025-01-31'),
    ('never', 'starter', 'canceled', 'monthly', 'USD', '2024-03-01', '2024-03-10', '2024-03-15', '2024-03-15'),
    ('tried', 'starter', 'active', 'monthly', 'USD', '2024-03-20', '2030-01-01', '2024-04-03', '2030-01-01'),
    ('trying', 'starter', 'trial', 'monthly', 'USD', '2024-03-20', '2030-01-01', '2030-01-01', '2030-01-01'),
    ('resting', 'starter', 'suspended', 'monthly', 'USD', '2024-03-05', '2030-01-01', NULL, '2030-01-01')
  RETURNING id
) SELECT id FROM made`,
  );
  return { today, back, north, south, earlier };
}
