import type { CommandContext } from '../billing/command';
import type { Database } from '../database/database';
import type { AppContext } from './context';

/** What a handler of the billing areas hands to a use case. */
export interface Reach {
  /** For reads: also while the server only reads, or the schema is a newer app's. */
  readonly reading: () => Database;
  /** For reports: a read that a standby may answer, where one has caught up. */
  readonly reporting: <T>(read: (database: Database) => Promise<T>) => Promise<T>;
  /** For commands. Throws `read_only`, `not_migrated`, `schema_newer` or `not_connected`. */
  readonly writing: () => Database;
  readonly actor: CommandContext;
}

export function reachOf({ connection, actor }: Pick<AppContext, 'connection' | 'actor'>): Reach {
  return {
    reading: () => connection.database(),
    reporting: (read) => connection.reports(read),
    writing: () => connection.database({ write: true }),
    actor,
  };
}
