import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { z } from 'zod';
import { accountMapping } from '../billing/bank/bank-accounts';
import { importStatement, previewStatement } from '../billing/bank/import-statement';
import { recogniseStatement } from '../billing/bank/statement-rows';
import { readTable, type Table } from '../billing/csv/read-table';
import { previewUsage } from '../billing/usage-import/check-usage';
import { importUsage } from '../billing/usage-import/import-usage';
import { recogniseUsage } from '../billing/usage-import/usage-rows';
import { documentLanguageSchema } from '../contract/documents';
import { commandKeySchema, type CommandKey } from '../contract/ids';
import { AppError } from '../contract/result';
import type { Database } from '../database/database';
import { listBankAccounts, listBankLines } from '../database/queries/bank';
import { listReminders } from '../database/queries/receivable-detail';
import { UsageError, requiredOption, requiredWord, textOption, type CliCommand } from './command';
import { databaseOptions, withBilling } from './open';
import { writePdf } from './write-pdf';

async function tableOf(path: string): Promise<{ readonly fileName: string; readonly table: Table }> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new AppError('file_unreadable', { file: basename(path) }, error);
  });
  return { fileName: basename(path), table: readTable(bytes) };
}

function newKey(): CommandKey {
  return commandKeySchema.parse(randomUUID());
}

const usageImport: CliCommand = {
  area: 'usage',
  verb: 'import',
  usage: 'FILE [--yes]',
  summary:
    'Shows what a CSV file of usage would add and why rows are left out; --yes adds it. The same file adds nothing.',
  options: { ...databaseOptions, yes: { type: 'boolean' } },
  run: ({ positionals, options, output }) =>
    withBilling(options, options['yes'] === true ? 'write' : 'read', async (database) => {
      const { fileName, table } = await tableOf(requiredWord(positionals, 0, 'file'));
      const mapping = recogniseUsage(table);
      const preview = await previewUsage(database, fileName, table, mapping);
      output.line(`${preview.good} rows to add, ${preview.known} known already, ${preview.wrong} wrong`);
      output.table(
        ['metric', 'rows', 'quantity'],
        preview.metrics.map(({ metric, rows, quantity }) => [metric, String(rows), quantity]),
      );
      for (const { line, error, value } of preview.problems) output.line(`line ${line}: ${error} ${value}`);
      if (preview.alreadyImported) {
        output.line('This file was imported before: nothing to add.');
        output.value({ preview, imported: null });
        return 0;
      }
      if (options['yes'] !== true) {
        output.line('Nothing was written; --yes imports it.');
        output.value({ preview, imported: null });
        return 0;
      }
      const imported = await importUsage(
        database,
        { machine: hostname() },
        { key: newKey(), fileName, table, mapping },
      );
      output.line(`${imported.added} rows added`);
      output.value({ preview, imported });
      return 0;
    }),
};

const bankImport: CliCommand = {
  area: 'bank',
  verb: 'import',
  usage: 'FILE --account A',
  summary: 'Takes in a statement of an account (by name); lines that are there already are left alone.',
  options: { ...databaseOptions, account: { type: 'string' } },
  run: ({ positionals, options, output }) => {
    const wanted = requiredOption(options, 'account');
    return withBilling(options, 'write', async (database) => {
      const accounts = await listBankAccounts(database);
      const account = accounts.find(({ id, name, nameAr }) => [id, name, nameAr].includes(wanted));
      if (!account) throw new AppError('not_found', { entity: 'bank_account' });
      const { fileName, table } = await tableOf(requiredWord(positionals, 0, 'file'));
      const { mapping } = await accountMapping(database, account.id);
      const file = { accountId: account.id, fileName, table, mapping: recogniseStatement(table, mapping) };
      const preview = await previewStatement(database, file);
      if (preview.alreadyImported) {
        output.line('This file was imported before: nothing to add.');
        output.value({ added: 0, known: preview.known, alreadyImported: true });
        return 0;
      }
      for (const { line, error, value } of preview.problems) output.line(`line ${line}: ${error} ${value}`);
      const imported = await importStatement(database, { machine: hostname() }, { ...file, key: newKey() });
      output.line(`${imported.added} lines added, ${imported.known} known already, ${preview.outgoing} outgoing`);
      output.value({ ...imported, alreadyImported: false });
      return 0;
    });
  },
};

const bankList: CliCommand = {
  area: 'bank',
  verb: 'list',
  usage: '',
  summary: 'Lists the lines of statements that wait for their payment, oldest first.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withBilling(options, 'read', async (database) => {
      const { rows } = await listBankLines(database, {
        filter: { state: 'waiting' },
        sort: { column: 'booked_on', direction: 'asc' },
        page: { from: 'start', limit: 200 },
      });
      output.table(
        ['date', 'amount', 'currency', 'account', 'text'],
        rows.map((row) => [row.bookedOn, row.amount, row.currency, row.accountName, row.description]),
      );
      output.value(rows);
      return 0;
    }),
};

const reminderList: CliCommand = {
  area: 'reminder',
  verb: 'list',
  usage: '',
  summary: 'Lists the latest reminder letters, newest first.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withBilling(options, 'read', async (database) => {
      const rows = await listReminders(database);
      output.table(
        ['customer', 'no.', 'level', 'as of', 'printed'],
        rows.map((row) => [row.tenantId, String(row.n), String(row.level), row.asOf, String(row.printed)]),
      );
      output.value(rows);
      return 0;
    }),
};

/** The letter of an id, or the latest one to a customer. */
async function letterOf(database: Database, wanted: string): Promise<string> {
  const rows = await listReminders(database);
  const id = z.uuid().safeParse(wanted).data ?? rows.find(({ tenantId }) => tenantId === wanted)?.id;
  if (id === undefined) throw new AppError('not_found', { entity: 'reminder' });
  return id;
}

const reminderPdf: CliCommand = {
  area: 'reminder',
  verb: 'pdf',
  usage: '<id|tenant> --out FILE [--lang ar|en|both]',
  summary: "Saves a reminder letter as PDF: by its id, or a customer's latest one.",
  options: { ...databaseOptions, out: { type: 'string' }, lang: { type: 'string' } },
  run: ({ positionals, options, output }) => {
    const wanted = requiredWord(positionals, 0, 'id|tenant');
    const out = requiredOption(options, 'out');
    const language = documentLanguageSchema.safeParse(textOption(options, 'lang') ?? 'both');
    if (!language.success) throw new UsageError('--lang: ar, en or both');
    return withBilling(options, 'write', async (database) => {
      const id = await letterOf(database, wanted);
      const path = await writePdf(database, { kind: 'reminder', id }, language.data, out);
      output.line(path);
      output.value({ id, path });
      return 0;
    });
  },
};

export const receivablesCommands: readonly CliCommand[] = [
  usageImport,
  bankImport,
  bankList,
  reminderList,
  reminderPdf,
];
