import { basename, resolve } from 'node:path';
import { serverLogGrants } from '../contract/upkeep';
import { runVerification } from '../billing/verify';
import { targetFromEnvironment } from '../database/connection-url';
import { openDatabase, type Database } from '../database/database';
import { withDatabase as inDatabase } from '../database/connection-target';
import { startBuiltin } from '../database/builtin/start';
import { checkSchema } from '../database/migrator/check';
import { restoreDump } from '../database/plain-dump/restore-dump';
import { readServerLog } from '../database/server-log';
import { askService } from '../database/service-health';
import { redact } from '../log/redact';
import type { ConnectionTarget } from '../database/connection-target';
import { UsageError, requiredOption, requiredWord, textOption, type CliCommand, type OptionValues } from './command';
import { databaseOptions, withDatabase } from './open';
import type { Output } from './output';
import { surroundings } from './surroundings';

/** The address that says how the service is, where it is set. */
export function serviceAddress(): string | null {
  return surroundings().env['BILLING_CORE_HEALTH_URL'] || null;
}

/** Asks the service where its address is set; true where it answered well, or there is nothing to ask. */
export async function sayServiceHealth(output: Output): Promise<boolean> {
  const health = await askService(serviceAddress());
  if (health.address === null) return true;
  const well = health.status !== null && health.status < 300;
  output.line(
    `billing-core ${health.answered ? `answered ${health.status ?? ''} in ${health.ms} ms` : 'did not answer'}: ${health.body}`,
  );
  return well;
}

const serviceHealth: CliCommand = {
  area: 'db',
  verb: 'service-health',
  usage: '',
  summary: 'Asks the billing service how it is (BILLING_CORE_HEALTH_URL, such as https://billing.example/healthz).',
  options: {},
  run: async ({ output }) => {
    const address = serviceAddress();
    if (address === null) throw new UsageError('BILLING_CORE_HEALTH_URL is not set');
    const health = await askService(address);
    output.value(health);
    return (await sayServiceHealth(output)) ? 0 : 1;
  },
};

const serverLog: CliCommand = {
  area: 'db',
  verb: 'server-log',
  usage: '',
  summary: 'The end of PostgreSQL’s own log, where this login may read it.',
  options: databaseOptions,
  run: ({ options, output }) =>
    withDatabase(options, async (database) => {
      const log = await readServerLog(database);
      const lines = log.lines.map(redact);
      for (const line of lines) output.line(line);
      if (log.reason === 'elsewhere')
        output.line(`The server keeps its log where it cannot be read from here (${log.destination}).`);
      if (log.reason === 'no_right') output.line(`This login may not read it: ${serverLogGrants.join('; ')}.`);
      output.value({ ...log, lines });
      return log.reason === null ? 0 : 1;
    }),
};

/** Where the new database is made: beside the one that is named, or in the built-in server. */
async function withTarget<T>(options: OptionValues, work: (target: ConnectionTarget) => Promise<T>): Promise<T> {
  const folder = textOption(options, 'builtin');
  if (folder === null) {
    const target = targetFromEnvironment(surroundings().env);
    if (!target) throw new UsageError('no database: set DATABASE_URL, or give --builtin DIR');
    return work(target);
  }
  const server = await startBuiltin({ folder });
  try {
    return await work(server.target);
  } finally {
    await server.stop();
  }
}

async function sayStanding(
  output: Output,
  database: Database,
): Promise<{ schema: string; booksInOrder: boolean | null }> {
  const { state, clean } = await checkSchema(database);
  output.line(
    `schema ${state.current ?? 'none'} (${state.kind}${state.kind === 'current' ? (clean ? ', as expected' : ', with differences') : ''})`,
  );
  if (state.kind !== 'current') return { schema: state.kind, booksInOrder: null };
  const { clean: booksInOrder } = await runVerification(database);
  output.line(booksInOrder ? 'The books are in order.' : 'The books are NOT in order.');
  return { schema: clean ? 'current' : 'drift', booksInOrder };
}

const restoreSql: CliCommand = {
  area: 'db',
  verb: 'restore-sql',
  usage: '<FILE.sql> --into NAME',
  summary:
    'Restores a plain dump (pg_dump > FILE.sql) into a new database, all or nothing, without psql; then compares its tables and checks its books.',
  options: { ...databaseOptions, into: { type: 'string' } },
  run: async ({ positionals, options, output }) => {
    const file = resolve(requiredWord(positionals, 0, 'FILE.sql'));
    const into = requiredOption(options, 'into');
    return withTarget(options, async (target) => {
      const result = await restoreDump(target, into, file);
      output.line(
        `${basename(file)} is restored into ${into}: ${result.statements} statements, ${result.rows} rows of ${result.tables} tables`,
      );
      for (const line of result.leftOut) output.line(`  left out: ${line}`);
      const database = await openDatabase(inDatabase(target, into));
      try {
        const standing = await sayStanding(output, database);
        output.value({ ...result, ...standing });
        return standing.booksInOrder === false ? 1 : 0;
      } finally {
        await database.close();
      }
    });
  },
};

export const keeperCommands: readonly CliCommand[] = [restoreSql, serverLog, serviceHealth];
