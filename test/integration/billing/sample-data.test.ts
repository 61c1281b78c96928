import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleData } from '../../../electron/billing/sample-data/make';
import { seedSampleData } from '../../../electron/billing/sample-data/seed';
import { previewDue } from '../../../electron/billing/runs/preview-run';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import { paymentMethodSchema, subscriptionStatusSchema } from '../../../electron/contract/status';
import { limitAlerts } from '../../../electron/database/queries/limit-alerts';
import { listDayCloses } from '../../../electron/database/queries/closing';
import { look, lookOne, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

describe('sample data', () => {
  it('fills an empty database with what every screen needs, and the books are in order', async () => {
    const counts = await seedSampleData(office.database);
    expect(counts.tenants).toBeGreaterThanOrEqual(40);
    expect(counts.invoices).toBeGreaterThanOrEqual(170);
    await office.expectClean();
    const standings = await look<{ status: string; n: string }>(
      office.database,
      `SELECT CASE WHEN status = 'pending' AND due_date < billing_desktop.today() THEN 'overdue'
  WHEN status = 'pending' AND amount_paid > 0 THEN 'partly_paid' ELSE status::text END AS status, count(*) AS n
FROM public.invoices GROUP BY 1 ORDER BY 1`,
    );
    expect(standings.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['canceled', 'draft', 'overdue', 'paid', 'pending']),
    );
    const methods = await look<{ method: string }>(
      office.database,
      'SELECT DISTINCT method::text FROM public.payments',
    );
    expect(methods.map(({ method }) => method).toSorted()).toEqual(paymentMethodSchema.options.toSorted());
    const statuses = await look<{ status: string }>(
      office.database,
      'SELECT DISTINCT status::text AS status FROM public.subscriptions',
    );
    expect(statuses.map(({ status }) => status).toSorted()).toEqual(subscriptionStatusSchema.options.toSorted());
    const { pending, failed, reversed, credit } = await lookOne<Record<string, string>>(
      office.database,
      `SELECT count(*) FILTER (WHERE status = 'pending') AS pending, count(*) FILTER (WHERE status = 'failed') AS failed,
  (SELECT count(*) FROM billing_desktop.reversals) AS reversed,
  (SELECT count(*) FROM public.payments p WHERE p.status = 'succeeded'
    AND p.amount > (SELECT sum(a.amount) FROM billing_desktop.allocations a WHERE a.payment_id = p.id)) AS credit
FROM public.payments`,
    );
    const closes = await listDayCloses(office.database, { clerk: null, from: null, to: null });
    expect(closes.map(({ differs }) => differs)).toEqual([false, true, false, false]);
    const { unplanned } = await lookOne<{ unplanned: string }>(
      office.database,
      'SELECT count(*)::text AS unplanned FROM billing_desktop.invoice_details WHERE snapshot IS NOT NULL AND plan_id IS NULL',
    );
    expect(unplanned).toBe('0');
    expect({ pending, failed, reversed, credit }).toEqual({ pending: '4', failed: '4', reversed: '1', credit: '4' });
  });

  it('holds a billing run that is done, what is due since, the follow-up, and a bank statement', async () => {
    const { rows } = await previewDue(office.database, {
      date: calendarDateSchema.parse(await office.today()),
      after: null,
      limit: 100,
    });
    expect(rows.length).toBeGreaterThan(1);
    const found = await lookOne<Record<string, string>>(
      office.database,
      `SELECT (SELECT string_agg(state, ',') FROM billing_desktop.billing_runs) AS runs,
  (SELECT count(*) > 2 FROM billing_desktop.billing_run_invoices) AS billed,
  (SELECT string_agg(state, ',' ORDER BY state) FROM (SELECT DISTINCT p.tenant_id FROM billing_desktop.promises p) t
    CROSS JOIN LATERAL billing_desktop.promise_standing(t.tenant_id)) AS promises,
  (SELECT count(*) FROM billing_desktop.follow_up_notes) AS notes, (SELECT count(*) FROM billing_desktop.reminders) AS reminders,
  (SELECT count(*) > 4 FROM billing_desktop.bank_lines) AS lines,
  (SELECT count(*) FROM billing_desktop.bank_line_decisions) AS aside`,
    );
    expect(found).toEqual({
      runs: 'done',
      billed: true,
      promises: 'broken,kept,open',
      notes: '5',
      reminders: '1',
      lines: true,
      aside: '1',
    });
  });

  it('holds changes for later, a subscription that was resumed, and customers near a limit and over one', async () => {
    const changes = await look(
      office.database,
      `SELECT c.kind, s.status::text AS status, t.coming_plan_id AS plan, t.coming_cycle::text AS cycle,
  t.coming_on > billing_desktop.today() AS later
FROM billing_desktop.subscription_changes c JOIN public.subscriptions s ON s.id = c.subscription_id
JOIN billing_desktop.subscription_terms t ON t.subscription_id = s.id ORDER BY c.kind`,
    );
    expect(changes).toEqual([
      { kind: 'cycle_planned', status: 'active', plan: null, cycle: 'quarterly', later: true },
      { kind: 'downgrade_planned', status: 'active', plan: 'professional', cycle: null, later: true },
      { kind: 'resumed', status: 'active', plan: null, cycle: null, later: null },
    ]);
    const { alerts } = await limitAlerts(office.database);
    expect(alerts.map(({ metric, used, limit, percent }) => [metric, used, limit, percent])).toEqual([
      ['fields', '12', '10', 120],
      ['api_calls_per_day', '540', '500', 108],
      ['satellite_analyses_per_month', '170', '200', 85],
    ]);
    expect(new Set(alerts.map(({ tenantId }) => tenantId)).size).toBe(2);
  });

  it('refuses a database that has records', async () => {
    expect(await refusal(seedSampleData(office.database))).toMatchObject({ code: 'database_not_empty' });
  });

  it('numbers go on after it', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const paid = await office.pay(farm.tenantId, '10.00', [[id, '10.00']]);
    expect(paid.voucherNumber).toMatch(/^RV-/);
    await office.expectClean();
  });
});

describe('making it', () => {
  it.each(['2026-01-01', '2026-02-28', '2026-03-31', '2024-02-29', '2027-12-31'])(
    'gives the same for the same day, and enough of everything on %s',
    (day) => {
      const today = calendarDateSchema.parse(day);
      const data = makeSampleData(today);
      expect(makeSampleData(today)).toEqual(data);
      expect(data.invoices.length).toBeGreaterThan(150);
      expect(data.payments.filter(({ state }) => state === 'pending')).toHaveLength(4);
      expect(data.payments.filter(({ state }) => state === 'reversed')).toHaveLength(1);
      expect(data.invoices.every(({ issueDate }) => issueDate <= today)).toBe(true);
      expect(data.payments.every(({ paidOn }) => paidOn <= today)).toBe(true);
    },
  );
});
