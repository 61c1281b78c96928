import type { Api, EventPayload, Input, Output } from '@contract/api';
import { channels, type Area, type EventName, type MethodOf } from '@contract/channels';
import type { Result } from '@contract/result';
import { ApiError } from './api-error';

/** A method as `area.method`, such as `invoices.list`. */
export type MethodName = { [A in Area]: `${A}.${MethodOf<A>}` }[Area];
type AreaOf<N extends MethodName> = N extends `${infer A extends Area}.${string}` ? A : never;
type MemberOf<N extends MethodName> = N extends `${infer A extends Area}.${infer M}` ? M & keyof Api[A] : never;
export type InputOf<N extends MethodName> = Input<AreaOf<N>, MemberOf<N>>;
export type OutputOf<N extends MethodName> = Output<AreaOf<N>, MemberOf<N>>;

type Methods = { readonly [N in MethodName]: (input: InputOf<N>) => Promise<Result<OutputOf<N>>> };

const names: readonly string[] = Object.entries(channels).flatMap(([area, methods]) =>
  methods.map((method) => `${area}.${method}`),
);

/** True where each method of the contract is there: a page without the program around it fails here, in plain words. */
function isComplete(table: Readonly<Record<string, unknown>>): table is Methods {
  return names.every((name) => typeof table[name] === 'function');
}

let methods: Methods | null = null;

function bridgeMethods(): Methods {
  if (methods) return methods;
  const table = Object.fromEntries(
    Object.entries(window.sahool).flatMap(([area, members]) =>
      Object.entries(members).map(([method, run]) => [`${area}.${method}`, run]),
    ),
  );
  if (!isComplete(table)) throw new Error('the bridge does not offer all that the contract names');
  methods = table;
  return table;
}

/**
 * Calls one method of the main process.
 * @throws {ApiError} with the failure's code and values.
 */
export async function call<N extends MethodName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const answer = await bridgeMethods()[name](input);
  if (answer.ok) return answer.value;
  throw new ApiError(answer.error.code, answer.error.params);
}

/** Listens to what main pushes; returns how to stop. */
export function listen<E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void): () => void {
  return window.sahool.on(event, listener);
}
