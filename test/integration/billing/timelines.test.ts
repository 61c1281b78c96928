import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocateCredit } from '../../../electron/billing/allocate-credit';
import { changePlan } from '../../../electron/billing/changes/change-plan';
import { previewChange } from '../../../electron/billing/changes/preview-change';
import { makeReminders } from '../../../electron/billing/receivables/make-reminders';
import {
  addFollowUpNote,
  recordPromise,
  withdrawPromise,
} from '../../../electron/billing/receivables/notes-and-promises';
import { suspendSubscription } from '../../../electron/billing/suspend-subscription';
import { amountSchema } from '../../../electron/contract/amount';
import type { AuditedEntity } from '../../../electron/contract/audit';
import { addDays, calendarDateSchema } from '../../../electron/contract/calendar-date';
import { planIdSchema } from '../../../electron/contract/ids';
import { receivables } from '../../../electron/contract/receivables';
import { readTimeline } from '../../../electron/database/queries/timeline';
import { creditsOf, type Credits } from './credits-office';
import { actor, newKey, openOffice, type Office } from './office';

let office: Office;
let credits: Credits;
beforeAll(async () => {
  office = await openOffice();
  credits = creditsOf(office);
});
afterAll(async () => {
  await office.expectClean();
  await office.close();
});

/** What a record's history says, oldest first: each entry with what is asked for of its changes. */
async function history(entity: AuditedEntity, id: string, fields: readonly string[]) {
  const entries = await readTimeline(office.database, entity, id);
  expect(entries.every(({ source }) => source === 'desktop')).toBe(true);
  return entries.toReversed().map(({ action, changes }) => [
    action,
    ...fields.map((field) => {
      const change = changes.find((found) => found.field === field);
      return change === undefined ? undefined : (change.after ?? null);
    }),
  ]);
}

it('a payment tells where it went, what was paid back of it and that this was canceled, each command once', async () => {
  const farm = await office.tenant();
  const [first, second] = [await office.invoice(farm, '60.00'), await office.invoice(farm, '30.00')];
  const [one, two] = [(await office.state(first)).number, (await office.state(second)).number];
  const { id } = await office.pay(farm.tenantId, '100.00', [[first, '60.00']]);
  const allocations = [{ invoiceId: second, amount: amountSchema.parse('30.00') }];
  await allocateCredit(office.database, actor, { key: newKey(), id, allocations });
  const fromCredit = await credits.refund(id, [], '10.00');
  await credits.cancelRefund(fromCredit.id);
  const back = await credits.refund(id, [[first, '15.00']], '5.00');
  const fields = ['amount', 'invoice_number', 'number', 'status'];
  expect(await history('payment', id, fields)).toEqual([
    ['payment_recorded', '100.00', one, undefined, 'succeeded'],
    ['allocated', '30.00', two, undefined, undefined],
    ['refunded', '10.00', undefined, fromCredit.number, undefined],
    ['refund_canceled', '10.00', undefined, fromCredit.number, undefined],
    ['refunded', '20.00', one, back.number, undefined],
  ]);
  const [newest] = await readTimeline(office.database, 'payment', id);
  expect(newest?.details).toMatchObject({ number: back.number });
  expect(await history('refund', back.id, ['amount'])).toEqual([['refunded', '20.00']]);
  expect(await history('refund', fromCredit.id, ['reason'])).toEqual([
    ['refunded', 'Agreed with the customer'],
    ['refund_canceled', 'Agreed with the customer'],
  ]);

  const mistaken = await office.pay(farm.tenantId, '15.00', [[first, '15.00']]);
  await credits.reverse(mistaken.id);
  expect(await history('payment', mistaken.id, ['status', 'amount', 'invoice_number'])).toEqual([
    ['payment_recorded', 'succeeded', '15.00', one],
    ['payment_reversed', 'failed', undefined, one],
  ]);
});

it('an invoice tells its payments, credit notes, write-offs and refunds with their numbers, and what was canceled of them', async () => {
  const farm = await office.tenant();
  const id = await office.invoice(farm, '100.00', {
    issueDate: addDays(calendarDateSchema.parse(await office.today()), -40),
  });
  const input = { key: newKey(), tenantIds: [farm.tenantId], level: 1, language: 'tenant' };
  await makeReminders(office.database, actor, receivables.makeReminders.input.parse(input));
  const paid = await office.pay(farm.tenantId, '50.00', [[id, '50.00']]);
  const note = await credits.credit(id, '20.00');
  await credits.cancelCredit(note.id);
  const off = await credits.writeOff(id, '10.00');
  await credits.cancelWriteOff(off.id);
  const back = await credits.refund(paid.id, [[id, '5.00']]);
  await credits.cancelRefund(back.id);
  expect((await history('invoice', id, ['number', 'amount', 'amount_due'])).slice(2)).toEqual([
    ['reminder_made', undefined, undefined, undefined],
    ['payment_recorded', paid.voucherNumber, undefined, '50.00'],
    ['credit_note_issued', note.number, '20.00', '30.00'],
    ['credit_note_canceled', note.number, '20.00', '50.00'],
    ['written_off', undefined, '10.00', '40.00'],
    ['write_off_canceled', undefined, '10.00', '50.00'],
    ['refunded', back.number, '5.00', '55.00'],
    ['refund_canceled', back.number, '5.00', '50.00'],
  ]);
});

it('a subscription tells its changes with their money, a customer what was agreed with him', async () => {
  const start = addDays(calendarDateSchema.parse(await office.today()), -5);
  const farm = await office.tenant({ startDate: start });
  const id = farm.subscriptionId;
  const planId = planIdSchema.parse('professional');
  const { expected } = await previewChange(office.database, { id, change: { kind: 'plan', planId } });
  await changePlan(office.database, actor, { key: newKey(), id, planId, expected });
  await suspendSubscription(office.database, actor, { key: newKey(), id, reason: 'Season is over' });
  const [created, changed, suspended] = await history('subscription', id, [
    'plan_id',
    'money',
    'effective_on',
    'status',
    'reason',
  ]);
  expect(created?.slice(0, 2)).toEqual(['created', 'starter']);
  expect(changed).toEqual([
    'plan_changed',
    'professional',
    expect.anything(),
    await office.today(),
    undefined,
    undefined,
  ]);
  expect(suspended).toEqual(['suspended', undefined, undefined, await office.today(), 'suspended', 'Season is over']);

  const { tenantId } = farm;
  const note = { key: newKey(), tenantId, channel: 'call', note: 'Pays on Sunday' };
  await addFollowUpNote(office.database, actor, receivables.addNote.input.parse(note));
  const promise = {
    key: newKey(),
    tenantId,
    currency: 'USD',
    amount: '50.00',
    promisedFor: await office.today(),
    note: null,
  };
  const made = await recordPromise(office.database, actor, receivables.recordPromise.input.parse(promise));
  await withdrawPromise(office.database, actor, { key: newKey(), id: made.id, reason: 'A new date' });
  expect(await history('tenant', tenantId, ['note', 'amount', 'reason'])).toEqual([
    ['registered', undefined, undefined, undefined],
    ['follow_up_noted', 'Pays on Sunday', undefined, undefined],
    ['promise_made', undefined, '50.00', undefined],
    ['promise_withdrawn', undefined, '50.00', 'A new date'],
  ]);
});
