import type { AppError } from '../contract/result';
import type { SchemaState } from '../contract/schema';
import { setupStepSchema, type SetupStep, type StepResult, type TestResult } from '../contract/setup';
import { ConnectionSteps, StepFailure } from './connection-steps';
import { summarizeTarget, type ConnectionTarget } from './connection-target';
import type { Database } from './database';
import { toAppError } from './error-translation';

export interface ConnectionTestOptions {
  /** The migrator's word on how the database stands to this app. */
  readonly schemaState: (database: Database) => Promise<SchemaState>;
  /** Told when a step begins and what came of it. A later word on the same step stands for the earlier one. */
  readonly onStep?: (step: StepResult) => void;
}

const order: readonly SetupStep[] = setupStepSchema.options;

/** What is known of each step so far. */
class Report {
  readonly #steps = new Map<SetupStep, StepResult>();
  readonly #onStep: ConnectionTestOptions['onStep'];

  constructor(onStep: ConnectionTestOptions['onStep']) {
    this.#onStep = onStep;
  }

  say(
    step: SetupStep,
    state: StepResult['state'],
    detail: string | null = null,
    failure: AppError | null = null,
  ): void {
    const said = failure ? { code: failure.code, params: { ...failure.params } } : null;
    const result = { step, state, detail, failure: said };
    if (state !== 'running') this.#steps.set(step, result);
    this.#onStep?.(result);
  }

  /** The failure speaks for all steps: those before it went well, those after it were not tried. */
  breakAt(broken: SetupStep, failure: AppError): void {
    const at = order.indexOf(broken);
    for (const [index, step] of order.entries()) {
      if (index < at && !this.#steps.has(step)) this.say(step, 'ok');
      if (index === at) this.say(step, 'failed', null, failure);
      if (index > at) this.say(step, 'skipped');
    }
  }

  list(): StepResult[] {
    return order.flatMap((step) => this.#steps.get(step) ?? []);
  }
}

/** Throws again what is not about connecting: an error of the program itself. */
function asStepFailure(step: SetupStep, error: unknown): StepFailure {
  if (error instanceof StepFailure) return error;
  const known = toAppError(error);
  if (!known) throw error;
  return new StepFailure(step, known);
}

async function runSteps(steps: ConnectionSteps, report: Report): Promise<boolean> {
  for (const step of order) {
    if (step === 'address') continue;
    report.say(step, 'running');
    try {
      const { state, detail, failure } = await steps.all[step]();
      report.say(step, state, detail, failure);
    } catch (error) {
      const broken = asStepFailure(step, error);
      report.breakAt(broken.step, broken.failure);
      return false;
    }
  }
  return true;
}

/**
 * Tests a target step by step: the address is read, then name, port, TLS, password, database, version, rights, schema.
 * The first failure ends it. Nothing is changed on the server. What `target` throws (a URL that cannot be read, a
 * built-in database that does not start) is the first step's failure.
 */
export async function testConnection(
  target: () => ConnectionTarget | Promise<ConnectionTarget>,
  options: ConnectionTestOptions,
): Promise<TestResult> {
  const report = new Report(options.onStep);
  report.say('address', 'running');
  let known: ConnectionTarget;
  try {
    known = await target();
  } catch (error) {
    report.breakAt('address', asStepFailure('address', error).failure);
    return { ok: false, canCreateDatabase: false, steps: report.list(), schema: null };
  }
  report.say('address', 'ok', summarizeTarget(known));
  const steps = new ConnectionSteps(known, options.schemaState);
  try {
    const ok = await runSteps(steps, report);
    return { ok, canCreateDatabase: steps.canCreateDatabase, steps: report.list(), schema: steps.schema };
  } finally {
    await steps.close();
  }
}
