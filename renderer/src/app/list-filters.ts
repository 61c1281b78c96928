/** A screen's address after its `?`, read. */
export type Search = Readonly<Record<string, unknown>>;

interface ListFilter {
  /** The part of the address that is the filter: `filter` alone, or the names beside `open` and the rest. */
  readonly of: readonly string[];
  /**
   * What of it outlives the program. Not what was looked for, which belongs to one moment; not a customer or invoice that a
   * record led from; not dates, which are another span tomorrow.
   */
  readonly kept: readonly string[];
}

/** Each list's filter, by the list's path. */
const listFilters: Readonly<Record<string, ListFilter>> = {
  '/invoices': { of: ['filter'], kept: ['standing', 'currency'] },
  '/credit-notes': { of: ['filter'], kept: ['kind', 'currency', 'canceled'] },
  '/payments': { of: ['filter'], kept: ['status', 'method', 'currency'] },
  '/refunds': { of: ['filter'], kept: ['method', 'currency'] },
  '/subscriptions': { of: ['filter'], kept: ['status', 'planId', 'cycle', 'currency'] },
  '/usage': { of: ['filter'], kept: ['metric'] },
  '/receivables': { of: ['filter'], kept: ['currency', 'bucket', 'planId', 'promise', 'notContactedFor', 'pastGrace'] },
  '/bank': { of: ['filter'], kept: ['state', 'accountId'] },
  '/audit': { of: ['filter'], kept: ['entity', 'action'] },
  '/tenants': { of: ['search', 'isActive', 'overdue'], kept: ['isActive', 'overdue'] },
  '/plans': { of: ['sold'], kept: ['sold'] },
  '/billing': { of: ['reason'], kept: ['reason'] },
};

export const filteredPaths: readonly string[] = Object.keys(listFilters);

function isSearch(value: unknown): value is Search {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSet([, value]: readonly [string, unknown]): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0) && value !== '';
}

/** What a list is filtered by; null for a screen without a filter. */
export function filterOf(path: string, search: Search): Search | null {
  const known = listFilters[path];
  if (known === undefined) return null;
  if (known.of[0] === 'filter') {
    const { filter } = search;
    return isSearch(filter) ? Object.fromEntries(Object.entries(filter).filter(isSet)) : {};
  }
  return Object.fromEntries(Object.entries(search).filter((entry) => known.of.includes(entry[0]) && isSet(entry)));
}

/** The same address with another filter. */
export function withFilter(path: string, search: Search, filter: Search): Search {
  const known = listFilters[path];
  if (known === undefined) return search;
  const rest = Object.fromEntries(Object.entries(search).filter(([name]) => !known.of.includes(name)));
  if (known.of[0] !== 'filter') return { ...rest, ...filter };
  return Object.keys(filter).length === 0 ? rest : { ...rest, filter };
}

/** The address that a list begins with after a restart: only what its filter keeps. */
export function keptSearch(path: string, filter: Search): Search {
  const kept = listFilters[path]?.kept ?? [];
  return withFilter(path, {}, Object.fromEntries(Object.entries(filter).filter(([name]) => kept.includes(name))));
}

/** True where two filters differ in nothing but what was typed to look for. */
export function differOnlyInSearch(one: Search, other: Search): boolean {
  const without = ({ search: _typed, ...rest }: Search): string => JSON.stringify(rest);
  return without(one) === without(other);
}
