import { useEffect, useState } from 'react';
import type { MigrationEvent } from '@contract/schema';
import { listen, useAction, type ApiError } from '@/api';

export interface MigrationRun {
  readonly events: readonly MigrationEvent[];
  readonly running: boolean;
  readonly error: ApiError | null;
  /** True once everything that was pending has been applied. */
  readonly done: boolean;
  readonly start: () => Promise<boolean>;
  readonly reset: () => void;
}

/** Runs the pending migrations; what happens is told line by line. */
export function useMigrationRun(): MigrationRun {
  const { run, pending, error, data, reset } = useAction('setup.migrate');
  const [events, setEvents] = useState<readonly MigrationEvent[]>([]);
  useEffect(() => listen('setup.migration', (event) => setEvents((before) => [...before, event])), []);
  return {
    events,
    running: pending,
    error,
    done: data !== undefined,
    start: async () => {
      setEvents([]);
      const answer = await run({});
      if (answer !== null) setEvents(answer.events);
      return answer !== null;
    },
    reset: () => {
      setEvents([]);
      reset();
    },
  };
}

/** How far one migration is, as the events tell it. */
export interface MigrationProgress {
  readonly state: 'pending' | 'running' | 'done' | 'failed';
  readonly step: number;
  readonly steps: number;
  readonly durationMs: number | null;
}

/** The progress of each migration that the events name. */
export function progressOf(events: readonly MigrationEvent[]): ReadonlyMap<string, MigrationProgress> {
  const progress = new Map<string, MigrationProgress>();
  for (const event of events) {
    if (event.kind === 'waiting') continue;
    const before = progress.get(event.name);
    const steps = event.kind === 'started' || event.kind === 'step' ? event.steps : (before?.steps ?? 0);
    const step = event.kind === 'step' ? event.step : event.kind === 'started' ? 0 : (before?.step ?? 0);
    const finished = event.kind === 'finished' || event.kind === 'adopted';
    progress.set(event.name, {
      state: finished ? 'done' : event.kind === 'failed' ? 'failed' : 'running',
      step: finished ? steps : event.kind === 'retrying' ? 0 : step,
      steps,
      durationMs: event.kind === 'finished' ? event.durationMs : null,
    });
  }
  return progress;
}
