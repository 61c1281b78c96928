/** One value of a form by its place: `tenant.name`. A list is one value, whatever is in it. */
export interface Clash {
  readonly path: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left ?? null) === JSON.stringify(right ?? null);

/** Every value with its place, in the order of the form. */
function valuesOf(group: unknown, before: readonly string[] = []): (readonly [string, unknown])[] {
  if (!isGroup(group)) return [[before.join('.'), group]];
  return Object.entries(group).flatMap(([name, value]) => valuesOf(value, [...before, name]));
}

/** A copy with this value at its place. */
export function withValueAt<V extends object>(values: V, path: string, value: unknown): V {
  const copy = structuredClone(values);
  const names = path.split('.');
  let group: unknown = copy;
  for (const name of names.slice(0, -1)) group = isGroup(group) ? group[name] : null;
  const last = names.at(-1);
  if (isGroup(group) && last !== undefined) Reflect.set(group, last, value);
  return copy;
}

/**
 * What becomes of a form whose record was changed by somebody else: from `base`, which both began with. What only they
 * changed is taken over; what only I changed stays; where both did, and differently, the form keeps mine and it is asked. `news` where anything of theirs is not in my form already.
 */
export function mergeEdits<V extends object>(
  base: V,
  mine: V,
  theirs: V,
): { readonly merged: V; readonly clashes: Clash[]; readonly news: boolean } {
  const [before, typed] = [new Map(valuesOf(base)), new Map(valuesOf(mine))];
  const clashes: Clash[] = [];
  let merged = mine;
  let news = false;
  for (const [path, value] of valuesOf(theirs)) {
    const own = typed.get(path);
    if (same(value, before.get(path)) || same(value, own)) continue;
    news = true;
    if (same(own, before.get(path))) merged = withValueAt(merged, path, value);
    else clashes.push({ path, mine: own, theirs: value });
  }
  return { merged, clashes, news };
}
