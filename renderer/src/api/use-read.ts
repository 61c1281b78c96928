import { useQuery, useQueryClient, type QueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ConnectionState } from '@contract/connection';
import { toApiError, type ApiError } from './api-error';
import { call, listen, type InputOf, type MethodName, type OutputOf } from './bridge';
import { announceChange } from './changes';
import { watchClock } from './clock-watch';
import { waitsForItsTurn } from './paced';

/** The cache's key of a read: its area first, so that a whole area can be read again. */
export function readKey<N extends MethodName>(name: N, input: InputOf<N>): readonly [string, N, InputOf<N>] {
  return [name.slice(0, name.indexOf('.')), name, input];
}

export interface ReadOptions {
  /** False holds the read back, such as while nothing is opened. */
  readonly enabled?: boolean;
  /** Keeps what is shown while the next input is read: for searches and totals, not for records. */
  readonly keepPrevious?: boolean;
}

/** Reads through the bridge and keeps the answer current: `useRead('invoices.get', { id })`. */
export function useRead<N extends MethodName>(
  name: N,
  input: InputOf<N>,
  options: ReadOptions = {},
): UseQueryResult<OutputOf<N>, ApiError> {
  return useQuery<OutputOf<N>, ApiError>({
    queryKey: readKey(name, input),
    queryFn: async () => {
      try {
        return await call(name, input);
      } catch (thrown) {
        throw toApiError(thrown);
      }
    },
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: (previous) => previous } : {}),
  });
}

/** Areas whose rows follow from those of others: what is owed, which payment a bank line may be, which limit is used up. */
const following: Readonly<Record<string, readonly string[]>> = {
  // Whose limit is how far used depends on the plan.
  subscriptions: ['usage'],
  plans: ['usage'],
  invoices: ['receivables', 'bank'],
  payments: ['receivables', 'bank'],
};

/** What waiting work does not hang on: usage comes in all day long. */
const besideToday: ReadonlySet<string> = new Set(['usage']);

/**
 * Reads again whatever is on the screen of these areas and of what follows from them, or of all where none are named.
 * `pushed` is a change that others made: costly reads follow it in their own time.
 */
export async function refreshAreas(
  client: QueryClient,
  changed: readonly string[] | 'all',
  pushed = false,
): Promise<void> {
  // Whatever was written has its row in the audit.
  const areas =
    changed === 'all' ? changed : [...changed, ...changed.flatMap((area) => following[area] ?? []), 'audit'];
  const concernsToday = changed === 'all' || changed.some((area) => !besideToday.has(area));
  announceChange(areas);
  await client.invalidateQueries({
    predicate: (query) => {
      const [area] = query.queryKey;
      const isConcerned =
        areas === 'all' ||
        (typeof area === 'string' &&
          (areas.includes(area) || (area === 'today' && concernsToday) || area === 'search'));
      return isConcerned && !(pushed && areas !== 'all' && waitsForItsTurn(client, query));
    },
  });
}

const usable: ReadonlySet<ConnectionState> = new Set<ConnectionState>(['connected', 'slow', 'read_only']);

/** Keeps reads current: after another's change, and after a connection came back. Once, at the top of the app. */
export function usePushedChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    let wasUsable: boolean | null = null;
    // Main names no area where anything may have changed.
    const stopData = listen(
      'data.changed',
      ({ areas }) => void refreshAreas(client, areas.length === 0 ? 'all' : areas, true),
    );
    const stopBackups = listen('backups.changed', (state) => {
      client.setQueryData(readKey('backups.state', {}), state);
      if (state.job?.state === 'running') return;
      // Reading every table through is for the dialog that shows it: read again only where it is open.
      for (const name of ['backups.standing', 'backups.fresh'] as const)
        void client.invalidateQueries({ queryKey: readKey(name, {}), refetchType: 'active' });
    });
    const stopConnection = listen('connection.changed', (status) => {
      client.setQueryData(readKey('connection.status', {}), status);
      const isUsable = usable.has(status.state);
      if (isUsable && wasUsable === false) void refreshAreas(client, 'all');
      wasUsable = isUsable;
    });
    const stopClock = watchClock(() => void refreshAreas(client, 'all'));
    return () => {
      stopClock();
      stopData();
      stopBackups();
      stopConnection();
    };
  }, [client]);
}
