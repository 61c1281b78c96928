import { dialog } from 'electron';
import type { Profile } from '../contract/profiles';
import { AppError } from '../contract/result';
import type { MigrationEvent } from '../contract/schema';
import { seedSampleData } from '../billing/sample-data/seed';
import { isBuiltinAvailable } from '../database/builtin/binaries';
import { builtinExists } from '../database/builtin/start';
import { summarizeTarget } from '../database/connection-target';
import { testConnection } from '../database/connection-test';
import { targetFromEnvironment } from '../database/connection-url';
import { createDatabase } from '../database/create-database';
import { migrateUp } from '../database/migrator/migrate';
import { history, schemaState } from '../database/migrator/state';
import { readToday } from '../database/queries/server-date';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';
import { createSetupTrial } from './setup-trial';

type Needs = Pick<AppContext, 'settings' | 'connection' | 'destinations' | 'windows' | 'version'>;

/** The wizard: on the first start, and later from the connection panel. */
export function setupHandlers(context: Needs): AreaHandlers<'setup'> {
  const { settings, connection, destinations, windows, version } = context;
  const trial = createSetupTrial(context);
  return {
    async options() {
      const [available, exists] = await Promise.all([isBuiltinAvailable(), builtinExists(destinations.builtinFolder)]);
      return { builtin: { available, exists }, environment: environmentOption() };
    },
    async chooseCaFile() {
      const options = {
        properties: ['openFile' as const],
        filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
      };
      const window = windows.current();
      const { filePaths } = await (window === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(window, options));
      return { path: filePaths[0] ?? null };
    },
    async test({ target }) {
      const open = await settings.profiles.resolve(target);
      const taken: (() => Promise<void>)[] = [];
      const ready = async () => {
        const prepared = await destinations.prepare(open);
        taken.push(() => prepared.release());
        return prepared.target;
      };
      try {
        return await testConnection(ready, { schemaState, onStep: (step) => windows.send('setup.step', step) });
      } finally {
        for (const release of taken) await release();
      }
    },
    async createDatabase({ target }) {
      const prepared = await destinations.prepare(await settings.profiles.resolve(target));
      try {
        await createDatabase(prepared.target);
      } finally {
        await prepared.release();
      }
      return { created: true };
    },
    async connect({ target }) {
      await trial.connect(target);
      return connection.refreshSchema();
    },
    async pending() {
      const infos = await history(connection.connectedDatabase());
      return infos.filter(({ state }) => state === 'pending');
    },
    history: () => history(connection.connectedDatabase()),
    async migrate() {
      const events: MigrationEvent[] = [];
      try {
        const { applied } = await migrateUp(connection.connectedDatabase(), {
          appVersion: version,
          onEvent(event) {
            events.push(event);
            windows.send('setup.migration', event);
          },
        });
        return { applied: [...applied], events };
      } finally {
        await connection.refreshSchema();
      }
    },
    seed: () => seedSampleData(connection.database({ write: true })),
    async finish({ name, target, keepPassword }) {
      const today = await readToday(connection.database());
      const color = target.kind === 'profile' ? await colorOf(context, target.profileId) : 'none';
      const profile = await settings.profiles.save({ name, color, target, keepPassword });
      await trial.becomes(profile, target);
      await settings.profiles.activate(profile.id);
      return { today };
    },
  };
}

/** What DATABASE_URL and its like name; one that cannot be read is offered too, so that the test can say why. */
function environmentOption(): { available: boolean; summary: string | null } {
  try {
    const target = targetFromEnvironment(process.env);
    return { available: target !== null, summary: target === null ? null : summarizeTarget(target) };
  } catch (error) {
    if (error instanceof AppError) return { available: true, summary: null };
    throw error;
  }
}

async function colorOf({ settings }: Needs, id: string): Promise<Profile['color']> {
  return (await settings.profiles.list()).find((profile) => profile.id === id)?.color ?? 'none';
}
