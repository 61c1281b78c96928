import { z } from 'zod';
import { AppError } from '../contract/result';
import { endClient, type BillingClient } from './client';
import { withDatabase, type ConnectionTarget } from './connection-target';
import { serverError, toAppError } from './error-translation';
import { openSession } from './open-session';

/** Databases that a server has from the beginning, from which another can be made. */
const maintenanceDatabases = ['postgres', 'template1'] as const;

/** A connection to the target's server, beside the database that is not there yet. Throws an AppError. */
export async function openMaintenance(target: ConnectionTarget): Promise<BillingClient> {
  let last: unknown = null;
  for (const name of maintenanceDatabases) {
    try {
      return (await openSession(withDatabase(target, name))).client;
    } catch (error) {
      last = error;
      if (!(error instanceof AppError) || !['no_such_database', 'no_right_to_connect'].includes(error.code)) break;
    }
  }
  throw last;
}

const rightSchema = z.array(z.object({ allowed: z.boolean() })).min(1);

/** True where this login may make databases on the server. */
export async function mayCreateDatabase(client: BillingClient): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT (rolcreatedb OR rolsuper) AND current_setting('transaction_read_only') = 'off' AS allowed
       FROM pg_roles WHERE rolname = current_user`,
  );
  return rightSchema.safeParse(rows).data?.[0]?.allowed ?? false;
}

/**
 * Makes the target's database: UTF-8, from template0, whatever the server's own template holds. Throws
 * `no_right_to_create` where the login may not, `conflict` where it is there (unless `ifMissing`).
 */
export async function createDatabase(
  target: ConnectionTarget,
  { ifMissing = false }: { readonly ifMissing?: boolean } = {},
): Promise<void> {
  const client = await openMaintenance(target);
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [target.database]);
    if (rowCount !== 0) {
      if (ifMissing) return;
      throw new AppError('conflict', { database: target.database });
    }
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(target.database)} ENCODING 'UTF8' TEMPLATE template0`,
    );
  } catch (error) {
    const sqlState = serverError(error)?.sqlState;
    // Another process made it between the two statements.
    if (ifMissing && (sqlState === '42P04' || sqlState === '23505')) return;
    const place = { database: target.database, user: target.user };
    throw toAppError(error, place) ?? error;
  } finally {
    await endClient(client);
  }
}

/** Drops the target's database with all that is in it and cuts off whoever is connected. For one that was made here. */
export async function dropDatabase(target: ConnectionTarget): Promise<void> {
  const client = await openMaintenance(target);
  try {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(target.database)} WITH (FORCE)`);
  } catch (error) {
    throw toAppError(error, { database: target.database, user: target.user }) ?? error;
  } finally {
    await endClient(client);
  }
}
