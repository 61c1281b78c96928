import { addDays, addMonthsFromAnchor, calendarDateSchema, type CalendarDate } from '../contract/calendar-date';
import { reports } from '../contract/reports';
import type { Database } from '../database/database';
import { readAging } from '../database/queries/reports/aging';
import { readChurn } from '../database/queries/reports/churn';
import { readCollections } from '../database/queries/reports/collections';
import { readMrr } from '../database/queries/reports/mrr';
import { readRevenue } from '../database/queries/reports/revenue';
import { readToday } from '../database/queries/server-date';
import { UsageError, textOption, type CliCommand, type OptionValues } from './command';
import { databaseOptions, withBilling } from './open';
import type { Output } from './output';

interface Report {
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly string[];
  read(database: Database, options: OptionValues, today: CalendarDate, output: Output): Promise<unknown>;
}

/** What the contract takes, or a usage error that names the first option that it does not. */
function taken<T>(
  result: { success: true; data: T } | { success: false; error: { issues: { path: PropertyKey[] }[] } },
): T {
  if (result.success) return result.data;
  throw new UsageError(`--${String(result.error.issues[0]?.path[0] ?? '')}: not a value that can be taken`);
}

function monthBefore(today: CalendarDate, months: number): string {
  return addMonthsFromAnchor(calendarDateSchema.parse(`${today.slice(0, 8)}01`), -months).slice(0, 7);
}

const span = (options: OptionValues, today: CalendarDate) => ({
  from: textOption(options, 'from') ?? monthBefore(today, 11),
  to: textOption(options, 'to') ?? monthBefore(today, 0),
});
const filter = (options: OptionValues) => ({
  currency: textOption(options, 'currency'),
  planId: textOption(options, 'plan'),
});

const known: Readonly<Record<string, Report>> = {
  aging: {
    usage: '[--as-of D] [--currency C] [--tenant T]',
    summary: 'What is due by days late, for each currency and customer.',
    options: ['as-of', 'currency', 'tenant'],
    async read(database, options, _today, output) {
      const aging = await readAging(
        database,
        taken(
          reports.aging.input.safeParse({
            asOf: textOption(options, 'as-of'),
            currency: textOption(options, 'currency'),
            tenantId: textOption(options, 'tenant'),
          }),
        ),
      );
      const row = (name: string, { currency, buckets, total }: (typeof aging.currencies)[number]): string[] => [
        name,
        buckets.not_due,
        buckets.days_30,
        buckets.days_60,
        buckets.days_90,
        buckets.over_90,
        total,
        currency,
      ];
      output.line(`as of ${aging.asOf}`);
      output.table(
        ['customer', 'not due', '1-30', '31-60', '61-90', 'over 90', 'total', ''],
        [
          ...aging.tenants.map((each) => row(each.tenantName, each)),
          ...aging.currencies.map((each) => row('TOTAL', each)),
        ],
      );
      return aging;
    },
  },
  revenue: {
    usage: '[--from YYYY-MM] [--to YYYY-MM] [--basis issued|paid] [--currency C] [--plan P]',
    summary: 'Revenue by month and plan, without tax; the last twelve months where none are given.',
    options: ['from', 'to', 'basis', 'currency', 'plan'],
    async read(database, options, today, output) {
      const basis = textOption(options, 'basis') ?? 'issued';
      const revenue = await readRevenue(
        database,
        taken(reports.revenue.input.safeParse({ ...span(options, today), ...filter(options), basis })),
      );
      output.table(
        ['month', 'plan', 'invoices', 'net', 'tax', ''],
        [
          ...revenue.cells.map((each) => [
            each.month,
            each.planName,
            String(each.invoices),
            each.net,
            each.tax,
            each.currency,
          ]),
          ...revenue.totals.map((each) => ['TOTAL', '', String(each.invoices), each.net, each.tax, each.currency]),
        ],
      );
      return revenue;
    },
  },
  mrr: {
    usage: '[--currency C] [--plan P]',
    summary: "Monthly recurring revenue: each active subscription's price by the months of its cycle.",
    options: ['currency', 'plan'],
    async read(database, options, _today, output) {
      const mrr = await readMrr(database, taken(reports.mrr.input.safeParse(filter(options))));
      output.table(
        ['plan', 'cycle', 'subscriptions', 'price', 'a month', ''],
        [
          ...mrr.lines.map((line) => [
            line.planName,
            line.cycle,
            String(line.subscriptions),
            line.price ?? '-',
            line.mrr ?? '-',
            line.currency,
          ]),
          ...mrr.totals.map((each) => ['TOTAL', '', String(each.subscriptions), '', each.mrr, each.currency]),
        ],
      );
      return mrr;
    },
  },
  churn: {
    usage: '[--from YYYY-MM] [--to YYYY-MM] [--currency C] [--plan P]',
    summary: 'New and lost customers by month.',
    options: ['from', 'to', 'currency', 'plan'],
    async read(database, options, today, output) {
      const churn = await readChurn(
        database,
        taken(reports.churn.input.safeParse({ ...span(options, today), ...filter(options) })),
      );
      output.table(
        ['month', 'at start', 'new', 'lost', 'at end', 'churn %'],
        churn.months.map((each) => [
          each.month,
          String(each.atStart),
          String(each.started),
          String(each.ended),
          String(each.atEnd),
          each.rate ?? '-',
        ]),
      );
      return churn;
    },
  },
  collections: {
    usage: '[--from D] [--to D] [--currency C] [--method M]',
    summary: 'What came in by day and method; the last thirty days where none are given.',
    options: ['from', 'to', 'currency', 'method'],
    async read(database, options, today, output) {
      const collections = await readCollections(
        database,
        taken(
          reports.collections.input.safeParse({
            from: textOption(options, 'from') ?? addDays(today, -29),
            to: textOption(options, 'to') ?? today,
            currency: textOption(options, 'currency'),
            method: textOption(options, 'method'),
          }),
        ),
      );
      output.table(
        ['day', 'method', 'payments', 'received', 'refunded', 'net', ''],
        [
          ...collections.cells.map((each) => [
            each.day,
            each.method,
            String(each.payments),
            each.amount,
            each.refunded,
            each.net,
            each.currency,
          ]),
          ...collections.totals.map((each) => [
            'TOTAL',
            '',
            String(each.payments),
            each.amount,
            each.refunded,
            each.net,
            each.currency,
          ]),
        ],
      );
      return collections;
    },
  },
};

export const reportCommands: readonly CliCommand[] = Object.entries(known).map(([verb, report]) => ({
  area: 'report',
  verb,
  usage: report.usage,
  summary: report.summary,
  options: {
    ...databaseOptions,
    ...Object.fromEntries(report.options.map((name) => [name, { type: 'string' as const }])),
  },
  run: ({ options, output }) =>
    withBilling(options, 'read', async (database) => {
      output.value(await report.read(database, options, await readToday(database), output));
      return 0;
    }),
}));
