import type { Sequelize } from 'sequelize';
import { endClient, type BillingClient } from './client';
import {
  urlWithoutSecret,
  type AskedPool,
  type ConnectionTarget,
  type ConnectionUrlWithoutSecret,
} from './connection-target';
import { defineModels, type Models } from './models/models';
import { connectBy, openSession, type Route } from './open-session';
import { parseConnectionUrl } from './parse-url';
import type { PoolFigures } from './pool-figures';
import { createPool } from './pool';
import { readServerFacts, type ServerFacts } from './server-facts';

/** An open database: what use cases, queries and the migrator work on. */
export interface Database {
  readonly sequelize: Sequelize;
  /** The tables as models of this Sequelize. */
  readonly models: Models;
  readonly url: ConnectionUrlWithoutSecret;
  /** What the server said when we last connected. */
  readonly server: ServerFacts;
  readonly route: Route;
  readonly pool: { readonly asked: AskedPool | null; readonly figures: () => PoolFigures };
  /** A connection of its own, beside the pool: for LISTEN, for COPY, for long work. Whoever asks for it ends it. */
  connectClient(): Promise<BillingClient>;
  /** Finds the way to the server anew: after a restart, to another of its hosts, or as a new target says. */
  reconnect(target?: ConnectionTarget): Promise<void>;
  /** Cuts every connection of the pool, so that what hangs on a dead line fails now. */
  cutConnections(): void;
  close(): Promise<void>;
}

interface Arrival {
  readonly route: Route;
  readonly server: ServerFacts;
}

async function arrive(target: ConnectionTarget): Promise<Arrival> {
  const { client, route } = await openSession(target);
  try {
    return { route, server: await readServerFacts(client, route) };
  } finally {
    await endClient(client);
  }
}

/**
 * Connects to a target and checks that it is a PostgreSQL of at least version 14. Its schema is not looked at. Throws an
 * AppError with the code of what stands in the way.
 */
export async function openDatabase(first: ConnectionTarget): Promise<Database> {
  let target = first;
  let arrival = await arrive(target);
  const pool = createPool(target, arrival.route);
  return {
    sequelize: pool.sequelize,
    models: defineModels(pool.sequelize),
    get url() {
      return urlWithoutSecret(target);
    },
    get server() {
      return arrival.server;
    },
    get route() {
      return arrival.route;
    },
    pool: { asked: first.pool, figures: pool.figures },
    connectClient: () => connectBy(target, arrival.route),
    async reconnect(next = target) {
      arrival = await arrive(next);
      target = next;
      pool.setRoute(next, arrival.route);
    },
    cutConnections: pool.cutAll,
    close: pool.close,
  };
}

/** openDatabase() for a URL, as tests and tools have it. */
export function openDatabaseFromUrl(url: string): Promise<Database> {
  return openDatabase(parseConnectionUrl(url));
}
