import type { Query, QueryClient } from '@tanstack/react-query';
import type { MethodName } from './bridge';

/**
 * Reads that sum up many rows, and how long an answer of theirs serves while others write, in ms: usage may come in many
 * times a second, and every desktop hears of it.
 */
const paces: ReadonlyMap<unknown, number> = new Map<MethodName, number>([['usage.alerts', 30_000]]);

const waiting = new Set<string>();

/** True where the answer is too young to be read again for a change; the read follows when its time has come. */
export function waitsForItsTurn(client: QueryClient, query: Query): boolean {
  const pace = paces.get(query.queryKey[1]);
  if (pace === undefined) return false;
  const rest = query.state.dataUpdatedAt + pace - Date.now();
  // An answer of the future is one of a clock that was set back.
  if (rest <= 0 || rest > pace) return false;
  if (!waiting.has(query.queryHash)) {
    waiting.add(query.queryHash);
    setTimeout(() => {
      waiting.delete(query.queryHash);
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    }, rest);
  }
  return true;
}
