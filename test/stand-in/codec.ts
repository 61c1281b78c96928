/**
 * What Electron carries by the structured clone algorithm, carried here as JSON text: all that JSON has, and undefined,
 * NaN, the infinities, -0, bigint, Date, bytes, Map and Set. A tagged value is `{"$": kind, "v": content}`. Runs in Node
 * and in the page.
 */

interface Tagged {
  readonly $: string;
  readonly v?: unknown;
}

/** The text that decode() turns into the value again. Throws as Electron does where a value cannot be cloned. */
export function encode(value: unknown): string {
  return JSON.stringify(pack(value));
}

export function decode(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return unpack(parsed);
}

function tag(kind: string, v?: unknown): Tagged {
  return v === undefined ? { $: kind } : { $: kind, v };
}

function pack(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value) && !Object.is(value, -0)) return value;
      return tag('number', Object.is(value, -0) ? '-0' : String(value));
    case 'bigint':
      return tag('bigint', value.toString());
    case 'undefined':
      return tag('undefined');
    case 'object':
      return value === null ? null : packObject(value);
    case 'function':
    case 'symbol':
      throw new Error('An object could not be cloned.');
  }
}

function packObject(value: object): unknown {
  if (Array.isArray(value)) return value.map(pack);
  if (value instanceof Date) return tag('date', pack(value.getTime()));
  if (value instanceof Map) return tag('map', [...value].map(pack));
  if (value instanceof Set) return tag('set', [...value].map(pack));
  if (value instanceof ArrayBuffer) return tag('bytes', toBase64(new Uint8Array(value)));
  if (ArrayBuffer.isView(value)) {
    return tag('bytes', toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)));
  }
  if (value instanceof Error) return tag('error', [value.name, value.message]);
  const entries = Object.entries(value).map(([name, content]): [string, unknown] => [name, pack(content)]);
  // A name of ours, or one that plain assignment would swallow, travels as a list of entries.
  if (entries.some(([name]) => name === '$' || name === '__proto__')) return tag('entries', entries);
  return Object.fromEntries(entries);
}

function unpack(packed: unknown): unknown {
  if (typeof packed !== 'object' || packed === null) return packed;
  if (Array.isArray(packed)) return packed.map(unpack);
  if ('$' in packed) return unpackTagged(String(packed.$), 'v' in packed ? packed.v : undefined);
  return Object.fromEntries(Object.entries(packed).map(([name, content]) => [name, unpack(content)]));
}

function unpackTagged(kind: string, content: unknown): unknown {
  switch (kind) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(content);
    case 'bigint':
      return BigInt(String(content));
    case 'date':
      return new Date(Number(unpack(content)));
    case 'map':
      return new Map(pairs(unpack(content)));
    case 'set':
      return new Set(list(unpack(content)));
    case 'bytes':
      return fromBase64(String(content));
    case 'error': {
      const [name, message] = list(content);
      return Object.assign(new Error(String(message)), { name: String(name) });
    }
    case 'entries':
      // fromEntries defines what it is given, __proto__ too, and never calls a setter.
      return Object.fromEntries(pairs(content).map(([name, value]) => [String(name), unpack(value)]));
    default:
      throw new Error(`unknown kind of value: ${kind}`);
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function pairs(value: unknown): [unknown, unknown][] {
  return list(value).map((pair) => [list(pair)[0], list(pair)[1]]);
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
