import { clipboard } from 'electron';
import { ActivityRecord, monitoringQueries } from '../database/queries/monitoring/activity';
import { endSession } from '../database/queries/monitoring/end-session';
import { readSlowQueries } from '../database/queries/monitoring/slow-queries';
import { readStorage } from '../database/queries/monitoring/storage';
import type { AppContext } from './context';
import type { AreaHandlers } from './handlers';

/** What goes on in the database, for whoever looks after it. Works before the schema stands, and on a replica. */
export function monitoringHandlers({ connection, log }: AppContext): AreaHandlers<'monitoring'> {
  const record = new ActivityRecord();
  const end = async (how: 'cancel' | 'terminate', input: { readonly pid: number; readonly startedAt: string }) => {
    const done = await endSession(connection.connectedDatabase(), how, input);
    log.info(`monitoring.${how}: connection ${input.pid} of ${input.startedAt}: ${done ? 'done' : 'gone already'}`);
    return { done };
  };
  return {
    activity: () => record.look(connection.connectedDatabase()),
    storage: () => readStorage(connection.connectedDatabase()),
    slowQueries: () => readSlowQueries(connection.connectedDatabase()),
    queries: () => Promise.resolve(monitoringQueries()),
    async copyQuery({ part }) {
      await clipboard.writeText(monitoringQueries()[part]);
      return { copied: true };
    },
    cancel: (input) => end('cancel', input),
    terminate: (input) => end('terminate', input),
  };
}
