/** A filter without its empty parts, so that `nothing chosen` is always one and the same filter. */
export function withoutEmpty<F extends object>(filter: F): F {
  const kept = { ...filter };
  for (const [name, value] of Object.entries(filter)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
      Reflect.deleteProperty(kept, name);
  }
  return kept;
}
