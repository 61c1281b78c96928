import { useCallback, useEffect, useRef, useState } from 'react';
import type { Target } from '@contract/profiles';
import type { SetupStep, StepResult, TestResult } from '@contract/setup';
import { listen, useAction, type ApiError } from '@/api';

export interface ConnectionTest {
  /** What is known of each step so far; a step that was not reached is not there. */
  readonly steps: ReadonlyMap<SetupStep, StepResult>;
  readonly result: TestResult | null;
  readonly running: boolean;
  /** Where the test itself could not be run. */
  readonly error: ApiError | null;
  readonly start: (target: Target) => Promise<TestResult | null>;
  readonly reset: () => void;
}

const noSteps: ReadonlyMap<SetupStep, StepResult> = new Map();

/** The step-by-step test of a connection, each step told as it happens. */
export function useConnectionTest(): ConnectionTest {
  const { run, error, reset: forget } = useAction('setup.test');
  const [steps, setSteps] = useState(noSteps);
  const [result, setResult] = useState<TestResult | null>(null);
  const [running, setRunning] = useState(false);
  // Only the newest test is listened to: what an earlier one still says is not shown.
  const current = useRef(0);
  // `start` stays the same from one drawing to the next, so that an effect can start a test once.
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });

  useEffect(
    () =>
      listen('setup.step', (step) => {
        if (current.current > 0) setSteps((before) => new Map(before).set(step.step, step));
      }),
    [],
  );

  const start = useCallback(async (target: Target) => {
    const turn = ++current.current;
    setSteps(noSteps);
    setResult(null);
    setRunning(true);
    const answer = await latest.current({ target });
    if (turn !== current.current) return null;
    setRunning(false);
    setResult(answer);
    if (answer !== null) setSteps(new Map(answer.steps.map((step) => [step.step, step])));
    return answer;
  }, []);

  return {
    steps,
    result,
    running,
    error,
    start,
    reset: () => {
      current.current += 1;
      setSteps(noSteps);
      setResult(null);
      setRunning(false);
      forget();
    },
  };
}
