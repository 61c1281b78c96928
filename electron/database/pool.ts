import { performance } from 'node:perf_hooks';
import { Sequelize } from 'sequelize';
import { z } from 'zod';
import { BillingClient, valueTypes } from './client';
import type { ConnectionTarget } from './connection-target';
import type { Route } from './open-session';
import { poolLimits, type PoolFigures } from './pool-figures';

/** Sequelize over our own clients, and the handles that Sequelize itself does not offer. */
export interface Pool {
  readonly sequelize: Sequelize;
  readonly figures: () => PoolFigures;
  /** New connections go there from now on; those that are open stay. */
  readonly setRoute: (target: ConnectionTarget, route: Route) => void;
  /** Cuts every connection: what waits on one fails now, and the next query gets a fresh one. */
  readonly cutAll: () => void;
  /** Gives the connections back. What still runs after a few seconds is cut. */
  readonly close: () => Promise<void>;
}

const figuresSchema = z.object({ available: z.number(), using: z.number(), waiting: z.number() });

/** Milliseconds that running statements get to finish before a closing pool cuts them. */
const patienceMs = 5000;

/**
 * The pool of a target. Nothing is opened before the first query. Sessions run in UTC; numeric, int8, dates and instants
 * arrive as exact text, never as numbers or Dates. No session setting but the time zone, which PgBouncer keeps apart.
 */
export function createPool(first: ConnectionTarget, firstRoute: Route): Pool {
  let target = first;
  let route = firstRoute;
  const limits = poolLimits(target.pool);
  const open = new Set<BillingClient>();

  const sequelize = new Sequelize({
    dialect: 'postgres',
    // Our own class in the place of pg's: no global parser is changed, and each connection knows whether it lives.
    dialectModule: { Client: BillingClient, types: valueTypes },
    host: firstRoute.endpoint.host,
    port: firstRoute.endpoint.port,
    database: target.database,
    username: target.user,
    password: target.password ?? '',
    logging: false,
    timezone: '+00:00',
    dialectOptions: { connectionTimeoutMillis: first.connectTimeoutMs, clientMinMessages: 'ignore' },
    define: { timestamps: false, underscored: true },
    pool: {
      max: limits.max,
      min: 0,
      idle: 30_000,
      evict: 5000,
      acquire: limits.acquireMs,
      validate: (client) =>
        client instanceof BillingClient && client.alive && performance.now() - client.openedAt < limits.recycleMs,
    },
    hooks: {
      beforeConnect: (config) => {
        // Sequelize hands out the one object that all of its connections are made from.
        const { host, port } = route.endpoint;
        const dialectOptions = { ...config.dialectOptions, ssl: route.tls };
        Object.assign(config, { host, port, username: target.user, password: target.password ?? '', dialectOptions });
      },
      afterConnect: (connection) => {
        if (!(connection instanceof BillingClient)) return;
        open.add(connection);
        connection.on('end', () => open.delete(connection));
      },
      beforeDisconnect: (connection) => {
        if (!(connection instanceof BillingClient)) return;
        // A dead line would keep the goodbye waiting for as long as TCP does.
        const impatience = setTimeout(() => connection.cut(), 2000);
        connection.on('end', () => clearTimeout(impatience));
        impatience.unref();
      },
    },
  });

  const cutAll = (): void => {
    for (const client of open) client.cut();
    open.clear();
  };

  return {
    sequelize,
    figures: () => {
      const { available, using, waiting } = figuresSchema.parse(Reflect.get(sequelize.connectionManager, 'pool'));
      return { size: limits.max, inUse: using, idle: available, waiting };
    },
    setRoute: (nextTarget, nextRoute) => {
      target = nextTarget;
      route = nextRoute;
    },
    cutAll,
    close: async () => {
      const impatience = setTimeout(cutAll, patienceMs);
      try {
        await sequelize.close();
      } finally {
        clearTimeout(impatience);
      }
    },
  };
}
