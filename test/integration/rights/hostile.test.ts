import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lookOne } from '../billing/office';
import { openRightsOffice, type RightsOffice } from './rights-office';

let rights: RightsOffice;
let clerk: pg.Client;
let tenantId: string;
let invoiceId: string;
let credit: string;
let account: string;
beforeAll(async () => {
  rights = await openRightsOffice();
  clerk = await rights.client('clerk_one');
  const tenant = await rights.office.accountant.tenant();
  ({ tenantId } = tenant);
  invoiceId = await rights.office.accountant.invoice(tenant, '100.00');
  const paid = await rights.office.accountant.invoice(tenant, '10.00');
  ({ id: account } = await lookOne<{ id: string }>(
    rights.owner,
    `INSERT INTO billing_desktop.bank_accounts (name, name_ar, currency, method) VALUES ('CAC', 'كاك', 'USD', 'bank_transfer') RETURNING id`,
  ));
  ({ id: credit } = await rights.office.clerk.pay(tenantId, '50.00', [[paid, '10.00']]));
});
afterAll(() => rights?.close());
beforeEach(() => clerk.query('ROLLBACK'));

const key = (): string => randomUUID();

/** Begins as the app does: takes a key and says so. */
async function begin(client: pg.Client, commandKey: string, kind = 'psql'): Promise<void> {
  await client.query('BEGIN');
  await client.query(`INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ($1, $2, '')`, [
    commandKey,
    kind,
  ]);
  await client.query(`SELECT set_config('billing_desktop.command_key', $1, true)`, [commandKey]);
}

async function commit(client: pg.Client, commandKey: string): Promise<void> {
  await client.query(`UPDATE billing_desktop.commands SET answer = '{}' WHERE key = $1`, [commandKey]);
  await client.query('COMMIT');
}

/** All in one transaction under a key of its own, as far as it gets. */
async function attempt(statements: readonly string[], client = clerk, kind = 'psql'): Promise<void> {
  const commandKey = key();
  await begin(client, commandKey, kind);
  for (const sql of statements) await client.query(sql.replaceAll('$key', `'${commandKey}'`));
  await commit(client, commandKey);
}

const payment = '55555555-5555-4555-8555-555555555555';
const insertPayment = (amount: string, status = 'succeeded'): string =>
  `INSERT INTO public.payments (id, invoice_id, tenant_id, amount, currency, status, method, paid_at, processed_at)
VALUES ('${payment}', '${invoiceId}', '${tenantId}', ${amount}, 'USD', '${status}', 'cash', now(), now())`;
const details = `INSERT INTO billing_desktop.payment_details (payment_id, origin, paid_on, command_key)
VALUES ('${payment}', 'desktop', billing_desktop.today(), $key)`;
const allocate = (amount: string, of = payment, kind = 'payment'): string =>
  `INSERT INTO billing_desktop.allocations (payment_id, invoice_id, amount, kind, command_key) VALUES ('${of}', '${invoiceId}', ${amount}, '${kind}', $key)`;
const voucher = (number = `'RV-2026-9999'`): string =>
  `INSERT INTO billing_desktop.receipt_vouchers (number, payment_id, snapshot, command_key) VALUES (${number}, '${payment}', '{}', $key)`;

const bankLine = '66666666-6666-4666-8666-666666666666';
const statement = (): string =>
  `INSERT INTO billing_desktop.bank_statements (id, account_id, file_name, content_hash, line_count, known_count, outgoing_count, wrong_count, command_key)
VALUES ('${bankLine}', '${account}', 'a.csv', 'x', 1, 0, 0, 0, $key)`;
const line = (currency = 'USD'): string =>
  `INSERT INTO billing_desktop.bank_lines (account_id, statement_id, line_number, booked_on, amount, currency, description, line_key)
VALUES ('${account}', '${bankLine}', 1, billing_desktop.today(), 50, '${currency}', 'transfer', 'k')`;

/** What a clerk with psql might try; each is let through by the grants and refused by what stands behind them. */
const attacks: Readonly<Record<string, () => readonly string[]>> = {
  'a payment without details and voucher': () => [insertPayment('5')],
  'a payment with details and without a voucher': () => [insertPayment('5'), details],
  'a voucher with a number of his own': () => [insertPayment('5'), details, voucher()],
  'a payment of NaN': () => [insertPayment(`'NaN'`, 'pending'), details],
  'a payment that is refunded from the start': () => [insertPayment('5', 'refunded'), details],
  'more of a payment than it has': () => [allocate('40.01', credit, 'credit')],
  'a negative allocation': () => [allocate('-1', credit, 'refund')],
  'an adopted allocation of the desktop’s own payment': () => [allocate('1', credit, 'adopted')],
  'a number that no document has': () => [
    `UPDATE billing_desktop.number_counters SET next_number = next_number + 1 WHERE series = 'receipt'`,
  ],
  'a counter set back': () => [
    `UPDATE billing_desktop.number_counters SET next_number = first_number WHERE series = 'receipt'`,
  ],
  'a series of his own': () => [
    `INSERT INTO billing_desktop.number_counters (series, year, first_number, next_number) VALUES ('mine', 2026, 1, 1)`,
  ],
  'an invoice’s number': () => [
    `UPDATE billing_desktop.number_counters SET next_number = next_number + 1 WHERE series = 'invoice'`,
  ],
  'a payment taken back without a reversal': () => [
    `UPDATE public.payments SET status = 'failed' WHERE id = '${credit}'`,
  ],
  'another day for a settled payment': () => [
    `UPDATE public.payments SET paid_at = now() - interval '40 days' WHERE id = '${credit}'`,
  ],
  'another day for a voucher': () => [
    `UPDATE billing_desktop.payment_details SET paid_on = paid_on - 40 WHERE payment_id = '${credit}'`,
  ],
  'a bank line tied to a payment that did not come from it': () => [
    statement(),
    line(),
    `INSERT INTO billing_desktop.bank_line_payments (payment_id, line_id, command_key)
SELECT '${credit}', l.id, $key FROM billing_desktop.bank_lines l`,
  ],
  'a bank line in a currency that its account does not have': () => [statement(), line('YER')],
  'a day of somebody else closed': () => [
    `INSERT INTO billing_desktop.day_closes (clerk, day, turn, command_key) VALUES ('clerk_two', billing_desktop.today(), 1, $key)`,
  ],
};

describe('a clerk with psql', () => {
  it.each(Object.entries(attacks))('cannot write %s', async (_what, statements) => {
    await expect(attempt(statements())).rejects.toMatchObject({ code: '23000' });
  });

  it.each(Object.entries(attacks))(
    'cannot write %s with the checks drawn forward either',
    async (_what, statements) => {
      await expect(attempt(['SET CONSTRAINTS ALL IMMEDIATE', ...statements()])).rejects.toMatchObject({
        code: expect.stringMatching(/^23/),
      });
    },
  );

  it('cannot write a note without a command, or under one of another transaction or clerk', async () => {
    const note = `UPDATE public.invoices SET notes = 'x' WHERE id = '${invoiceId}'`;
    await expect(clerk.query(note)).rejects.toMatchObject({ code: '23000' });
    const old = key();
    await begin(clerk, old);
    await commit(clerk, old);
    await clerk.query('BEGIN');
    await clerk.query(`SELECT set_config('billing_desktop.command_key', $1, true)`, [old]);
    await clerk.query(note);
    await expect(clerk.query('COMMIT')).rejects.toMatchObject({ code: '23000' });
    await attempt([note]);
  });

  it('cannot say that a payment was recorded and record none, or two under one key', async () => {
    await expect(attempt([], clerk, 'payments.record')).rejects.toMatchObject({ code: '23000' });
  });

  it('cannot hide behind a snapshot of the past', async () => {
    const commandKey = key();
    await clerk.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await clerk.query(`INSERT INTO billing_desktop.commands (key, kind, content_hash) VALUES ($1, 'psql', '')`, [
      commandKey,
    ]);
    await clerk.query(`SELECT set_config('billing_desktop.command_key', $1, true)`, [commandKey]);
    await clerk.query(allocate('1', credit, 'credit').replace('$key', `'${commandKey}'`));
    await expect(commit(clerk, commandKey)).rejects.toMatchObject({ code: '23000' });
  });

  it('cannot give a payment away twice at the same time', async () => {
    const other = await rights.client('clerk_two');
    const tenant = { tenantId, subscriptionId: '' };
    const { rows } = await clerk.query<{ id: string }>(
      'SELECT subscription_id AS id FROM public.invoices WHERE id = $1',
      [invoiceId],
    );
    const second = await rights.office.accountant.invoice({ ...tenant, subscriptionId: rows[0]?.id ?? '' }, '100.00');
    const [one, two] = [key(), key()];
    await begin(clerk, one);
    await begin(other, two);
    await clerk.query(allocate('40', credit, 'credit').replace('$key', `'${one}'`));
    await other.query(allocate('40', credit, 'credit').replace('$key', `'${two}'`).replace(invoiceId, second));
    const results = await Promise.allSettled([commit(clerk, one), commit(other, two)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('cannot write or change the audit, under whatever name', async () => {
    for (const sql of [
      `INSERT INTO billing_desktop.audit (entity, entity_id, action) VALUES ('invoice', 'x', 'issued')`,
      'UPDATE billing_desktop.audit SET actor = actor',
      'DELETE FROM billing_desktop.audit',
      `UPDATE billing_desktop.commands SET actor = 'accountant_one'`,
      'SELECT billing_desktop.touch(NULL)',
      'SELECT billing_desktop.grant_roles()',
    ]) {
      await expect(clerk.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('leaves books that are in order', async () => {
    await rights.office.accountant.expectClean();
  });
});

describe('the service', () => {
  it('writes as it always did, whatever of it the desktop would refuse its own people', async () => {
    const service = await rights.client('billing_core');
    const { rows } = await service.query<{ id: string }>(
      `INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, total, amount_due)
SELECT 'SAH-2026-9901', tenant_id, id, 'pending', currency, current_date, current_date + 7, 29, 28, 28 FROM public.subscriptions LIMIT 1 RETURNING id`,
    );
    await service.query(
      `INSERT INTO public.payments (invoice_id, tenant_id, amount, currency, status, method, paid_at)
SELECT id, tenant_id, 28, currency, 'succeeded', 'credit_card', now() FROM public.invoices WHERE id = $1`,
      [rows[0]?.id],
    );
    const after = await service.query('SELECT status, amount_due::text AS due FROM public.invoices WHERE id = $1', [
      rows[0]?.id,
    ]);
    expect(after.rows).toEqual([{ status: 'paid', due: '0.00' }]);
  });
});
