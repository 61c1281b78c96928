import { useEffect } from 'react';
import { listen, useRead } from '@/api';

const readEveryMs = 3_000;

/** The panel's figures, read again every few seconds and at each change of state while it is open. */
export function useConnectionPanel() {
  const read = useRead('connection.panel', {});
  const { refetch } = read;
  useEffect(() => {
    const timer = setInterval(() => void refetch(), readEveryMs);
    const stop = listen('connection.changed', () => void refetch());
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [refetch]);
  return read;
}
