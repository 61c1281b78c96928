import { z } from 'zod';
import { calendarDateSchema } from './calendar-date';
import { failureSchema } from './result';
import { method } from './method';
import { targetSchema } from './profiles';
import { migrationEventSchema, migrationInfoSchema, schemaStateSchema } from './schema';

export const setupStepSchema = z.enum([
  'address',
  'name',
  'port',
  'tls',
  'password',
  'database',
  'version',
  'rights',
  'schema',
]);
export type SetupStep = z.infer<typeof setupStepSchema>;

/** One step of the connection test; pushed as `setup.step` while it runs. */
export const stepResultSchema = z.object({
  step: setupStepSchema,
  state: z.enum(['running', 'ok', 'warning', 'failed', 'skipped']),
  /** What was found: an address, a version, a cipher. */
  detail: z.string().nullable(),
  failure: failureSchema.nullable(),
});
export type StepResult = z.infer<typeof stepResultSchema>;

export const testResultSchema = z.object({
  ok: z.boolean(),
  /** True where only the database is missing and this login may create it. */
  canCreateDatabase: z.boolean(),
  steps: z.array(stepResultSchema),
  schema: schemaStateSchema.nullable(),
});
export type TestResult = z.infer<typeof testResultSchema>;

export const setup = {
  /** What the wizard can offer here. */
  options: method(
    z.object({}),
    z.object({
      builtin: z.object({ available: z.boolean(), exists: z.boolean() }),
      environment: z.object({ available: z.boolean(), summary: z.string().nullable() }),
    }),
  ),
  /** Opens main's file dialog for a CA certificate; null where it was closed. */
  chooseCaFile: method(z.object({}), z.object({ path: z.string().nullable() })),
  test: method(z.object({ target: targetSchema }), testResultSchema),
  createDatabase: method(z.object({ target: targetSchema }), z.object({ created: z.literal(true) })),
  /** Connects to the target and leaves it connected, whatever its schema's state. */
  connect: method(z.object({ target: targetSchema }), schemaStateSchema),
  pending: method(z.object({}), z.array(migrationInfoSchema)),
  /** Runs what is pending; each line of the log is pushed as `setup.migration`. */
  migrate: method(z.object({}), z.object({ applied: z.array(z.string()), events: z.array(migrationEventSchema) })),
  history: method(z.object({}), z.array(migrationInfoSchema)),
  seed: method(
    z.object({}),
    z.object({ tenants: z.int(), subscriptions: z.int(), invoices: z.int(), payments: z.int() }),
  ),
  /** Keeps the connection as the profile of this name and ends the wizard. */
  finish: method(
    z.object({ name: z.string().trim().min(1).max(100), target: targetSchema, keepPassword: z.boolean() }),
    z.object({ today: calendarDateSchema }),
  ),
};
