import type { Api, EventPayload, Input, Output } from './api';
import type { Area, EventName } from './channels';
import type { Result } from './result';

/** One area of the bridge: each method takes its input and always answers a Result; nothing is thrown across. */
export type BridgeArea<A extends Area> = {
  readonly [M in keyof Api[A]]: (input: Input<A, M>) => Promise<Result<Output<A, M>>>;
};

/** `window.sahool`: the only thing that a page gets from the program around it. */
export type Bridge = { readonly [A in Area]: BridgeArea<A> } & {
  /** Calls `listener` at each event of that name until the returned function is called. */
  readonly on: <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void;
};

declare global {
  interface Window {
    readonly sahool: Bridge;
  }
}
