import { readServerLog } from '../database/server-log';
import { askService } from '../database/service-health';
import { redact } from '../log/redact';
import { UsageError, type CliCommand } from './command';
import { databaseOptions, withDatabase } from './open';
import type { Output } from './output';

/** The address that says how the service is, where it is set. */
export function serviceAddress(): string | null {
  return process.env['BILLING_CORE_HEALTH_URL'] || null;
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
      if (log.reason === 'no_right') output.line('This login may not read it: GRANT pg_monitor, pg_read_server_files.');
      output.value({ ...log, lines });
      return log.reason === null ? 0 : 1;
    }),
};

export const keeperCommands: readonly CliCommand[] = [serverLog, serviceHealth];
