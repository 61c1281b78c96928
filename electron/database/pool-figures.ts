import type { AskedPool } from './connection-target';

/** What the pool is doing now. */
export interface PoolFigures {
  /** The most connections that it may hold. */
  readonly size: number;
  readonly inUse: number;
  readonly idle: number;
  readonly waiting: number;
}

/** How many connections the pool may hold, how long a caller waits for one, how old one may get; milliseconds. */
export interface PoolLimits {
  readonly max: number;
  readonly acquireMs: number;
  readonly recycleMs: number;
}

const desktopSize = 5;

/** A desktop is not a web server, and thirty of them share one database: five, unless the environment asks for more. */
export function poolLimits(asked: AskedPool | null): PoolLimits {
  if (!asked) return { max: desktopSize, acquireMs: 30_000, recycleMs: 3_600_000 };
  return {
    max: Math.max(1, asked.size + asked.overflow),
    acquireMs: asked.timeoutSeconds * 1000,
    recycleMs: asked.recycleSeconds * 1000,
  };
}
