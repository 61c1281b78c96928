import type { Api, Output, Parsed } from '../contract/api';
import type { Area } from '../contract/channels';

/**
 * The methods of one area, as its file in ipc/ makes them: each gets parsed input, calls one use case and gives its
 * value, or throws an AppError. Nothing here deals with senders, parsing or Results: register.ts does, for all.
 */
export type AreaHandlers<A extends Area> = {
  readonly [M in keyof Api[A]]: (input: Parsed<A, M>) => Promise<Output<A, M>>;
};

/** What is registered; an area that is missing answers `unknown_channel`. */
export type SomeHandlers = { readonly [A in Area]?: AreaHandlers<A> };
