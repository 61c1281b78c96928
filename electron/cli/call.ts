import { parseArgs } from 'node:util';
import { billingCommands } from './billing-commands';
import { UsageError, type CliCommand } from './command';
import { creditCommands } from './credit-commands';
import { databaseCommands } from './database-commands';
import { exportCommand } from './export-command';
import { invoiceCommands } from './invoice-commands';
import { numberCommands } from './number-commands';
import { createOutput } from './output';
import { paymentCommands } from './payment-commands';
import { dayCommand } from './day-command';
import { reportCommands } from './report-commands';
import { receivablesCommands } from './receivables-commands';
import { seedCommand } from './seed-command';
import { subscriptionCommands } from './subscription-commands';
import { surroundings } from './surroundings';
import { upkeepCommand } from './upkeep-command';
import { statementCommand } from './statement-command';
import { verifyCommand } from './verify-command';

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

/** Does what the words ask for, and gives the exit code: 0 only on success, 2 for words that are none of ours. */
export async function callCommandLine(words: readonly string[]): Promise<number> {
  const { env, out, err } = surroundings();
  const language = (env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '').startsWith('ar') ? 'ar' : 'en';
  const output = createOutput(words.includes('--json'), language);
  if (words.length === 0 || words[0] === 'help' || words.includes('--help')) {
    out(`${help()}\n`);
    return words.length === 0 ? 2 : 0;
  }
  const found = find(words);
  if (!found) {
    err(`unknown: ${words.slice(0, 2).join(' ')}\n\n${help()}\n`);
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
