import { useEffect, type ReactNode } from 'react';
import type { SubscriptionId } from '@contract/ids';
import type { ChangeRequest } from '@contract/subscription-changes';
import { useRead, type ApiError } from '@/api';
import { ErrorBanner, Skeleton } from '@/components';
import { ChangePreviewTable } from './change-preview';

export interface LivePreview {
  /** What the command carries; null while nothing can be done. */
  readonly expected: string | null;
  /** Stands in the dialog: the preview, or why there is none. */
  readonly view: ReactNode;
}

/** The preview of what is being asked for, read again where a command said that it no longer holds. */
export function useChangePreview(
  id: SubscriptionId,
  change: ChangeRequest | null,
  failure: ApiError | null,
): LivePreview {
  const asked: ChangeRequest = change ?? { kind: 'take_back' };
  const { data, error, refetch, isFetching, isFetchedAfterMount } = useRead(
    'subscriptions.previewChange',
    { id, change: asked },
    { enabled: change !== null },
  );
  const isStale = failure?.code === 'conflict';
  useEffect(() => {
    if (isStale) void refetch();
  }, [isStale, refetch]);
  if (change === null) return { expected: null, view: null };
  if (error) return { expected: null, view: <ErrorBanner error={error} /> };
  if (!data) return { expected: null, view: <Skeleton lines={5} /> };
  // One that is read again because somebody wrote stays in force meanwhile: a press is not lost, and main refuses what no longer holds.
  const holds = isFetchedAfterMount && !(isStale && isFetching);
  return { expected: holds ? data.expected : null, view: <ChangePreviewTable preview={data} /> };
}
