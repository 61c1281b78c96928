import type { ConnectionStatus } from '../contract/connection';

/** Who is told of the connection: of its status, and of rows that changed behind it. */
export class ConnectionNews {
  readonly #statusListeners = new Set<(status: ConnectionStatus) => void>();
  readonly #dataListeners = new Set<(areas: readonly string[]) => void>();
  #told = '';

  /** Gives the way to stop it. */
  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    this.#statusListeners.add(listener);
    return () => this.#statusListeners.delete(listener);
  }

  /** Gives the way to stop it. */
  onData(listener: (areas: readonly string[]) => void): () => void {
    this.#dataListeners.add(listener);
    return () => this.#dataListeners.delete(listener);
  }

  /** Passes on a status that looks different: the figure behind the pill moves all the time. */
  tellStatus(status: ConnectionStatus): void {
    const shown = JSON.stringify({ ...status, latencyMs: Math.round((status.latencyMs ?? 0) / 10) });
    if (shown === this.#told) return;
    this.#told = shown;
    for (const listener of this.#statusListeners) listener(status);
  }

  /** The areas whose rows changed; none named means that all may have. */
  tellData(areas: readonly string[]): void {
    for (const listener of this.#dataListeners) listener(areas);
  }
}
