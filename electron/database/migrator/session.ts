import { QueryTypes, type Transaction } from 'sequelize';
import type { Migration } from '../../../migrations/migration';
import type { MigrationEvent } from '../../contract/schema';
import type { Database } from '../database';
import type { AppliedMigration } from './history';

/** What the migrator needs of a database. */
export type Migratable = Pick<Database, 'sequelize' | 'connectClient'>;

/** Told of each step; where it returns a promise, the next statement waits for it. */
export type OnMigrationEvent = (event: MigrationEvent) => void | Promise<void>;

/** What a run of one migration leaves for its row. */
export interface Outcome {
  readonly adopted: boolean;
  readonly found: readonly string[];
  readonly durationMs: number;
}

/** One turn of the migrator: a transaction that holds the lock, and what was read under it. Umzug's context. */
export interface Session extends Migratable {
  readonly transaction: Transaction;
  readonly migrations: readonly Migration[];
  readonly applied: readonly AppliedMigration[];
  readonly appVersion: string;
  readonly onEvent: OnMigrationEvent;
  /** Filled by the migration that ran, read by the storage when it writes the row. */
  readonly outcomes: Map<string, Outcome>;
}

/** The rows of a query inside a transaction. */
export function select<Row extends object>(
  { sequelize, transaction }: Pick<Session, 'sequelize' | 'transaction'>,
  sql: string,
  bind?: readonly unknown[],
): Promise<Row[]> {
  return sequelize.query<Row>(sql, {
    transaction,
    type: QueryTypes.SELECT,
    ...(bind ? { bind: [...bind] } : {}),
  });
}
