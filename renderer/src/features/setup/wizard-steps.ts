import type { SchemaState } from '@contract/schema';

export const firstStartSteps = ['language', 'database', 'test', 'upgrade', 'sample', 'finish'] as const;
export type StepName = (typeof firstStartSteps)[number];

/** Later the language is chosen already. */
export const laterSteps: readonly StepName[] = firstStartSteps.slice(1);

/** True where the program can go on with a database in this state. */
export function isUsable(schema: SchemaState | null): boolean {
  return schema?.kind === 'current' || schema?.kind === 'newer';
}
