import { AsyncLocalStorage } from 'node:async_hooks';

/** What a call of the command line reads and where it writes. */
export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Somebody sits at a terminal and can be asked. */
  readonly attended: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const ofProcess: Surroundings = {
  env: process.env,
  attended: process.stdin.isTTY === true,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
};

const given = new AsyncLocalStorage<Surroundings>();

/** Those of the process, or those that withSurroundings() gave: several calls within one process have each their own. */
export function surroundings(): Surroundings {
  return given.getStore() ?? ofProcess;
}

/** Runs the work with surroundings of its own. */
export function withSurroundings<T>(own: Surroundings, work: () => T): T {
  return given.run(own, work);
}
