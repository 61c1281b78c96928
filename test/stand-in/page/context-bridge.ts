/** As deep as Electron's bridge goes. */
const greatestDepth = 1000;

/**
 * Puts an api on `window` the way Electron's contextBridge does: what crosses is a copy, functions cross as callables,
 * promises as promises; the object is frozen and cannot be replaced.
 */
export function exposeInMainWorld(name: string, api: unknown): void {
  if (Object.hasOwn(window, name))
    throw new Error(`Cannot bind an API on top of an existing property on the window object`);
  Object.defineProperty(window, name, {
    value: cross(api, 0, new Map()),
    enumerable: true,
    writable: false,
    configurable: false,
  });
}

type AnyFunction = (...values: unknown[]) => unknown;

function isFunction(value: unknown): value is AnyFunction {
  return typeof value === 'function';
}

function cross(value: unknown, depth: number, known: Map<object, unknown>): unknown {
  if (depth >= greatestDepth) {
    throw new TypeError(
      'Electron contextBridge recursion depth exceeded. Nested objects deeper than 1000 are not supported.',
    );
  }
  if (isFunction(value)) return crossFunction(value);
  if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  if (value instanceof Promise) {
    return value.then(
      (result: unknown) => cross(result, 0, new Map()),
      (error: unknown) => Promise.reject(crossError(error)),
    );
  }
  if (value instanceof Error) return crossError(value);
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    known.set(value, copy);
    for (const item of value as readonly unknown[]) copy.push(cross(item, depth + 1, known));
    return Object.freeze(copy);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return structuredClone(value);
  const copy: Record<string, unknown> = {};
  known.set(value, copy);
  for (const [key, content] of Object.entries(value)) {
    Object.defineProperty(copy, key, { value: cross(content, depth + 1, known), enumerable: true });
  }
  return Object.freeze(copy);
}

function crossFunction(inner: AnyFunction): AnyFunction {
  return (...values) => {
    const inside = values.map((value) => cross(value, 0, new Map()));
    let result: unknown;
    try {
      result = inner(...inside);
    } catch (error) {
      throw crossError(error);
    }
    return cross(result, 0, new Map());
  };
}

/** Only the message of an error crosses. */
function crossError(error: unknown): Error {
  return new Error(error instanceof Error ? error.message : String(error));
}
