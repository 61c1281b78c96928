import { randomBytes } from 'node:crypto';
import { appOrigin, documentPath } from './app-scheme';

/** Long enough for the slowest print; a forgotten document does not stay in memory for the day. */
const keptForMs = 10 * 60_000;

/** Finished documents on their way to a hidden window that prints them, each under a token nobody can guess. */
export interface HeldDocuments {
  /** Gives the address that shows this HTML until it is released, or ten minutes have passed. */
  hold(html: string): { readonly url: string; readonly release: () => void };
  /** The HTML of a token, or null. */
  find(token: string): string | null;
}

export function createHeldDocuments(): HeldDocuments {
  const held = new Map<string, string>();
  return {
    hold(html) {
      const token = randomBytes(32).toString('hex');
      held.set(token, html);
      const timer = setTimeout(() => held.delete(token), keptForMs);
      timer.unref();
      return {
        url: `${appOrigin}${documentPath}${token}`,
        release() {
          clearTimeout(timer);
          held.delete(token);
        },
      };
    },
    find: (token) => held.get(token) ?? null,
  };
}
