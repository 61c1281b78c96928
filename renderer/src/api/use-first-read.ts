import { useState } from 'react';
import type { ApiError } from './api-error';
import type { InputOf, MethodName, OutputOf } from './bridge';
import { useRead, type ReadOptions } from './use-read';

export interface FirstRead<T> {
  readonly data: T | undefined;
  readonly error: ApiError | null;
  readonly refetch: () => unknown;
}

/**
 * What a form starts from: read anew, never what was kept from an earlier look, and then left alone, whatever changes
 * meanwhile. A form whose first values came from the cache would offer money that is no longer due.
 */
export function useFirstRead<N extends MethodName>(
  name: N,
  input: InputOf<N>,
  options: Pick<ReadOptions, 'enabled'> = {},
): FirstRead<OutputOf<N>> {
  const { data, error, isFetching, refetch } = useRead(name, input, options);
  const [first, setFirst] = useState<{ readonly data: OutputOf<N> } | null>(null);
  if (first === null && data !== undefined && !isFetching) setFirst({ data });
  return { data: first?.data, error, refetch };
}
