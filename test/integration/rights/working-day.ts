import { accountMapping, saveBankAccount } from '../../../electron/billing/bank/bank-accounts';
import { confirmBankLine } from '../../../electron/billing/bank/confirm-line';
import { importStatement } from '../../../electron/billing/bank/import-statement';
import { putLineBack, setLineAside } from '../../../electron/billing/bank/set-aside-line';
import { recogniseStatement } from '../../../electron/billing/bank/statement-rows';
import { closeDay } from '../../../electron/billing/closing/close-day';
import { allowException, setPeriodLock } from '../../../electron/billing/closing/period-lock';
import { reopenDay } from '../../../electron/billing/closing/reopen-day';
import { countPrints } from '../../../electron/billing/count-prints';
import { readTable } from '../../../electron/billing/csv/read-table';
import { makeReminders } from '../../../electron/billing/receivables/make-reminders';
import {
  addFollowUpNote,
  recordPromise,
  withdrawPromise,
} from '../../../electron/billing/receivables/notes-and-promises';
import { driveRun } from '../../../electron/billing/runs/drive-run';
import { previewRun } from '../../../electron/billing/runs/preview-run';
import { resumeRun, startRun, stopRun } from '../../../electron/billing/runs/start-run';
import { importUsage } from '../../../electron/billing/usage-import/import-usage';
import { recogniseUsage } from '../../../electron/billing/usage-import/usage-rows';
import { api } from '../../../electron/contract/api';
import type { BankLineId } from '../../../electron/contract/bank';
import { addDays, calendarDateSchema, type CalendarDate } from '../../../electron/contract/calendar-date';
import type { Database } from '../../../electron/database/database';
import { listBankLines } from '../../../electron/database/queries/bank';
import { readDay } from '../../../electron/database/queries/closing';
import { exportList } from '../../../electron/documents/spreadsheet/export-list';
import { creditsOf, type Credits } from '../billing/credits-office';
import { actor, newKey, officeOf } from '../billing/office';
import type { Office } from '../billing/office';
import { parse } from './role-desk';
import type { Commands, Desk } from './role-desk';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const tableOf = (text: string) => readTable(new TextEncoder().encode(text));

/** The rest of a working day: each command as its least role gives it, on what others have made for it. */
export function workingDay(desk: () => Desk): Commands {
  const accountant = (): Office => desk().rights.office.accountant;
  const clerk = (): Office => desk().rights.office.clerk;
  const asAccountant = (): Database => desk().rights.as.accountant;
  const asClerk = (): Database => desk().rights.as.clerk;
  const creditsAs = (as: Database): Credits => creditsOf(officeOf(as, '', () => Promise.resolve()));
  const made = (): Credits => creditsOf(accountant());

  let days = 400;
  /** A day of the past on which nothing was posted yet. */
  const oldDay = async (): Promise<CalendarDate> => {
    days += 1;
    return addDays(calendarDateSchema.parse(await accountant().today()), -days);
  };
  const late = async () => {
    const tenant = await accountant().tenant();
    const day = await oldDay();
    return { ...tenant, invoice: await accountant().invoice(tenant, '50.00', { issueDate: day, dueDate: day }) };
  };
  const paid = async () => {
    const tenant = await accountant().tenant();
    const invoice = await accountant().invoice(tenant, '50.00');
    const payment = await clerk().pay(tenant.tenantId, '50.00', [[invoice, '50.00']]);
    return { ...tenant, invoice, payment: payment.id };
  };

  let files = 0;
  const account = async (as: Database) => {
    files += 1;
    const name = `CAC ${files}`;
    const input = { id: null, name, nameAr: name, currency: 'USD', method: 'bank_transfer' };
    return (await saveBankAccount(as, actor, parse(api.bank.saveAccount.input, input))).id;
  };
  const statement = async (as: Database): Promise<BankLineId> => {
    const accountId = await account(asAccountant());
    const table = tableOf(
      `Date,Details,Ref,Amount\n${await accountant().today()},Transfer ${files},R-${files},50.00\n`,
    );
    const { mapping } = await accountMapping(as, accountId);
    const file = {
      key: newKey(),
      accountId,
      fileName: 'march.csv',
      table,
      mapping: recogniseStatement(table, mapping),
    };
    await importStatement(as, actor, file);
    const page = { from: 'start', limit: 5 } as const;
    const sort = { column: 'amount', direction: 'asc' } as const;
    const [line] = (await listBankLines(as, { filter: { accountId }, sort, page })).rows;
    if (line === undefined) throw new Error('no line');
    return line.id;
  };
  const setAside = async (as: Database, id: BankLineId) =>
    setLineAside(as, actor, parse(api.bank.setAside.input, { id, reason: 'the owner paid in' }));

  const close = async (as: Database) => {
    const { clerk: own, takings } = await readDay(asClerk(), { clerk: null, day: null });
    const farm = await accountant().tenant();
    const day = await oldDay();
    const invoice = await accountant().invoice(farm, '50.00', { issueDate: day });
    await clerk().pay(farm.tenantId, '50.00', [[invoice, '50.00']], { paidOn: day });
    if (takings.length === 0) throw new Error('the clerk has taken something today');
    const figures = [{ currency: 'USD', method: 'cash', expected: '50.00', counted: '50.00' }];
    const closing = { clerk: own, day, figures, reason: null, note: null };
    return closeDay(as, actor, parse(api.closing.closeDay.input, closing));
  };
  const run = async (as: Database) => {
    const date = calendarDateSchema.parse('2026-02-15');
    return startRun(as, actor, parse(api.billing.start.input, { date }), 10);
  };
  const promise = async (as: Database) => {
    const { tenantId } = await late();
    const promisedFor = await accountant().today();
    const input = { tenantId, currency: 'USD', amount: '50.00', promisedFor, note: null };
    return recordPromise(as, actor, parse(api.receivables.recordPromise.input, input));
  };

  return {
    'creditNotes.issue': async (as) => creditsAs(as).credit((await paid()).invoice, '20.00'),
    'creditNotes.cancel': async (as) =>
      creditsAs(as).cancelCredit((await made().credit((await late()).invoice, 'all')).id),
    'invoices.writeOff': async (as) => creditsAs(as).writeOff((await late()).invoice, '5.00'),
    'invoices.cancelWriteOff': async (as) =>
      creditsAs(as).cancelWriteOff((await made().writeOff((await late()).invoice, '5.00')).id),
    async 'payments.refund'(as) {
      const { payment, invoice } = await paid();
      return creditsAs(as).refund(payment, [[invoice, '50.00']]);
    },
    async 'payments.cancelRefund'(as) {
      const { payment, invoice } = await paid();
      return creditsAs(as).cancelRefund((await made().refund(payment, [[invoice, '20.00']])).id);
    },
    async 'receivables.addNote'(as) {
      const { tenantId } = await late();
      return addFollowUpNote(
        as,
        actor,
        parse(api.receivables.addNote.input, { tenantId, channel: 'call', note: 'calls again' }),
      );
    },
    'receivables.recordPromise': promise,
    async 'receivables.withdrawPromise'(as) {
      const { id } = await promise(asClerk());
      return withdrawPromise(as, actor, parse(api.receivables.withdrawPromise.input, { id, reason: 'a new date' }));
    },
    async 'receivables.makeReminders'(as) {
      const { tenantId } = await late();
      const input = { tenantIds: [tenantId], level: 1, language: 'tenant' };
      return makeReminders(as, actor, parse(api.receivables.makeReminders.input, input));
    },
    'bank.saveAccount': account,
    'bank.import': statement,
    async 'bank.confirm'(as) {
      const farm = await accountant().tenant();
      const invoiceId = await accountant().invoice(farm, '50.00');
      const id = await statement(asClerk());
      const allocations = [{ invoiceId, amount: '50.00' }];
      const input = { id, tenantId: farm.tenantId, payerNumber: null, allocations };
      return confirmBankLine(as, actor, parse(api.bank.confirm.input, input));
    },
    'bank.setAside': async (as) => setAside(as, await statement(asClerk())),
    async 'bank.putBack'(as) {
      const id = await statement(asClerk());
      await setAside(asClerk(), id);
      return putLineBack(as, actor, parse(api.bank.putBack.input, { id }));
    },
    'closing.closeDay': close,
    async 'closing.reopenDay'(as) {
      const { id } = await close(asClerk());
      return reopenDay(as, actor, parse(api.closing.reopenDay.input, { id, reason: 'a slip was found' }));
    },
    'closing.setPeriodLock': (as) =>
      setPeriodLock(as, actor, parse(api.closing.setPeriodLock.input, { lockDate: '2020-01-01', reason: 'audited' })),
    async 'closing.allowException'(as) {
      const input = { clerk: null, firstDay: '2019-12-01', lastDay: '2019-12-31', hours: 1, reason: 'a late slip' };
      return allowException(as, actor, parse(api.closing.allowException.input, input));
    },
    async 'usage.import'(as) {
      const { tenantId } = await accountant().tenant();
      const table = tableOf(`tenant,metric,quantity,date\n${tenantId},api_calls,9,2026-03-05\n`);
      const mapping = recogniseUsage(table);
      return importUsage(as, actor, { key: newKey(), fileName: 'usage.csv', table, mapping });
    },
    async 'billing.start'(as) {
      await accountant().tenant();
      await previewRun(as, { date: calendarDateSchema.parse('2026-02-15') });
      const done = await driveRun(as, actor, (await run(as)).id);
      if (done.state !== 'done' || done.amounts.length === 0) throw new Error(`billed ${JSON.stringify(done)}`);
    },
    async 'billing.stop'(as) {
      const { id } = await run(asAccountant());
      await stopRun(as, actor, parse(api.billing.stop.input, { id }));
    },
    async 'billing.resume'(as) {
      await accountant().tenant();
      const { id } = await run(asAccountant());
      await stopRun(asAccountant(), actor, parse(api.billing.stop.input, { id }));
      await resumeRun(as, actor, parse(api.billing.resume.input, { id }));
      const { state, amounts } = await driveRun(as, actor, id);
      if (state !== 'done' || amounts.length === 0) throw new Error(`resumed into ${state}`);
    },
    async 'printing.start'(as) {
      const { invoice } = await late();
      return countPrints(as, actor, { key: newKey(), documents: [{ kind: 'invoice', id: invoice }] });
    },
    'exports.start': exportEverything,
  };
}

/** Every list but the audit, whose whole is for accountants. */
async function exportEverything(as: Database): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sahool-rights-'));
  const path = join(folder, 'rows.csv');
  const signal = new AbortController().signal;
  const order = { format: 'csv', language: 'en', path, workerFile: '', signal, onRows: () => undefined } as const;
  try {
    for (const source of [
      { list: 'invoices', filter: {}, sort: { column: 'issue_date', direction: 'desc' } },
      { list: 'receivables', filter: {}, sort: { column: 'overdue', direction: 'desc' } },
      { list: 'bank', filter: {}, sort: { column: 'booked_on', direction: 'desc' } },
    ] as const) {
      await exportList(as, { ...order, source });
      if ((await readFile(path, 'utf8')).split('\n').length < 2) throw new Error(`${source.list} has no rows`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
