import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { creditInvoice } from '../../../electron/billing/issue-credit-note';
import { setBusiness } from '../../../electron/billing/set-business';
import { setNotes } from '../../../electron/billing/set-notes';
import { getAuditEntry, listAudit } from '../../../electron/database/queries/audit';
import { getBusinessSettings } from '../../../electron/database/queries/business';
import { readTimeline } from '../../../electron/database/queries/timeline';
import { getInvoice } from '../../../electron/database/queries/invoice-detail';
import { api } from '../../../electron/contract/api';
import { actor, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterEach(() => office.expectClean());
afterAll(() => office.close());

const newest = { sort: { column: 'at', direction: 'desc' }, page: { from: 'start', limit: 50 } } as const;

it('says what each field was and became, under which key, and who said that he was working', async () => {
  const id = await office.invoice(await office.tenant(), '100.00');
  const key = newKey();
  const claiming = { ...actor, claimedBy: 'أحمد صالح' };
  const { version } = await getInvoice(office.database, { id });
  await setNotes(office.database, claiming, { key, id, version, notes: 'Call first', notesAr: 'اتصل أولاً' });
  const { rows } = await listAudit(office.database, { filter: { commandKey: key }, ...newest });
  expect(rows).toMatchObject([
    {
      action: 'notes_changed',
      entity: 'invoice',
      entityId: id,
      name: expect.stringMatching(/^SAH-/),
      machine: 'test-desk',
      claimedBy: 'أحمد صالح',
      actorProven: false,
      changes: [
        { field: 'notes', before: null, after: 'Call first' },
        { field: 'notes_ar', before: null, after: 'اتصل أولاً' },
      ],
    },
  ]);
  expect(await getAuditEntry(office.database, { id: rows[0]?.id ?? '' })).toEqual(rows[0]);
  expect((await readTimeline(office.database, 'invoice', id))[0]).toMatchObject({ claimedBy: 'أحمد صالح' });
  expect(await refusal(getAuditEntry(office.database, { id: '999999999' }))).toMatchObject({ code: 'not_found' });

  // The next command on the same connection says nothing of it.
  const plain = newKey();
  const { version: next } = await getInvoice(office.database, { id });
  await setNotes(office.database, actor, { key: plain, id, version: next, notes: null, notesAr: null });
  const after = await listAudit(office.database, { filter: { commandKey: plain }, ...newest });
  expect(after.rows.map(({ claimedBy }) => claimedBy)).toEqual([null]);
});

it('tells of the settings each value that changed, and nothing of the others', async () => {
  const set = async (changes: { dueDays: number; phone: string }): Promise<void> => {
    const { version, ...settings } = await getBusinessSettings(office.database);
    const { dueDays, phone } = changes;
    const changed = { ...settings, dueDays, seller: { ...settings.seller, phone } };
    await setBusiness(
      office.database,
      actor,
      api.business.set.input.parse({ key: newKey(), version, settings: changed }),
    );
  };
  // The first one also writes what is as it is at first.
  await set({ dueDays: 14, phone: '+967 1 444' });
  await set({ dueDays: 21, phone: '+967 1 555' });
  const [entry] = await readTimeline(office.database, 'settings', 'business');
  expect(entry?.changes).toEqual([
    { field: 'dueDays', before: '14', after: '21' },
    { field: 'phone', before: '+967 1 444', after: '+967 1 555' },
  ]);
});

it('gives what has no history of its own with its record, in one line for one command', async () => {
  const id = await office.invoice(await office.tenant(), '100.00');
  const input = api.creditNotes.issue.input.parse({
    key: newKey(),
    invoiceId: id,
    content: { by: 'all' },
    reason: 'Billed twice',
    reasonAr: 'فوترة مكررة',
  });
  const note = await creditInvoice(office.database, actor, input);
  expect(await readTimeline(office.database, 'credit_note', note.id)).toMatchObject([
    {
      action: 'credit_note_issued',
      changes: expect.arrayContaining([{ field: 'total', before: null, after: '100.00' }]),
    },
  ]);
});
