import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDraft } from '../../../electron/billing/create-draft';
import { deleteDraft } from '../../../electron/billing/delete-draft';
import { issueInvoice } from '../../../electron/billing/issue-invoice';
import { setNotes } from '../../../electron/billing/set-notes';
import { updateDraft } from '../../../electron/billing/update-draft';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { invoiceSnapshotSchema } from '../../../electron/contract/document';
import { draftInputSchema } from '../../../electron/contract/invoices';
import { getInvoice } from '../../../electron/database/queries/invoice-detail';
import { actor, addRateOn, look, lookOne, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const line = (unitPrice: string, quantity = '1') => ({
  description: 'Satellite analyses',
  descriptionAr: 'تحليلات الأقمار الصناعية',
  quantity,
  unitPrice,
});

describe('drafts', () => {
  it('keeps exact decimals in line_items and computes the sums', async () => {
    const farm = await office.tenant();
    const { id } = await office.draft(farm, '0.00', {
      lines: [line('33.33', '3'), line('0.05', '2.5')],
      discountAmount: '0.12',
      taxRate: '5',
    });
    const stored = await lookOne<Record<string, string>>(
      office.database,
      `SELECT line_items::text AS lines, subtotal, discount_amount, tax_amount, total, amount_due, invoice_number, status
FROM public.invoices WHERE id = $1`,
      [id],
    );
    // 99.99 + 0.13 (0.125 half-up) = 100.12; less 0.12 = 100.00; 5 % = 5.00.
    expect(stored).toMatchObject({
      subtotal: '100.12',
      discount_amount: '0.12',
      tax_amount: '5.00',
      total: '105.00',
      amount_due: '105.00',
      invoice_number: `DRAFT-${id}`,
      status: 'draft',
    });
    expect(stored['lines']).toContain('"unit_price": 33.33');
    expect(stored['lines']).toContain('"amount": 0.13');
    expect(stored['lines']).toContain('"quantity": 2.5');
    expect(stored['lines']).toContain('"is_usage_based": false');
    await office.expectClean();
  });

  it('refuses what cannot be an invoice', async () => {
    const farm = await office.tenant();
    const other = await office.tenant();
    expect(await refusal(office.draft(farm, '10.00', { discountAmount: '10.01' }))).toMatchObject({
      code: 'discount_exceeds_subtotal',
    });
    expect(await refusal(office.draft(farm, '9999999999.99', { taxRate: '5' }))).toMatchObject({
      code: 'amount_too_large',
    });
    expect(await refusal(office.draft(farm, '1.00', { issueDate: '2026-02-02', dueDate: '2026-02-01' }))).toMatchObject(
      { code: 'date_order' },
    );
    expect(
      await refusal(office.draft({ tenantId: farm.tenantId, subscriptionId: other.subscriptionId }, '1.00')),
    ).toMatchObject({ code: 'tenant_mismatch' });
  });

  it('notices a change that came in between', async () => {
    const farm = await office.tenant();
    const { id, version } = await office.draft(farm, '10.00');
    const draft = draftInputSchema.parse({
      ...farm,
      currency: 'YER',
      issueDate: '2026-03-01',
      dueDate: '2026-03-08',
      lines: [line('20.00'), line('1.00')],
      discountAmount: '1.00',
      taxRate: '0',
      notes: 'n',
      notesAr: 'م',
    });
    const changed = await updateDraft(office.database, actor, { key: newKey(), id, version, draft });
    expect(changed.version).not.toBe(version);
    expect(await refusal(updateDraft(office.database, actor, { key: newKey(), id, version, draft }))).toMatchObject({
      code: 'conflict',
    });
    expect(await refusal(issueInvoice(office.database, actor, { key: newKey(), id, version }))).toMatchObject({
      code: 'conflict',
    });
    const row = await lookOne(office.database, 'SELECT currency, total, notes_ar FROM public.invoices WHERE id = $1', [
      id,
    ]);
    expect(row).toEqual({ currency: 'YER', total: '20.00', notes_ar: 'م' });
  });

  it('deletes a draft and nothing else', async () => {
    const farm = await office.tenant();
    const { id } = await office.draft(farm, '10.00');
    await deleteDraft(office.database, actor, { key: newKey(), id });
    expect(await look(office.database, 'SELECT FROM public.invoices WHERE id = $1', [id])).toEqual([]);
    const issued = await office.invoice(farm, '10.00');
    expect(await refusal(deleteDraft(office.database, actor, { key: newKey(), id: issued }))).toMatchObject({
      code: 'invoice_not_draft',
    });
  });
});

describe('issuing', () => {
  it('takes the next number of the issue date’s year and keeps the snapshot', async () => {
    const farm = await office.tenant();
    await addRateOn(office.database, '2024-05-01', '530');
    await addRateOn(office.database, '2024-05-01', '531.5');
    await addRateOn(office.database, '2024-05-03', '540');
    const first = await office.draft(farm, '29.00', { issueDate: '2024-05-02' });
    const second = await office.draft(farm, '30.00', { issueDate: '2024-05-03' });
    const one = await issueInvoice(office.database, actor, { key: newKey(), ...first });
    const two = await issueInvoice(office.database, actor, { key: newKey(), ...second });
    expect([one.number, two.number]).toEqual(['SAH-2024-0001', 'SAH-2024-0002']);
    expect(one).toMatchObject({ total: '29.00', currency: 'USD' });
    const { snapshot, exchange_rate: rate } = await lookOne<{ snapshot: object; exchange_rate: string }>(
      office.database,
      'SELECT snapshot, exchange_rate FROM billing_desktop.invoice_details WHERE invoice_id = $1',
      [one.id],
    );
    expect(rate).toBe('531.500000');
    expect(invoiceSnapshotSchema.parse(snapshot)).toMatchObject(snapshot);
    expect(snapshot).toMatchObject({
      templateVersion: 1,
      seller: { name: 'SAHOOL', nameAr: 'سهول' },
      tenant: { tenantId: farm.tenantId, nameAr: 'مزرعة الجوف النموذجية', phone: '+967 1 000', email: null },
      plan: { name: 'Starter', nameAr: 'المبتدئ', cycle: 'monthly' },
      period: null,
      rate: { yerPerUsd: '531.5', date: '2024-05-01' },
    });
    expect(await office.state(one.id)).toMatchObject({ status: 'pending', paid: '0.00', due: '29.00' });
  });

  it('needs lines, and makes an invoice of nothing paid at once', async () => {
    const farm = await office.tenant();
    const empty = await office.draft(farm, '0.00', { lines: [] });
    expect(await refusal(issueInvoice(office.database, actor, { key: newKey(), ...empty }))).toMatchObject({
      code: 'invoice_empty',
    });
    const id = await office.invoice(farm, '12.00', { discountAmount: '12.00' });
    expect(await office.state(id)).toMatchObject({ status: 'paid', due: '0.00', paid_date: await office.today() });
    await office.expectClean();
  });

  it('issues once: the same key again gives the first answer, another key is refused', async () => {
    const farm = await office.tenant();
    const draft = await office.draft(farm, '10.00');
    const key = newKey();
    const answers = await Promise.all([1, 2, 3].map(() => issueInvoice(office.database, actor, { key, ...draft })));
    expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
    expect(await refusal(issueInvoice(office.database, actor, { key: newKey(), ...draft }))).toMatchObject({
      code: 'invoice_not_draft',
    });
    const other = await office.draft(farm, '10.00');
    expect(await refusal(issueInvoice(office.database, actor, { key, ...other }))).toMatchObject({
      code: 'key_reused',
    });
  });

  it('eight issuers at once leave no gap', async () => {
    const farm = await office.tenant();
    const drafts = await Promise.all(
      Array.from({ length: 40 }, () => office.draft(farm, '5.00', { issueDate: '2023-06-01' })),
    );
    const numbers = await Promise.all(
      Array.from({ length: 8 }, async (_, issuer) => {
        const mine: string[] = [];
        for (const draft of drafts.filter((_draft, place) => place % 8 === issuer)) {
          mine.push((await issueInvoice(office.database, actor, { key: newKey(), ...draft })).number);
        }
        return mine;
      }),
    );
    expect(numbers.flat().toSorted()).toEqual(
      Array.from({ length: 40 }, (_, n) => `SAH-2023-${String(n + 1).padStart(4, '0')}`),
    );
    await office.expectClean();
  });

  it('passes over a number that the service has taken, and says why', async () => {
    const farm = await office.tenant();
    const service = `INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date,
      subtotal, total, amount_due) VALUES ($1, $2, $3, 'pending', 'USD', '2022-01-01', '2022-01-08', 0, 0, 0)`;
    for (const n of ['0001', '0002']) {
      await look(office.database, service, [`SAH-2022-${n}`, farm.tenantId, farm.subscriptionId]);
    }
    const draft = await office.draft(farm, '5.00', { issueDate: '2022-01-05' });
    expect((await issueInvoice(office.database, actor, { key: newKey(), ...draft })).number).toBe('SAH-2022-0003');
    const rows = await look(
      office.database,
      `SELECT n, state, reason FROM billing_desktop.numbers WHERE year = 2022 ORDER BY n`,
    );
    expect(rows).toEqual([
      { n: '1', state: 'passed_over', reason: 'taken_by_service' },
      { n: '2', state: 'passed_over', reason: 'taken_by_service' },
      { n: '3', state: 'used', reason: null },
    ]);
  });

  it('passes over a number that the service takes while we issue', async () => {
    const farm = await office.tenant();
    const draft = await office.draft(farm, '5.00', { issueDate: '2021-01-05' });
    const client = await office.database.connectClient();
    try {
      await client.query('BEGIN');
      await client.query(
        `INSERT INTO public.invoices (invoice_number, tenant_id, subscription_id, status, currency, issue_date, due_date, subtotal, total, amount_due)
VALUES ('SAH-2021-0001', $1, $2, 'pending', 'USD', '2021-01-01', '2021-01-08', 0, 0, 0)`,
        [farm.tenantId, farm.subscriptionId],
      );
      const issuing = issueInvoice(office.database, actor, { key: newKey(), ...draft });
      // The issuer has looked, found nothing, and waits on the unique index for the service's row.
      for (;;) {
        const { rows } = await client.query<{ waits: boolean }>(
          `SELECT EXISTS (SELECT FROM pg_locks JOIN pg_stat_activity USING (pid)
             WHERE NOT granted AND locktype = 'transactionid' AND datname = current_database()) AS waits`,
        );
        if (rows[0]?.waits) break;
      }
      await client.query('COMMIT');
      expect((await issuing).number).toBe('SAH-2021-0002');
    } finally {
      await client.end();
    }
    await office.expectClean({ service: true });
  });

  it('starts at 100001 beside a service', async () => {
    const beside = await openOffice();
    try {
      await look(
        beside.database,
        `UPDATE billing_desktop.settings SET value = '{"present": true}' WHERE key = 'service'`,
      );
      const farm = await beside.tenant();
      const draft = await beside.draft(farm, '1.00', { issueDate: '2025-01-01' });
      expect((await issueInvoice(beside.database, actor, { key: newKey(), ...draft })).number).toBe('SAH-2025-100001');
      await beside.expectClean();
    } finally {
      await beside.close();
    }
  });
});

describe('void and notes', () => {
  it('voids what nothing is paid on and keeps the number with its reason', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const { number } = await office.state(id);
    await voidInvoice(office.database, actor, { key: newKey(), id, reason: 'entered twice' });
    expect(await office.state(id)).toMatchObject({ status: 'canceled', number });
    expect(
      await lookOne(office.database, 'SELECT state, reason FROM billing_desktop.numbers WHERE document_number = $1', [
        number,
      ]),
    ).toEqual({ state: 'voided', reason: 'entered twice' });
    expect(await refusal(voidInvoice(office.database, actor, { key: newKey(), id, reason: 'again' }))).toMatchObject({
      code: 'invoice_not_open',
    });
    const paid = await office.invoice(farm, '10.00');
    await office.pay(farm.tenantId, '1.00', [[paid, '1.00']]);
    expect(
      await refusal(voidInvoice(office.database, actor, { key: newKey(), id: paid, reason: 'mistake' })),
    ).toMatchObject({ code: 'invoice_has_payments' });
    await office.expectClean({ service: true });
  });

  it('changes notes of an issued invoice, and nothing else of it', async () => {
    const farm = await office.tenant();
    const id = await office.invoice(farm, '10.00');
    const before = await office.state(id);
    const { version } = await getInvoice(office.database, { id });
    const notes = { notes: 'call first', notesAr: 'اتصل أولاً' };
    const written = { key: newKey(), id, version, ...notes };
    await setNotes(office.database, actor, written);
    // The same key again is the same writing; another one upon what stood there before is not.
    await setNotes(office.database, actor, written);
    expect(
      await refusal(setNotes(office.database, actor, { ...written, key: newKey(), notes: 'written over' })),
    ).toMatchObject({ code: 'conflict' });
    expect(await office.state(id)).toEqual(before);
    expect(await lookOne(office.database, 'SELECT notes, notes_ar FROM public.invoices WHERE id = $1', [id])).toEqual({
      notes: 'call first',
      notes_ar: 'اتصل أولاً',
    });
  });

  it('writes the audit with the command’s key, action and machine', async () => {
    const farm = await office.tenant();
    const key = newKey();
    const draft = await office.draft(farm, '10.00');
    await issueInvoice(office.database, actor, { key, ...draft });
    const rows = await look(
      office.database,
      `SELECT action, machine, application, command_key, after ->> 'status' AS status FROM billing_desktop.audit
WHERE entity = 'invoice' AND entity_id = $1 ORDER BY id`,
      [draft.id],
    );
    expect(rows).toMatchObject([
      { action: 'draft_created', machine: 'test-desk', application: 'sahool-billing-desktop' },
      { action: 'issued', machine: 'test-desk', command_key: key, status: 'pending' },
    ]);
  });

  it('refuses a draft of a subscription that is not there', async () => {
    const farm = await office.tenant();
    const draft = draftInputSchema.parse({
      ...farm,
      subscriptionId: newKey(),
      currency: 'USD',
      issueDate: '2026-03-01',
      dueDate: '2026-03-08',
      lines: [],
      discountAmount: '0.00',
      taxRate: '0',
      notes: null,
      notesAr: null,
    });
    expect(await refusal(createDraft(office.database, actor, { key: newKey(), draft }))).toMatchObject({
      code: 'not_found',
    });
  });
});
