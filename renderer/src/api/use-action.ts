import { useMutation } from '@tanstack/react-query';
import { toApiError, type ApiError } from './api-error';
import { call, type InputOf, type MethodName, type OutputOf } from './bridge';

export interface Action<N extends MethodName> {
  /** Resolves to the answer, or null where it failed (see `error`). */
  readonly run: (input: InputOf<N>) => Promise<OutputOf<N> | null>;
  readonly pending: boolean;
  readonly error: ApiError | null;
  readonly data: OutputOf<N> | undefined;
  readonly reset: () => void;
}

/** Something that main does once without a command key: a test of a connection, a print, a reconnect. */
export function useAction<N extends MethodName>(name: N): Action<N> {
  const { mutateAsync, isPending, error, data, reset } = useMutation<OutputOf<N>, ApiError, InputOf<N>>({
    mutationFn: async (input) => {
      try {
        return await call(name, input);
      } catch (thrown) {
        throw toApiError(thrown);
      }
    },
  });
  return { run: (input) => mutateAsync(input).catch(() => null), pending: isPending, error, data, reset };
}
