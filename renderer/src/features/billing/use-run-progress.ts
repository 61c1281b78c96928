import { useEffect, useState } from 'react';
import type { RunProgress } from '@contract/billing';
import { listen } from '@/api';

/** What main told last of each run since this screen stands, by the run's id. */
export function useRunProgress(): ReadonlyMap<string, RunProgress> {
  const [told, setTold] = useState<ReadonlyMap<string, RunProgress>>(new Map());
  useEffect(
    () => listen('billing.progress', (progress) => setTold((before) => new Map(before).set(progress.id, progress))),
    [],
  );
  return told;
}
