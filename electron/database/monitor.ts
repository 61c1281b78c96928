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

/** The present instant of this computer, for samples and attempts; never for money. */
export function now(): Instant {
  return instantSchema.parse(new Date().toISOString());
}

/** Round trips of the last five minutes. */
export class LatencyRecord {
  #samples: LatencySample[] = [];

  add(ms: number | null): void {
    const oldest = new Date(Date.now() - keptMs).toISOString();
    this.#samples = [...this.#samples.filter(({ at }) => at >= oldest), { at: now(), ms }];
  }

  clear(): void {
    this.#samples = [];
  }

  /** Oldest first. */
  list(): readonly LatencySample[] {
    return this.#samples;
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
