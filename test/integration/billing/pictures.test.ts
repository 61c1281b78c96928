import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditNoteDocument } from '../../../electron/billing/credit-note-document';
import { invoiceDocument } from '../../../electron/billing/invoice-document';
import { receiptDocument } from '../../../electron/billing/receipt-document';
import { setBusiness } from '../../../electron/billing/set-business';
import { runVerification } from '../../../electron/billing/verify';
import { api } from '../../../electron/contract/api';
import { creditNoteIdSchema, invoiceIdSchema, paymentIdSchema } from '../../../electron/contract/ids';
import { getBusinessSettings } from '../../../electron/database/queries/business';
import { creditsOf } from './credits-office';
import { actor, look, lookOne, newKey, openOffice, type Office } from './office';
import { billDue } from './run-office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** A picture of its own, as large as one may be. */
const picture = (seed: number): string =>
  `data:image/png;base64,${Buffer.alloc(300_000, createHash('sha256').update(String(seed)).digest()).toString('base64')}`;
const [first, second, seal] = [picture(1), picture(2), picture(3)];

async function show(logo: string | null, stamp: string | null): Promise<void> {
  const { version, today: _today, ...settings } = await getBusinessSettings(office.database);
  const changed = { ...settings, seller: { ...settings.seller, logo, stamp } };
  await setBusiness(
    office.database,
    actor,
    api.business.set.input.parse({ key: newKey(), version, settings: changed }) as Parameters<typeof setBusiness>[2],
  );
}

const invoiceSeller = async (id: string) =>
  (await invoiceDocument(office.database, invoiceIdSchema.parse(id))).snapshot.seller;
const count = async (): Promise<number> =>
  (await lookOne<{ n: number }>(office.database, 'SELECT count(*)::integer AS n FROM billing_desktop.pictures')).n;

describe('logo and stamp', () => {
  it('are kept once, whatever shows them, and come back as they were chosen', async () => {
    await show(first, seal);
    await show(second, seal);
    await show(first, first);
    expect(await count()).toBe(3);
    expect((await getBusinessSettings(office.database)).seller).toMatchObject({ logo: first, stamp: first });
    const { value } = await lookOne<{ value: object }>(
      office.database,
      `SELECT value FROM billing_desktop.settings WHERE key = 'business'`,
    );
    expect(JSON.stringify(value)).not.toContain('base64');
  });

  it('of a document stay what they were when it was issued', async () => {
    await show(first, seal);
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '100.00');
    const payment = await office.pay(farm.tenantId, '60.00', [[invoice, '60.00']]);
    const note = await creditsOf(office).credit(invoice, '40.00');
    const draft = await office.draft(farm, '5.00');
    await show(second, null);
    const old = { logo: first, stamp: seal };
    expect(await invoiceSeller(invoice)).toMatchObject(old);
    const receipt = await receiptDocument(office.database, paymentIdSchema.parse(payment.id));
    expect(receipt.snapshot.seller).toMatchObject(old);
    const credit = await creditNoteDocument(office.database, creditNoteIdSchema.parse(note.id));
    expect(credit.snapshot.seller).toMatchObject(old);
    // What is not issued yet, and what is issued now, show the new one.
    expect(await invoiceSeller(draft.id)).toMatchObject({ logo: second, stamp: null });
    expect(await invoiceSeller(await office.invoice(farm, '1.00'))).toMatchObject({ logo: second, stamp: null });
    await office.expectClean();
  });

  it('of a document from before are in its snapshot, and print as they did', async () => {
    await show(second, null);
    const invoice = await office.invoice(await office.tenant(), '10.00');
    await look(
      office.database,
      `UPDATE billing_desktop.invoice_details SET snapshot = jsonb_set(snapshot, '{seller,logo}', to_jsonb($2::text)) WHERE invoice_id = $1`,
      [invoice, first],
    );
    expect(await invoiceSeller(invoice)).toMatchObject({ logo: first, stamp: null });
    await office.expectClean();
  });

  it('are not written with each invoice of a run', async () => {
    await show(first, seal);
    for (let one = 0; one < 5; one += 1) await office.tenant();
    const { id } = await billDue(office.database, '2026-02-15');
    const stored = await lookOne<{ n: number; bytes: number }>(
      office.database,
      `SELECT count(*)::integer AS n, max(octet_length(d.snapshot::text)) AS bytes FROM billing_desktop.billing_run_invoices x
JOIN billing_desktop.invoice_details d ON d.invoice_id = x.invoice_id WHERE x.run_id = $1`,
      [id],
    );
    expect(stored.n).toBeGreaterThanOrEqual(5);
    expect(stored.bytes).toBeLessThan(3000);
    expect(await count()).toBe(3);
    await office.expectClean();
  });

  it('are never changed, are what their name says, and are missed by the check of the books', async () => {
    for (const sql of [
      `UPDATE billing_desktop.pictures SET media_type = 'image/jpeg'`,
      'DELETE FROM billing_desktop.pictures',
      `INSERT INTO billing_desktop.pictures (hash, media_type, content) VALUES (repeat('0', 64), 'image/png', '\\x00')`,
    ]) {
      await expect(look(office.database, sql), sql).rejects.toThrow();
    }
    const invoice = await office.invoice(await office.tenant(), '10.00');
    const names = (name: string) =>
      look(
        office.database,
        `UPDATE billing_desktop.invoice_details SET snapshot = jsonb_set(snapshot, '{seller,logo}', to_jsonb($2::text)) WHERE invoice_id = $1`,
        [invoice, name],
      );
    await names(`picture:${'0'.repeat(64)}`);
    const { findings } = await runVerification(office.database);
    expect(findings).toMatchObject([{ code: 'picture_missing', entity: 'invoice', id: invoice, origin: 'desktop' }]);
    await expect(invoiceDocument(office.database, invoice)).rejects.toMatchObject({ code: 'internal' });
    await names(first);
    await office.expectClean();
  });
});
