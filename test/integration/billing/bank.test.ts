import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountMapping, saveBankAccount } from '../../../electron/billing/bank/bank-accounts';
import { confirmBankLine } from '../../../electron/billing/bank/confirm-line';
import { importStatement, previewStatement } from '../../../electron/billing/bank/import-statement';
import { putLineBack, setLineAside } from '../../../electron/billing/bank/set-aside-line';
import { recogniseStatement } from '../../../electron/billing/bank/statement-rows';
import { suggestForLine } from '../../../electron/billing/bank/suggest-payments';
import { closeDay } from '../../../electron/billing/closing/close-day';
import { readTable } from '../../../electron/billing/csv/read-table';
import { reversePayment } from '../../../electron/billing/reverse-payment';
import { bank, type BankAccountId, type BankLine } from '../../../electron/contract/bank';
import { calendarDateSchema } from '../../../electron/contract/calendar-date';
import { closing } from '../../../electron/contract/closing';
import { bankTotals, getBankLine, listBankLines } from '../../../electron/database/queries/bank';
import { readDay } from '../../../electron/database/queries/closing';
import { readTimeline } from '../../../electron/database/queries/timeline';
import { actor, look, newKey, openOffice, refusal, type Office } from './office';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

let accounts = 0;
async function account(overrides: object = {}): Promise<BankAccountId> {
  accounts += 1;
  const name = `Tadhamon ${accounts}`;
  const input = { key: newKey(), id: null, name, nameAr: name, currency: 'USD', method: 'bank_transfer', ...overrides };
  return (await saveBankAccount(office.database, actor, bank.saveAccount.input.parse(input))).id;
}

async function take(accountId: BankAccountId, text: string) {
  const table = readTable(new TextEncoder().encode(text));
  const { mapping } = await accountMapping(office.database, accountId);
  const file = { accountId, fileName: 'march.csv', table, mapping: recogniseStatement(table, mapping) };
  return {
    preview: () => previewStatement(office.database, file),
    run: () => importStatement(office.database, actor, { ...file, key: newKey() }),
  };
}

async function linesOf(accountId: BankAccountId): Promise<BankLine[]> {
  const { rows } = await listBankLines(office.database, {
    filter: { accountId },
    sort: { column: 'amount', direction: 'asc' },
    page: { from: 'start', limit: 200 },
  });
  return rows;
}

async function confirm(line: BankLine, tenantId: string, allocations: readonly (readonly [string, string])[]) {
  const input = bank.confirm.input.parse({
    key: newKey(),
    id: line.id,
    tenantId,
    payerNumber: null,
    allocations: allocations.map(([invoiceId, amount]) => ({ invoiceId, amount })),
  });
  return confirmBankLine(office.database, actor, input);
}

const head = 'Date,Details,Ref No,Debit,Credit,Balance\n';

describe('statements', () => {
  it('takes incoming lines once, however files repeat and overlap', async () => {
    const id = await account();
    const first = await take(
      id,
      `Tadhamon Bank,,,,,\nStatement of account,,,,,\n${head}05/03/2026,Transfer A,R1,,100.00,100.00\n05/03/2026,Fee,,5.00,,95.00\n06/03/2026,Cash,R2,,"1,000.50",1095.50\n06/03/2026,Cash,R2,,"1,000.50",1095.50\nbad,Line,R3,,1.00,\n`,
    );
    expect(await first.preview()).toMatchObject({
      rows: 5,
      good: 3,
      known: 0,
      outgoing: 1,
      wrong: 1,
      total: '2101.00',
      from: '2026-03-05',
      to: '2026-03-06',
      alreadyImported: false,
      problems: [{ line: 8, error: 'bad_date', value: 'bad' }],
    });
    expect(await first.run()).toMatchObject({ added: 3, known: 0 });
    expect(await refusal(first.run())).toMatchObject({ code: 'file_already_imported' });
    expect(await first.preview()).toMatchObject({ alreadyImported: true, good: 0, known: 3 });
    // The columns are remembered for the account; a later file overlaps by its first two lines.
    const second = await take(
      id,
      `${head}06/03/2026,Cash,R2,,"1,000.50",1095.50\n06/03/2026,Cash,R2,,"1,000.50",1095.50\n07/03/2026,Transfer B,R4,,7.00,1102.50\n`,
    );
    expect(await second.run()).toMatchObject({ added: 1, known: 2 });
    expect((await linesOf(id)).map(({ amount }) => amount)).toEqual(['7.00', '100.00', '1000.50', '1000.50']);
    const nothing = await take(id, `${head}07/03/2026,Fee,,1.00,,\n`);
    expect(await refusal(nothing.run())).toMatchObject({ code: 'nothing_to_import' });
    const unmapped = await take(id, 'a,b\n1,2\n');
    expect(await refusal(unmapped.preview())).toMatchObject({ code: 'columns_missing' });
    await office.expectClean();
  });

  it('lets two desktops take in one file at once, and counts it once', async () => {
    const id = await account();
    const text = `${head}05/03/2026,X,R1,,3.00,\n05/03/2026,Y,R2,,4.00,\n`;
    const results = await Promise.allSettled([(await take(id, text)).run(), (await take(id, text)).run()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await linesOf(id)).toHaveLength(2);
  });
});

describe('a line', () => {
  it('is suggested by number, amount and name; confirming records the payment, reversing frees the line', async () => {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '123.45');
    const { number } = await office.state(invoice);
    const arabicNumber = number.replaceAll(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
    const id = await account();
    const day = await office.today();
    await (
      await take(
        id,
        `${head}${day},"حوالة مزرعه الجوف النموذجيه فاتورة ${arabicNumber}",TR-77,,123.45,1\n${day},Unknown sender,,,9.99,2\n`,
      )
    ).run();
    const [other, line] = await linesOf(id);
    if (!line || !other) throw new Error('no lines');
    expect(await suggestForLine(office.database, other.id)).toEqual([]);
    const [best] = await suggestForLine(office.database, line.id);
    expect(best).toMatchObject({
      tenantId: farm.tenantId,
      score: 100,
      reasons: ['number', 'amount_due', 'name'],
      credit: '0.00',
      allocations: [{ amount: '123.45', invoice: { id: invoice } }],
    });
    const payment = await confirm(line, farm.tenantId, [[invoice, '123.45']]);
    expect(payment).toMatchObject({ status: 'succeeded', amount: '123.45', allocated: '123.45' });
    expect(await office.state(invoice)).toMatchObject({ status: 'paid' });
    expect(await getBankLine(office.database, line.id)).toMatchObject({ state: 'confirmed', paymentId: payment.id });
    expect(
      await look(office.database, 'SELECT method, amount FROM public.payments WHERE id = $1', [payment.id]),
    ).toEqual([{ method: 'bank_transfer', amount: '123.45' }]);
    expect(
      await look(office.database, 'SELECT reference FROM billing_desktop.payment_details WHERE payment_id = $1', [
        payment.id,
      ]),
    ).toEqual([{ reference: 'TR-77' }]);
    expect(await refusal(confirm(line, farm.tenantId, [[invoice, '1.00']]))).toMatchObject({
      code: 'bank_line_confirmed',
    });
    await office.expectClean();
    await reversePayment(office.database, actor, { key: newKey(), id: payment.id, reason: 'wrong line' });
    expect(await getBankLine(office.database, line.id)).toMatchObject({ state: 'waiting', paymentId: null });
    const again = await confirm(line, farm.tenantId, [[invoice, '100.00']]);
    expect(again).toMatchObject({ allocated: '100.00', credit: '23.45' });
    const detail = await getBankLine(office.database, line.id);
    expect(detail.history.map(({ what }) => what)).toEqual(['confirmed', 'reversed', 'confirmed', 'imported']);
    const told = await readTimeline(office.database, 'bank_line', line.id);
    expect(told.map(({ action, details }) => [action, details['number']])).toEqual([
      ['bank_line_confirmed', again.voucherNumber],
      ['payment_reversed', payment.voucherNumber],
      ['bank_line_confirmed', payment.voucherNumber],
    ]);
    await office.expectClean();
  });

  it('is confirmed once by two clerks at once', async () => {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '80.00');
    const id = await account();
    await (await take(id, `${head}${await office.today()},X,R,,40.00,\n`)).run();
    const [line] = await linesOf(id);
    if (!line) throw new Error('no line');
    const both = await Promise.allSettled([
      confirm(line, farm.tenantId, [[invoice, '40.00']]),
      confirm(line, farm.tenantId, [[invoice, '40.00']]),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await office.state(invoice)).toMatchObject({ paid: '40.00' });
    await office.expectClean();
  });

  it('is set aside with a reason and put back', async () => {
    const id = await account();
    await (await take(id, `${head}05/03/2026,Own money,R,,40.00,\n`)).run();
    const [line] = await linesOf(id);
    if (!line) throw new Error('no line');
    const aside = { id: line.id, reason: 'the owner paid in' };
    await setLineAside(office.database, actor, { key: newKey(), ...aside });
    expect(await refusal(setLineAside(office.database, actor, { key: newKey(), ...aside }))).toMatchObject({
      code: 'bank_line_set_aside',
    });
    const waiting = { filter: { accountId: id, state: 'waiting' as const } };
    expect(await bankTotals(office.database, waiting)).toMatchObject({ count: 0 });
    await putLineBack(office.database, actor, { key: newKey(), id: line.id });
    expect(await refusal(putLineBack(office.database, actor, { key: newKey(), id: line.id }))).toMatchObject({
      code: 'bank_line_waits',
    });
    expect(await bankTotals(office.database, waiting)).toMatchObject({
      count: 1,
      currencies: [{ currency: 'USD', total: '40.00' }],
    });
  });

  it('of a wallet needs the number of who paid', async () => {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '10.00');
    const id = await account({ method: 'mobile_money' });
    await (await take(id, `التاريخ,المبلغ,رقم العملية,رقم الهاتف\n${await office.today()},10,77,\n`)).run();
    const [line] = await linesOf(id);
    if (!line) throw new Error('no line');
    expect(await refusal(confirm(line, farm.tenantId, [[invoice, '10.00']]))).toMatchObject({
      code: 'payer_number_required',
    });
  });

  it('keeps to the database: a second live match and a changed line are refused there', async () => {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '20.00');
    const id = await account();
    await (await take(id, `${head}${await office.today()},X,R,,5.00,\n`)).run();
    const [line] = await linesOf(id);
    if (!line) throw new Error('no line');
    await confirm(line, farm.tenantId, [[invoice, '5.00']]);
    const other = await office.pay(farm.tenantId, '6.00', [[invoice, '6.00']]);
    const match = (live: boolean) =>
      look(
        office.database,
        'INSERT INTO billing_desktop.bank_line_payments (payment_id, line_id, live) VALUES ($1, $2, $3)',
        [other.id, line.id, live],
      );
    await expect(match(true)).rejects.toThrow();
    await expect(
      look(office.database, 'UPDATE billing_desktop.bank_lines SET amount = 6 WHERE id = $1', [line.id]),
    ).rejects.toThrow();
    await expect(
      look(office.database, 'UPDATE billing_desktop.bank_line_payments SET live = false WHERE line_id = $1', [line.id]),
    ).rejects.toThrow();
    await expect(match(false)).rejects.toThrow();
    await office.expectClean();
  });
});

describe('a line of a closed day', () => {
  it('is no payment of that day: the line waits', async () => {
    const farm = await office.tenant();
    const invoice = await office.invoice(farm, '12.00');
    const id = await account();
    const file = await take(id, `${head}09/03/2026,Transfer,R1,,12.00,\n`);
    await file.run();
    const [line] = await linesOf(id);
    if (line === undefined) throw new Error('no line');
    const day = calendarDateSchema.parse('2026-03-09');
    const { clerk } = await readDay(office.database, { clerk: null, day });
    const close = { key: newKey(), clerk, day, figures: [], reason: null, note: null };
    await closeDay(office.database, actor, closing.closeDay.input.parse(close));
    expect(await refusal(confirm(line, farm.tenantId, [[invoice, '12.00']]))).toEqual({
      code: 'day_closed',
      params: { date: day },
    });
    expect(await getBankLine(office.database, line.id)).toMatchObject({ state: 'waiting' });
    await office.expectClean();
  });
});
