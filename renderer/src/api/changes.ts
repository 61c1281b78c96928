/** Who wants to know that rows of an area changed: lists, which keep their rows outside of the query cache. */
type Listener = (areas: readonly string[] | 'all') => void;
const listeners = new Set<Listener>();

export function announceChange(areas: readonly string[] | 'all'): void {
  for (const listener of listeners) listener(areas);
}

/** Calls back at each change; returns how to stop. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
