import { clipboard } from 'electron';
import { AppError } from '../contract/result';
import { checkHealth, unreachableHealth } from '../database/health';
import { checkSchema } from '../database/migrator/check';
import { migrateDown } from '../database/migrator/migrate';
import { rehearse } from '../database/migrator/rehearse';
import { migrationScript } from '../database/migrator/script';
import { readServerLog } from '../database/server-log';
import { redact } from '../log/redact';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { askService } from '../database/service-health';

type Needs = Pick<AppContext, 'settings' | 'windows' | 'version' | 'backupRoom'> & {
  readonly connection: Pick<AppContext['connection'], 'connectedDatabase' | 'refreshSchema'>;
};

/** What whoever looks after the database does with it. */
export function upkeepHandlers({ settings, connection, windows, version, backupRoom }: Needs): AreaHandlers<'upkeep'> {
  return {
    check: () => checkSchema(connection.connectedDatabase()),
    async rehearse({ direction, to }) {
      const extent = to === null ? {} : { to };
      return [...(await rehearse(connection.connectedDatabase(), direction, extent))];
    },
    script: async ({ direction, from, to }) => ({ text: migrationScript({ direction, from, to }, version) }),
    async downgrade({ to, database: typed, backup }) {
      const database = connection.connectedDatabase();
      const name = database.server.database;
      if (typed.trim() !== name) throw new AppError('name_not_confirmed', { database: name });
      const guard = backup.kind === 'known' ? await backupRoom.guard(backup.id) : null;
      try {
        const { reverted, stoppedAt } = await migrateDown(database, {
          to,
          ...(guard === null ? {} : { guard }),
          appVersion: version,
          onEvent: (event) => windows.send('setup.migration', event),
        });
        return { reverted: [...reverted], stoppedAt };
      } finally {
        await connection.refreshSchema();
      }
    },
    async health() {
      try {
        return await checkHealth(connection.connectedDatabase(), version);
      } catch (error) {
        if (error instanceof AppError) return unreachableHealth(error, version);
        throw error;
      }
    },
    async serverLog() {
      const log = await readServerLog(connection.connectedDatabase());
      return { ...log, lines: log.lines.map(redact) };
    },
    serviceHealth: async () => askService((await settings.preferences.read()).serviceAddress ?? null),
    async copy({ text }) {
      await clipboard.writeText(text);
      return { copied: true };
    },
  };
}
