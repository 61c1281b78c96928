import { performance } from 'node:perf_hooks';
import { QueryTypes } from 'sequelize';
import { z } from 'zod';
import { instantSchema, type Instant } from '../contract/calendar-date';
import type { Database } from './database';

/** One round trip to the server; `ms` is null where no answer came. */
export interface LatencySample {
  readonly at: Instant;
  readonly ms: number | null;
}

/** How long samples are shown. */
const keptMs = 5 * 60_000;
/** How many of the last answers say whether the connection is slow. */
const judged = 5;

/**
 * The instant at which performance.now() was `tick`, by the clock as it stands now: where it was set meanwhile, moments that
 * were noted before stay in order and as far apart as they were. For samples; never for money.
 */
export function instantOf(tick: number): Instant {
  return instantSchema.parse(new Date(Date.now() - (performance.now() - tick)).toISOString());
}

/**
 * Round trips of the last five minutes. Their age is measured and not read off the clock, which may be set while the
 * program runs.
 */
export class LatencyRecord {
  #samples: { readonly tick: number; readonly ms: number | null }[] = [];

  add(ms: number | null): void {
    const tick = performance.now();
    this.#samples = [...this.#samples.filter((sample) => tick - sample.tick <= keptMs), { tick, ms }];
  }

  clear(): void {
    this.#samples = [];
  }

  /** Oldest first. */
  list(): readonly LatencySample[] {
    return this.#samples.map(({ tick, ms }) => ({ at: instantOf(tick), ms }));
  }

  /** The median of the last few answers in milliseconds, null before the first. */
  median(): number | null {
    const answers = this.#samples.flatMap(({ ms }) => (ms === null ? [] : [ms])).slice(-judged);
    return answers.sort((left, right) => left - right)[Math.floor(answers.length / 2)] ?? null;
  }
}

const sizeSchema = z.array(z.object({ bytes: z.string().regex(/^\d+$/) })).length(1);

/** The size of the database on the server's disk, in bytes, as exact text. */
export async function readDatabaseSize({ sequelize }: Database): Promise<string> {
  const rows = await sequelize.query('SELECT pg_database_size(current_database())::text AS bytes', {
    type: QueryTypes.SELECT,
  });
  return sizeSchema.parse(rows)[0]?.bytes ?? '0';
}
