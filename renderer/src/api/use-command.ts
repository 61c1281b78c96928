import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { commandKeySchema, type CommandKey } from '@contract/ids';
import { toApiError, type ApiError } from './api-error';
import { call, type InputOf, type MethodName, type OutputOf } from './bridge';
import { refreshAreas } from './use-read';

/** A method that writes under a command key. */
export type CommandName = {
  [N in MethodName]: InputOf<N> extends { key: string } ? N : never;
}[MethodName];

/** What a form sends: all but the key, which useCommand adds. */
export type CommandInput<N extends CommandName> = DistributiveOmit<InputOf<N>, 'key'>;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

export function newCommandKey(): CommandKey {
  return commandKeySchema.parse(crypto.randomUUID());
}

export interface Command<N extends CommandName> {
  /** The channel that it calls. */
  readonly channel: N;
  /** Sends it under the form's key; resolves to what main answered, or null where it failed (see `error`). */
  readonly run: (input: CommandInput<N>) => Promise<OutputOf<N> | null>;
  readonly pending: boolean;
  readonly error: ApiError | null;
  /** Forgets the error, and the key with it where `freshKey`: only after the user has seen what became of it. */
  readonly reset: (freshKey?: boolean) => void;
  readonly key: () => CommandKey;
  /** Takes up a key that was kept with a form's draft. */
  readonly adoptKey: (key: CommandKey) => void;
}

/** What a command lacks without its key is exactly the key: the two together are its input. */
function isWhole<N extends CommandName>(
  input: CommandInput<N> & { key: CommandKey },
): input is CommandInput<N> & { key: CommandKey } & InputOf<N> {
  return commandKeySchema.safeParse(input.key).success;
}

function withKey<N extends CommandName>(input: CommandInput<N>, key: CommandKey): InputOf<N> {
  const whole = { ...input, key };
  if (!isWhole<N>(whole)) throw new TypeError('not a command key');
  return whole;
}

/**
 * A command that writes. Its key is made once for each open form and stays the same through double clicks, retries and
 * a lost connection; only a success brings a new one, so that one intent has one effect (domain.md, Payments).
 */
export function useCommand<N extends CommandName>(name: N): Command<N> {
  const client = useQueryClient();
  const key = useRef<CommandKey | null>(null);
  const flight = useRef<Promise<OutputOf<N> | null> | null>(null);
  const currentKey = useCallback(() => (key.current ??= newCommandKey()), []);

  const { mutateAsync, isPending, error, reset } = useMutation<OutputOf<N>, ApiError, InputOf<N>>({
    mutationFn: async (input) => {
      try {
        return await call(name, input);
      } catch (thrown) {
        throw toApiError(thrown);
      }
    },
    onSuccess: () => {
      key.current = null;
      void refreshAreas(client, 'all');
    },
  });

  const run = useCallback(
    (input: CommandInput<N>) => {
      // The second click of a double click gets the first one's answer.
      flight.current ??= mutateAsync(withKey<N>(input, currentKey()))
        .catch(() => null)
        .finally(() => {
          flight.current = null;
        });
      return flight.current;
    },
    [mutateAsync, currentKey],
  );

  return {
    channel: name,
    run,
    pending: isPending,
    error,
    reset: useCallback(
      (freshKey = false) => {
        if (freshKey) key.current = null;
        reset();
      },
      [reset],
    ),
    key: currentKey,
    adoptKey: useCallback((kept: CommandKey) => {
      key.current = kept;
    }, []),
  };
}
