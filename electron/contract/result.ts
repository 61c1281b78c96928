import { z } from 'zod';
import { errorCodeSchema, type ErrorCode } from './errors';

/** What a failure tells the screen: a code that the screen turns into a sentence, and the values that go into it. */
export const failureSchema = z.object({
  code: errorCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export interface Failure {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The answer of every handler: nothing is thrown across the bridge. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

export function succeed<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(code: ErrorCode, params: Failure['params'] = {}): Result<never> {
  return { ok: false, error: { code, params } };
}

/** A refusal or a failure with its code, thrown inside main and turned into a Result at the border. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly params: Failure['params'];

  constructor(code: ErrorCode, params: Failure['params'] = {}, cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}`, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.params = params;
  }
}
