import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm, type UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import type { Profile, Target } from '@contract/profiles';
import type { SchemaState } from '@contract/schema';
import { useAction, useRead, type Action } from '@/api';
import { issueKey } from '@/components/form/issue';
import { emptyServer, serverInputSchema, urlInputSchema, type Place } from './server-input';
import { useConnectionTest, type ConnectionTest } from './use-connection-test';
import { useMigrationRun, type MigrationRun } from './use-migration-run';
import type { StepName } from './wizard-steps';

export type ServerInput = UseFormReturn<z.input<typeof serverInputSchema>, unknown, z.output<typeof serverInputSchema>>;
export type UrlInput = UseFormReturn<z.input<typeof urlInputSchema>, unknown, z.output<typeof urlInputSchema>>;

/** What the last step asks for; null where nothing was typed yet and the suggestion stands. */
export interface Naming {
  readonly name: string | null;
  readonly color: Profile['color'];
  readonly mark: Profile['mark'];
  readonly keepPassword: boolean;
}

/** All that was chosen, typed and found in the wizard. It outlives each step, so that a step back loses nothing. */
export interface Setup {
  readonly step: StepName;
  readonly steps: readonly StepName[];
  /** The furthest step that has been reached: all up to it can be gone back to. */
  readonly reached: number;
  readonly go: (step: StepName) => void;
  readonly options: ReturnType<typeof useRead<'setup.options'>>;
  readonly place: Place | null;
  readonly setPlace: (place: Place) => void;
  readonly way: 'form' | 'url';
  readonly setWay: (way: 'form' | 'url') => void;
  readonly server: ServerInput;
  readonly url: UrlInput;
  readonly target: Target | null;
  /** Takes the target; what was found of another one is forgotten. Tests it where that is not done. */
  readonly aim: (target: Target) => void;
  readonly test: ConnectionTest;
  readonly connecting: Action<'setup.connect'>;
  /** How the database stands, once it is connected to or refused. */
  readonly schema: SchemaState | null;
  readonly setSchema: (schema: SchemaState) => void;
  /** True where the wizard has connected to its target. */
  readonly connected: boolean;
  readonly setConnected: (connected: boolean) => void;
  /** True once it has tried to: the connection that was in use before is gone, whatever came of it. */
  readonly moved: boolean;
  readonly setMoved: (moved: boolean) => void;
  readonly migration: MigrationRun;
  readonly check: Action<'verify.run'>;
  readonly sample: 'skip' | 'fill';
  readonly setSample: (sample: 'skip' | 'fill') => void;
  readonly seeding: Action<'setup.seed'>;
  readonly naming: Naming;
  readonly setNaming: (changes: Partial<Naming>) => void;
}

/** @param steps the wizard's steps, first to last */
export function useSetup(steps: readonly StepName[]): Setup {
  const [step, setStep] = useState<StepName>(steps[0] ?? 'database');
  const [reached, setReached] = useState(0);
  const [place, setPlace] = useState<Place | null>(null);
  const [way, setWay] = useState<'form' | 'url'>('form');
  const [target, setTarget] = useState<Target | null>(null);
  const [schema, setSchema] = useState<SchemaState | null>(null);
  const [connected, setConnected] = useState(false);
  const [moved, setMoved] = useState(false);
  const [sample, setSample] = useState<'skip' | 'fill'>('skip');
  const [naming, setNaming] = useState<Naming>({ name: null, color: 'none', mark: 'none', keepPassword: true });
  const server: ServerInput = useForm({
    resolver: zodResolver(serverInputSchema, { error: issueKey }),
    defaultValues: emptyServer,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const url: UrlInput = useForm({
    resolver: zodResolver(urlInputSchema, { error: issueKey }),
    defaultValues: { url: '' },
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const test = useConnectionTest();
  const connecting = useAction('setup.connect');
  const migration = useMigrationRun();
  const check = useAction('verify.run');
  const seeding = useAction('setup.seed');

  const go = (next: StepName) => {
    setStep(next);
    setReached((before) => Math.max(before, steps.indexOf(next)));
  };

  const aim = (next: Target) => {
    const same = target !== null && JSON.stringify(target) === JSON.stringify(next);
    if (!same) {
      setTarget(next);
      setSchema(null);
      setConnected(false);
      setReached(steps.indexOf('test'));
      migration.reset();
      check.reset();
      seeding.reset();
      setSample('skip');
    }
    if (!same || test.result?.ok !== true) void test.start(next);
    connecting.reset();
    go('test');
  };

  return {
    step,
    steps,
    reached,
    go,
    options: useRead('setup.options', {}),
    place,
    setPlace,
    way,
    setWay,
    server,
    url,
    target,
    aim,
    test,
    connecting,
    schema,
    setSchema,
    connected,
    setConnected,
    moved,
    setMoved,
    migration,
    check,
    sample,
    setSample,
    seeding,
    naming,
    setNaming: (changes) => setNaming((before) => ({ ...before, ...changes })),
  };
}
