import { parseArgs } from 'node:util';
import { z } from 'zod';
import { billingCommands } from './cli/billing-commands';
import { UsageError, type CliCommand } from './cli/command';
import { creditCommands } from './cli/credit-commands';
import { databaseCommands } from './cli/database-commands';
import { exportCommand } from './cli/export-command';
import { invoiceCommands } from './cli/invoice-commands';
import { numberCommands } from './cli/number-commands';
import { createOutput } from './cli/output';
import { paymentCommands } from './cli/payment-commands';
import { dayCommand } from './cli/day-command';
import { reportCommands } from './cli/report-commands';
import { receivablesCommands } from './cli/receivables-commands';
import { seedCommand } from './cli/seed-command';
import { subscriptionCommands } from './cli/subscription-commands';
import { upkeepCommand } from './cli/upkeep-command';
import { statementCommand } from './cli/statement-command';
import { verifyCommand } from './cli/verify-command';

z.config({ jitless: true });

const commands: readonly CliCommand[] = [
  ...databaseCommands,
  seedCommand,
  ...invoiceCommands,
  ...paymentCommands,
  ...creditCommands,
  ...numberCommands,
  statementCommand,
  ...reportCommands,
  dayCommand,
  ...billingCommands,
  ...receivablesCommands,
  exportCommand,
  ...subscriptionCommands,
  upkeepCommand,
  verifyCommand,
];

function help(): string {
  const rows = commands.map((command) => {
    const call = [command.area, command.verb, command.usage].filter((word) => word !== '').join(' ');
    return `  ${call}\n      ${command.summary}`;
  });
  return [
    'npm run -s cli -- <area> <verb> [options] [--json]',
    '',
    ...rows,
    '',
    'The database: DATABASE_URL (or POSTGRES_HOST, _PORT, _USER, _PASSWORD, _DB), or --builtin DIR.',
    'Exit code: 0 only on success.',
  ].join('\n');
}

/** The verb that the words name, and how many words its name takes. */
function find(words: readonly string[]): { command: CliCommand; taken: number } | null {
  for (const command of commands) {
    if (command.area !== words[0]) continue;
    if (command.verb === '') return { command, taken: 1 };
    if (command.verb === words[1]) return { command, taken: 2 };
  }
  return null;
}

async function main(words: readonly string[]): Promise<number> {
  const language = (process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '').startsWith('ar')
    ? 'ar'
    : 'en';
  const output = createOutput(words.includes('--json'), language);
  if (words.length === 0 || words[0] === 'help' || words.includes('--help')) {
    process.stdout.write(`${help()}\n`);
    return words.length === 0 ? 2 : 0;
  }
  const found = find(words);
  if (!found) {
    process.stderr.write(`unknown: ${words.slice(0, 2).join(' ')}\n\n${help()}\n`);
    return 2;
  }
  try {
    // `-1` is a number of steps (`db downgrade -1`), not the option that parseArgs would take it for.
    const isSteps = (word: string): boolean => /^-\d+$/.test(word);
    const rest = words.slice(found.taken);
    const { values, positionals } = parseArgs({
      args: rest.filter((word) => !isSteps(word)),
      options: { json: { type: 'boolean' }, ...found.command.options },
      allowPositionals: true,
      strict: true,
    });
    return await found.command.run({ positionals: [...positionals, ...rest.filter(isSteps)], options: values, output });
  } catch (error) {
    output.failure(error);
    return error instanceof UsageError || (error instanceof TypeError && 'code' in error) ? 2 : 1;
  }
}

/** All that was written has reached the reader: exiting would cut off what still waits in a pipe. */
async function flushed(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
}

// A reader that has seen enough (`| head`) is no failure of ours to report.
process.stdout.on('error', () => process.exit(1));
const exitCode = await main(process.argv.slice(2));
await flushed();
process.exit(exitCode);
