import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allocateCredit } from '../../../electron/billing/allocate-credit';
import { closeDay } from '../../../electron/billing/closing/close-day';
import { allowException, setPeriodLock } from '../../../electron/billing/closing/period-lock';
import { reopenDay } from '../../../electron/billing/closing/reopen-day';
import { confirmPayment } from '../../../electron/billing/confirm-payment';
import { issueInvoice } from '../../../electron/billing/issue-invoice';
import { reversePayment } from '../../../electron/billing/reverse-payment';
import { voidInvoice } from '../../../electron/billing/void-invoice';
import { amountSchema } from '../../../electron/contract/amount';
import { addDays, calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import { closing, dayCloseIdSchema, type CloseDay } from '../../../electron/contract/closing';
import { invoiceIdSchema } from '../../../electron/contract/ids';
import { getDayClose, listDayCloses, readDay, readPeriodLock } from '../../../electron/database/queries/closing';
import { actor, look, newKey, openOffice, refusal, type Office } from '../billing/office';

let office: Office;
let today: CalendarDate;
let clerk: string;
beforeAll(async () => {
  office = await openOffice();
  today = calendarDateSchema.parse(await office.today());
  clerk = (await readDay(office.database, { clerk: null, day: null })).clerk;
});
afterAll(() => office.close());

const back = (days: number): CalendarDate => addDays(today, -days);

function close(
  day: CalendarDate,
  figures: readonly (readonly [currency: string, method: string, expected: string, counted: string])[],
  more: Partial<CloseDay> = {},
) {
  const input = closing.closeDay.input.parse({
    key: newKey(),
    clerk,
    day,
    figures: figures.map(([currency, method, expected, counted]) => ({ currency, method, expected, counted })),
    reason: null,
    note: null,
    ...more,
  });
  return closeDay(office.database, actor, input);
}

const takingsOf = async (day: CalendarDate) => (await readDay(office.database, { clerk, day })).takings;

describe('closing a day', () => {
  it('compares what was counted with what was taken, and takes no entry afterwards', async () => {
    const day = back(3);
    const farm = await office.tenant();
    const id = await office.invoice(farm, '300.00', { issueDate: day });
    await office.pay(farm.tenantId, '100.00', [[id, '100.00']], { paidOn: day });
    await office.pay(farm.tenantId, '50.25', [[id, '50.25']], { paidOn: day });
    await office.pay(farm.tenantId, '20.00', [[id, '20.00']], {
      paidOn: day,
      method: 'bank_transfer',
      reference: 'TRF-1',
    });
    expect(await takingsOf(day)).toEqual([
      { currency: 'USD', method: 'bank_transfer', entries: 1, expected: '20.00' },
      { currency: 'USD', method: 'cash', entries: 2, expected: '150.25' },
    ]);
    const bank = ['USD', 'bank_transfer', '20.00', '20.00'] as const;
    expect(await refusal(close(day, [bank, ['USD', 'cash', '150.25', '150.00']]))).toMatchObject({
      code: 'difference_unexplained',
    });
    // Another figure than what is expected by now: the clerk looked at an older state.
    expect(await refusal(close(day, [bank, ['USD', 'cash', '100.00', '100.00']]))).toMatchObject({ code: 'conflict' });
    expect(await refusal(close(day, [bank]))).toMatchObject({ code: 'conflict' });
    const key = newKey();
    const cash = ['USD', 'cash', '150.25', '150.00'] as const;
    const closed = await close(day, [bank, cash], { reason: 'A quarter was missing', key });
    expect(await close(day, [bank, cash], { reason: 'A quarter was missing', key })).toEqual(closed);
    expect(await getDayClose(office.database, { id: closed.id })).toMatchObject({
      clerk,
      day,
      turn: 1,
      signedBy: clerk,
      differs: true,
      reason: 'A quarter was missing',
      figures: [
        { method: 'bank_transfer', expected: '20.00', counted: '20.00', difference: '0.00', entries: 1 },
        { method: 'cash', expected: '150.25', counted: '150.00', difference: '-0.25', entries: 2 },
      ],
    });
    expect(await refusal(office.pay(farm.tenantId, '1.00', [[id, '1.00']], { paidOn: day }))).toEqual({
      code: 'day_closed',
      params: { date: day },
    });
    expect(await refusal(close(day, [bank, cash], { reason: 'x' }))).toMatchObject({ code: 'day_closed' });
    const draft = await office.draft(farm, '10.00', { issueDate: day });
    expect(await refusal(issueInvoice(office.database, actor, { key: newKey(), ...draft }))).toMatchObject({
      code: 'day_closed',
    });
    const pending = await office.pay(farm.tenantId, '5.00', [[id, '5.00']], { pending: true });
    expect(
      await refusal(confirmPayment(office.database, actor, { key: newKey(), id: pending.id, paidOn: day })),
    ).toMatchObject({ code: 'day_closed' });
    await office.expectClean();
  });

  it('a payment of a closed day that is reversed later is missing on the day of its reversal', async () => {
    const day = back(5);
    const farm = await office.tenant();
    const id = await office.invoice(farm, '300.00', { issueDate: day });
    const wrong = await office.pay(farm.tenantId, '70.00', [[id, '70.00']], { paidOn: day });
    const gone = await office.pay(farm.tenantId, '9.00', [[id, '9.00']], { paidOn: day });
    // Reversed while its day is open: as if it had never been entered.
    await reversePayment(office.database, actor, { key: newKey(), id: gone.id, reason: 'typed twice' });
    expect(await takingsOf(day)).toEqual([{ currency: 'USD', method: 'cash', entries: 1, expected: '70.00' }]);
    const before = (await takingsOf(today)).find(({ method }) => method === 'cash')?.expected ?? '0.00';
    const closed = await close(day, [['USD', 'cash', '70.00', '70.00']]);
    await reversePayment(office.database, actor, { key: newKey(), id: wrong.id, reason: 'the wrong customer' });
    await office.pay(farm.tenantId, '70.00', [[id, '70.00']]);
    // -70 by the reversal, +70 by the new entry: the drawer of today holds what it held.
    expect((await takingsOf(today)).find(({ method }) => method === 'cash')?.expected ?? '0.00').toBe(before);
    expect((await getDayClose(office.database, { id: closed.id })).figures).toMatchObject([
      { expected: '70.00', counted: '70.00' },
    ]);
    expect(await takingsOf(day)).toMatchObject([{ expected: '70.00' }]);
    await office.expectClean();
  });

  it('is reopened only by a recorded exception, and closed again by its next turn', async () => {
    const day = back(7);
    const farm = await office.tenant();
    const id = await office.invoice(farm, '300.00', { issueDate: day });
    const closed = await close(day, []);
    expect(await refusal(office.pay(farm.tenantId, '4.00', [[id, '4.00']], { paidOn: day }))).toMatchObject({
      code: 'day_closed',
    });
    await reopenDay(office.database, actor, { key: newKey(), id: closed.id, reason: 'A receipt was left over' });
    expect(
      await refusal(reopenDay(office.database, actor, { key: newKey(), id: closed.id, reason: 'again' })),
    ).toMatchObject({ code: 'day_not_closed' });
    await office.pay(farm.tenantId, '4.00', [[id, '4.00']], { paidOn: day });
    const again = await close(day, [['USD', 'cash', '4.00', '4.00']]);
    const history = await listDayCloses(office.database, { clerk, from: day, to: day });
    expect(history.map((row) => [row.id, row.turn, row.reopened?.reason ?? null])).toEqual([
      [again.id, 2, null],
      [closed.id, 1, 'A receipt was left over'],
    ]);
    await expect(
      look(office.database, `UPDATE billing_desktop.day_close_figures SET counted = 5 RETURNING close_id`),
    ).rejects.toThrow(/only added to/);
    expect(
      await refusal(
        reopenDay(office.database, actor, {
          key: newKey(),
          id: dayCloseIdSchema.parse('0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e'),
          reason: 'x',
        }),
      ),
    ).toMatchObject({ code: 'not_found' });
    await office.expectClean();
  });

  it('entries that come while a day is being closed are counted or refused, never lost between', async () => {
    const day = back(9);
    const farm = await office.tenant();
    const id = await office.invoice(farm, '300.00', { issueDate: day });
    const entries = Array.from({ length: 12 }, () =>
      office.pay(farm.tenantId, '1.00', [[id, '1.00']], { paidOn: day }).then(
        () => 1,
        () => 0,
      ),
    );
    const closes = Array.from({ length: 12 }, async () => {
      const takings = await takingsOf(day);
      return close(
        day,
        takings.map(({ currency, method, expected }) => [currency, method, expected, expected] as const),
      ).then(
        () => 1,
        () => 0,
      );
    });
    const taken = (await Promise.all(entries)).reduce<number>((sum, one) => sum + one, 0);
    const signed = (await Promise.all(closes)).reduce<number>((sum, one) => sum + one, 0);
    expect(signed).toBeLessThanOrEqual(1);
    const [closeNow] = await listDayCloses(office.database, { clerk, from: day, to: day });
    if (closeNow) {
      const { figures } = await getDayClose(office.database, { id: closeNow.id });
      expect(figures.reduce((sum, { entries: count }) => sum + count, 0)).toBe(taken);
    }
    await office.expectClean();
  });

  it('refuses a day that is still to come', async () => {
    expect(await refusal(close(addDays(today, 1), []))).toMatchObject({ code: 'date_in_future' });
  });
});

describe('the period lock', () => {
  const set = (lockDate: CalendarDate | null, reason: string | null = null) =>
    setPeriodLock(office.database, actor, { key: newKey(), lockDate, reason });

  it('lets nothing post before its date, but under an exception that stands', async () => {
    const farm = await office.tenant();
    const [old, paid] = [
      await office.invoice(farm, '40.00', { issueDate: back(40) }),
      await office.invoice(farm, '60.00', { issueDate: back(40) }),
    ];
    const receipt = await office.pay(farm.tenantId, '60.00', [[paid, '60.00']], { paidOn: back(39) });
    const credit = await office.pay(farm.tenantId, '10.00', [[old, '1.00']]);
    await set(back(30));
    const locked = (date: CalendarDate) => ({ code: 'period_locked', params: { date, lockDate: back(30) } });
    expect(await refusal(office.pay(farm.tenantId, '1.00', [[old, '1.00']], { paidOn: back(31) }))).toEqual(
      locked(back(31)),
    );
    expect(await refusal(office.invoice(farm, '5.00', { issueDate: back(31) }))).toEqual(locked(back(31)));
    const unpaid = await (async () => {
      await allow(back(45), back(35));
      return office.invoice(farm, '15.00', { issueDate: back(38) });
    })();
    // The exception is for days 45 to 35 ago; these are none of them, or stand within.
    expect(await refusal(office.invoice(farm, '5.00', { issueDate: back(34) }))).toEqual(locked(back(34)));
    await voidInvoice(office.database, actor, { key: newKey(), id: unpaid, reason: 'within the exception' });
    await office.pay(farm.tenantId, '1.00', [[old, '1.00']], { paidOn: back(30) });
    // What posts today goes on, whatever it is about; what would change the locked period does not.
    await allocateCredit(office.database, actor, {
      key: newKey(),
      id: credit.id,
      allocations: [{ invoiceId: invoiceIdSchema.parse(old), amount: amountSchema.parse('2.00') }],
    });
    await expire();
    expect(
      await refusal(reversePayment(office.database, actor, { key: newKey(), id: receipt.id, reason: 'x' })),
    ).toEqual(locked(back(39)));
    const other = await office.invoice(farm, '15.00');
    await voidInvoice(office.database, actor, { key: newKey(), id: other, reason: 'of today' });
    await office.expectClean();
  });

  it('goes back only with a reason, and never into the future', async () => {
    expect(await refusal(set(addDays(today, 1)))).toMatchObject({ code: 'date_in_future' });
    expect(await refusal(set(back(60)))).toMatchObject({ code: 'reason_required' });
    expect(await refusal(set(null))).toMatchObject({ code: 'reason_required' });
    await set(null, 'The auditor asked for a correction');
    const state = await readPeriodLock(office.database);
    expect(state).toMatchObject({ lockDate: null, exceptions: [{ reason: 'The audit', clerk: null, stands: false }] });
    expect(state.history.map(({ lockDate }) => lockDate)).toEqual([null, back(30)]);
    const actions = await look<{ action: string }>(
      office.database,
      `SELECT action FROM billing_desktop.audit WHERE entity = 'period_lock' ORDER BY id`,
    );
    expect(actions.map(({ action }) => action)).toEqual(['period_locked', 'exception_granted', 'period_locked']);
    expect(
      await refusal(
        allowException(office.database, actor, {
          key: newKey(),
          clerk: null,
          firstDay: today,
          lastDay: back(1),
          hours: 1,
          reason: 'x',
        }),
      ),
    ).toMatchObject({ code: 'date_order' });
  });

  async function allow(firstDay: CalendarDate, lastDay: CalendarDate) {
    await allowException(office.database, actor, {
      key: newKey(),
      clerk: null,
      firstDay,
      lastDay,
      hours: 2,
      reason: 'The audit',
    });
  }

  /** Time passes: the rows themselves are only added to. */
  async function expire() {
    await look(office.database, `ALTER TABLE billing_desktop.period_exceptions DISABLE TRIGGER append_only`);
    await look(
      office.database,
      `UPDATE billing_desktop.period_exceptions SET until = now() - interval '1 minute' RETURNING id`,
    );
    await look(office.database, `ALTER TABLE billing_desktop.period_exceptions ENABLE TRIGGER append_only`);
  }
});
