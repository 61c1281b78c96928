import { clipboard } from 'electron';
import type { AppContext } from './context';
import { diagnosticsText } from './diagnostics';
import type { AreaHandlers } from './handlers';

type Needs = Pick<AppContext, 'incidents'> & {
  readonly connection: Pick<AppContext['connection'], 'status' | 'panel' | 'reconnect'>;
};

/** The pill and the panel behind it. */
export function connectionHandlers({ connection, incidents }: Needs): AreaHandlers<'connection'> {
  const diagnostics = async (): Promise<string> =>
    diagnosticsText(await connection.panel(), incidents.recent(), new Date());
  return {
    status: async () => connection.status(),
    panel: () => connection.panel(),
    reconnect: () => connection.reconnect(),
    diagnostics: async () => ({ text: await diagnostics() }),
    async copyDiagnostics() {
      await clipboard.writeText(await diagnostics());
      return { copied: true };
    },
  };
}
