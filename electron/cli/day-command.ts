import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { closeDay } from '../billing/closing/close-day';
import { closing } from '../contract/closing';
import { getDayClose, readDay } from '../database/queries/closing';
import { UsageError, textOption, type CliCommand } from './command';
import { databaseOptions, withBilling } from './open';

/** `cash:USD=120.50,bank_transfer:YER=4000.00` as method, currency and amount. */
function countedOf(text: string): { method: string; currency: string; amount: string }[] {
  return text.split(',').map((part) => {
    const match = /^([a-z_]+):([A-Z]{3})=(\d+(?:\.\d{2})?)$/.exec(part.trim());
    if (!match) throw new UsageError('--counted: such as cash:USD=120.50,bank_transfer:YER=4000.00');
    const [, method = '', currency = '', amount = ''] = match;
    return { method, currency, amount: amount.includes('.') ? amount : `${amount}.00` };
  });
}

export const dayCommand: CliCommand = {
  area: 'day',
  verb: 'close',
  usage: '[--date D] [--clerk C] [--counted METHOD:CUR=A,...] [--reason R] [--note N] [--key K]',
  summary: "A clerk's takings of a day; with --counted (or --counted none) the day is counted, signed and closed.",
  options: {
    ...databaseOptions,
    date: { type: 'string' },
    clerk: { type: 'string' },
    counted: { type: 'string' },
    reason: { type: 'string' },
    note: { type: 'string' },
    key: { type: 'string' },
  },
  run: ({ options, output }) => {
    const asked = closing.day.input.safeParse({
      clerk: textOption(options, 'clerk'),
      day: textOption(options, 'date'),
    });
    if (!asked.success) throw new UsageError('--date: not a date');
    const counted = textOption(options, 'counted');
    return withBilling(options, counted === null ? 'read' : 'write', async (database) => {
      const day = await readDay(database, asked.data);
      if (counted === null) {
        output.line(`${day.clerk}, ${day.day}: ${day.close === null ? 'open' : 'closed'}`);
        output.table(
          ['method', 'entries', 'expected', ''],
          day.takings.map((each) => [each.method, String(each.entries), each.expected, each.currency]),
        );
        output.value(day);
        return 0;
      }
      const counts = counted === 'none' ? [] : countedOf(counted);
      const expected = new Map(day.takings.map((each) => [`${each.method} ${each.currency}`, each.expected]));
      const input = closing.closeDay.input.safeParse({
        key: textOption(options, 'key') ?? randomUUID(),
        clerk: day.clerk,
        day: day.day,
        figures: counts.map(({ method, currency, amount }) => ({
          method,
          currency,
          counted: amount,
          expected: expected.get(`${method} ${currency}`) ?? '0.00',
        })),
        reason: textOption(options, 'reason'),
        note: textOption(options, 'note'),
      });
      if (!input.success) throw new UsageError('--counted: a method, currency or amount that is not known');
      const { id } = await closeDay(database, { machine: hostname() }, input.data);
      const close = await getDayClose(database, { id });
      output.line(`${close.clerk}, ${close.day}: closed, signed by ${close.signedBy}`);
      output.table(
        ['method', 'expected', 'counted', 'difference', ''],
        close.figures.map((each) => [each.method, each.expected, each.counted, each.difference, each.currency]),
      );
      output.value(close);
      return 0;
    });
  },
};
