import { QueryClient } from '@tanstack/react-query';
import { isConnectionError } from './api-error';

const mostRetries = 5;

/**
 * One cache for all reads. Only a lost connection is retried; a refusal is an answer. Nothing is read again on focus:
 * main pushes what changed.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (failures, error) => isConnectionError(error) && failures < mostRetries,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5_000),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
