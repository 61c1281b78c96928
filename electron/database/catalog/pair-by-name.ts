export interface Pairs<E, F> {
  readonly both: readonly (readonly [E, F])[];
  readonly missing: readonly E[];
  readonly unexpected: readonly F[];
}

/** What is expected beside what was found, by name, and what stands on one side alone. */
export function pairByName<E extends { readonly name: string }, F extends { readonly name: string }>(
  expected: readonly E[],
  found: readonly F[],
): Pairs<E, F> {
  const byName = new Map(found.map((item) => [item.name, item]));
  const names = new Set(expected.map((item) => item.name));
  return {
    both: expected.flatMap((item) => {
      const other = byName.get(item.name);
      return other ? [[item, other] as const] : [];
    }),
    missing: expected.filter((item) => !byName.has(item.name)),
    unexpected: found.filter((item) => !names.has(item.name)),
  };
}
