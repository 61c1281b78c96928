import { documentLanguageSchema } from '../contract/documents';
import { invoiceFilterSchema, invoices } from '../contract/invoices';
import { listInvoices } from '../database/queries/invoices';
import { UsageError, requiredOption, requiredWord, textOption, type CliCommand } from './command';
import { invoiceOfNumber } from './find-invoice';
import { databaseOptions, withBilling } from './open';
import { writePdf } from './write-pdf';

const list: CliCommand = {
  area: 'invoice',
  verb: 'list',
  usage: '[--search TEXT] [--standing S] [--limit N]',
  summary: 'The newest invoices; standings: draft, pending, partly_paid, paid, overdue, canceled, refunded.',
  options: { ...databaseOptions, search: { type: 'string' }, standing: { type: 'string' }, limit: { type: 'string' } },
  run: ({ options, output }) => {
    const search = textOption(options, 'search');
    const standing = textOption(options, 'standing');
    const filter = invoiceFilterSchema.safeParse({
      ...(search === null ? {} : { search }),
      ...(standing === null ? {} : { standing: standing.split(',') }),
    });
    if (!filter.success) throw new UsageError('--standing: not a standing that is known');
    const input = invoices.list.input.safeParse({
      filter: filter.data,
      sort: { column: 'issue_date', direction: 'desc' },
      page: { from: 'start', limit: Number(textOption(options, 'limit') ?? '20') },
    });
    if (!input.success) throw new UsageError('--limit: a whole number from 1 to 200');
    return withBilling(options, 'read', async (database) => {
      const { rows } = await listInvoices(database, input.data);
      output.table(
        ['number', 'customer', 'standing', 'issued', 'due', 'total', 'still due', ''],
        rows.map((row) => [
          row.number,
          row.tenantName || row.tenantId,
          row.standing,
          row.issueDate,
          row.dueDate,
          row.total,
          row.amountDue,
          row.currency,
        ]),
      );
      output.value(rows);
      return 0;
    });
  },
};

const show: CliCommand = {
  area: 'invoice',
  verb: 'show',
  usage: '<number>',
  summary: 'One invoice with its lines and payments.',
  options: databaseOptions,
  run: ({ positionals, options, output }) => {
    const number = requiredWord(positionals, 0, 'number');
    return withBilling(options, 'read', async (database) => {
      const invoice = await invoiceOfNumber(database, number);
      output.line(`${invoice.number}  ${invoice.standing}  ${invoice.tenantName || invoice.tenantId}`);
      output.line(`issued ${invoice.issueDate}, due ${invoice.dueDate}`);
      output.table(
        ['description', 'quantity', 'unit price', 'amount'],
        invoice.lines.map((line) => [line.description, line.quantity, line.unitPrice, line.amount]),
      );
      output.line(`total ${invoice.total}, paid ${invoice.amountPaid}, due ${invoice.amountDue} ${invoice.currency}`);
      for (const payment of invoice.payments) {
        output.line(`  ${payment.at}  ${payment.method}  ${payment.allocated}  ${payment.status}`);
      }
      output.value(invoice);
      return 0;
    });
  },
};

const pdf: CliCommand = {
  area: 'invoice',
  verb: 'pdf',
  usage: '<number> --lang ar|en|both --out FILE',
  summary: 'Saves an invoice as PDF: the document that the screen shows.',
  options: { ...databaseOptions, lang: { type: 'string' }, out: { type: 'string' } },
  run: ({ positionals, options, output }) => {
    const number = requiredWord(positionals, 0, 'number');
    const out = requiredOption(options, 'out');
    const language = documentLanguageSchema.safeParse(textOption(options, 'lang') ?? 'both');
    if (!language.success) throw new UsageError('--lang: ar, en or both');
    return withBilling(options, 'write', async (database) => {
      const invoice = await invoiceOfNumber(database, number);
      const path = await writePdf(database, { kind: 'invoice', id: invoice.id }, language.data, out);
      output.line(path);
      output.value({ number: invoice.number, path });
      return 0;
    });
  },
};

export const invoiceCommands: readonly CliCommand[] = [list, show, pdf];
