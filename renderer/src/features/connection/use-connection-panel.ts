import { useEffect } from 'react';
import { listen, useRead } from '@/api';

const readEveryMs = 3_000;

/**
 * The panel's figures, read again every few seconds and at each change of state while it is open. What was read when it was
 * open before is not shown: a connection of then is none of now.
 */
export function useConnectionPanel() {
  const read = useRead('connection.panel', {});
  const { refetch, isFetchedAfterMount, data } = read;
  useEffect(() => {
    // Over a slow line one look takes longer than the pause: it is waited for, and not begun again and again.
    const timer = setInterval(() => void refetch({ cancelRefetch: false }), readEveryMs);
    const stop = listen('connection.changed', () => void refetch());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [refetch]);
  return { ...read, data: isFetchedAfterMount ? data : undefined };
}
