import { documentLanguageSchema } from '../contract/documents';
import { reports } from '../contract/reports';
import { readStatement } from '../database/queries/reports/statement';
import { UsageError, requiredOption, requiredWord, textOption, type CliCommand } from './command';
import { databaseOptions, withBilling } from './open';
import { writePdf } from './write-pdf';

export const statementCommand: CliCommand = {
  area: 'statement',
  verb: '',
  usage: '<tenant> --from D --to D --currency C [--out FILE --lang ar|en|both]',
  summary: "A customer's account: opening balance, each movement, closing balance; with --out as PDF.",
  options: {
    ...databaseOptions,
    from: { type: 'string' },
    to: { type: 'string' },
    currency: { type: 'string' },
    out: { type: 'string' },
    lang: { type: 'string' },
  },
  run: ({ positionals, options, output }) => {
    const input = reports.statement.input.safeParse({
      tenantId: requiredWord(positionals, 0, 'tenant'),
      from: requiredOption(options, 'from'),
      to: requiredOption(options, 'to'),
      currency: requiredOption(options, 'currency'),
    });
    if (!input.success) {
      throw new UsageError(`--${String(input.error.issues[0]?.path[0] ?? '')}: not a value that can be taken`);
    }
    const language = documentLanguageSchema.safeParse(textOption(options, 'lang') ?? 'both');
    if (!language.success) throw new UsageError('--lang: ar, en or both');
    const out = textOption(options, 'out');
    return withBilling(options, 'read', async (database) => {
      const statement = await readStatement(database, input.data);
      output.line(`${statement.tenantName}, ${statement.currency}, ${statement.from} to ${statement.to}`);
      output.table(
        ['date', 'what', 'document', 'debit', 'credit', 'balance'],
        [
          [statement.from, 'opening balance', '', '', '', statement.opening],
          ...statement.movements.map((each) => [
            each.date,
            each.kind,
            each.number || each.about,
            each.debit,
            each.credit,
            each.balance,
          ]),
          [statement.to, 'closing balance', '', statement.debits, statement.credits, statement.closing],
        ],
      );
      if (out === null) {
        output.value(statement);
        return 0;
      }
      const path = await writePdf(database, { kind: 'statement', ...input.data }, language.data, out);
      output.line(path);
      output.value({ ...statement, path });
      return 0;
    });
  },
};
