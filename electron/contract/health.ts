import { z } from 'zod';

const poolSchema = z.object({
  size: z.int(),
  inUse: z.int(),
  idle: z.int(),
  waiting: z.int(),
  asked: z.object({ size: z.int(), overflow: z.int(), timeoutSeconds: z.int(), recycleSeconds: z.int() }).nullable(),
});

/** The health of the app's database, in the shape and the names that the service gives its own. */
export const healthSchema = z.object({
  status: z.enum(['ok', 'degraded', 'unhealthy']),
  service: z.literal('billing-desktop'),
  version: z.string(),
  database: z.object({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    database: z.literal('postgresql'),
    url: z.string().optional(),
    server_version: z.string().optional(),
    latency_ms: z.number().optional(),
    tls: z.string().nullable().optional(),
    read_only: z.boolean().optional(),
    size_bytes: z.string().optional(),
    pool: poolSchema.optional(),
    schema: z
      .object({
        state: z.enum(['empty', 'adoptable', 'refused', 'pending', 'current', 'newer', 'edited']),
        current: z.string().nullable(),
        expected: z.string(),
        pending: z.array(z.string()),
        /** How many differences the comparison found; null where it was not compared. */
        differences: z.int().nullable(),
      })
      .optional(),
  }),
  /** Why it is not `ok`: an error code, or `slow` or `pool_exhausted`. */
  reasons: z.array(z.string()),
});
export type Health = z.infer<typeof healthSchema>;
