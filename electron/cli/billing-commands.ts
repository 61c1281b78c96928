import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { driveRun } from '../billing/runs/drive-run';
import { previewRun } from '../billing/runs/preview-run';
import { resumeRun, startRun } from '../billing/runs/start-run';
import type { RunPreview, RunProgress } from '../contract/billing';
import { calendarDateSchema, type CalendarDate } from '../contract/calendar-date';
import { billingRunIdSchema, commandKeySchema } from '../contract/ids';
import type { Database } from '../database/database';
import { listRuns } from '../database/queries/billing-runs';
import { readToday } from '../database/queries/server-date';
import { UsageError, textOption, type CliCommand, type OptionValues } from './command';
import { databaseOptions, withBilling } from './open';
import type { Output } from './output';

async function dateOf(options: OptionValues, database: Database): Promise<CalendarDate> {
  const text = textOption(options, 'date');
  if (text === null) return readToday(database);
  const date = calendarDateSchema.safeParse(text);
  if (!date.success) throw new UsageError('--date: a date as 2026-01-31');
  return date.data;
}

function tell(output: Output, preview: RunPreview): void {
  output.line(`${preview.date}: ${preview.subscriptions} subscriptions are due`);
  output.table(
    ['currency', 'invoices', 'total'],
    preview.amounts.map(({ currency, invoices, total }) => [currency, String(invoices), total]),
  );
  for (const { reason, count } of preview.leftOut) output.line(`left out, ${reason}: ${count}`);
  output.line(
    preview.rate === null ? 'no exchange rate' : `1 USD = ${preview.rate.yerPerUsd} YER since ${preview.rate.date}`,
  );
}

function billed({ amounts }: Pick<RunProgress, 'amounts'>): string {
  const parts = amounts.map(({ currency, invoices, total }) => `${invoices} invoices, ${total} ${currency}`);
  return parts.length === 0 ? 'no invoices' : parts.join('; ');
}

const preview: CliCommand = {
  area: 'billing',
  verb: 'preview',
  usage: '[--date D]',
  summary: 'What a billing run on the date would bill, and whom it would leave out; today by itself. Writes nothing.',
  options: { ...databaseOptions, date: { type: 'string' } },
  run: ({ options, output }) =>
    withBilling(options, 'read', async (database) => {
      const found = await previewRun(database, { date: await dateOf(options, database) });
      tell(output, found);
      output.value(found);
      return 0;
    }),
};

const run: CliCommand = {
  area: 'billing',
  verb: 'run',
  usage: '[--date D] [--yes] [--resume ID]',
  summary: 'Bills what is due on the date; without --yes only says what it would do. --resume goes on with a run.',
  options: { ...databaseOptions, date: { type: 'string' }, yes: { type: 'boolean' }, resume: { type: 'string' } },
  run: ({ options, output }) =>
    withBilling(options, 'write', async (database) => {
      const actor = { machine: hostname() };
      const key = commandKeySchema.parse(randomUUID());
      const resumed = textOption(options, 'resume');
      if (resumed === null && options['yes'] !== true) {
        const found = await previewRun(database, { date: await dateOf(options, database) });
        tell(output, found);
        output.line('Nothing was billed: --yes bills it.');
        output.value({ preview: found, run: null });
        return 0;
      }
      const known = resumed === null ? null : billingRunIdSchema.safeParse(resumed);
      if (known?.success === false) throw new UsageError('--resume: the id of a run, as `billing history` shows it');
      const { id } = known
        ? await resumeRun(database, actor, { key, id: known.data })
        : await startRun(database, actor, { key, date: await dateOf(options, database) });
      const done = await driveRun(database, actor, id, {
        onProgress: (progress) =>
          output.line(
            `${progress.examined} of ${progress.candidates}: ${billed(progress)}, ${progress.leftOut} left out`,
          ),
      });
      output.line(`${done.state}: ${billed(done)}`);
      output.value({ run: done });
      return done.state === 'done' ? 0 : 1;
    }),
};

const history: CliCommand = {
  area: 'billing',
  verb: 'history',
  usage: '',
  summary: 'The billing runs, newest first, with what they billed.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withBilling(options, 'read', async (database) => {
      const runs = await listRuns(database);
      output.table(
        ['run', 'date', 'state', 'started', 'by', 'billed'],
        runs.map((row) => [row.id, row.asOf, row.state, row.startedAt, row.startedBy, billed(row)]),
      );
      output.value(runs);
      return 0;
    }),
};

export const billingCommands: readonly CliCommand[] = [preview, run, history];
