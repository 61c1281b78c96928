import { z } from 'zod';

const texts = [
  'x',
  '',
  'a'.repeat(8),
  '0b6f7d3e-7a54-4a5e-9d1f-2f3a4b5c6d7e',
  '2026-01-31',
  '2026-01',
  '2026-01-31T10:00:00.000Z',
  '12.50',
  '1',
  'Asia/Aden',
  'data:image/png;base64,AAAA',
  'SAH-2026-0001',
  '18:30',
  'a'.repeat(64),
];
const numbers = [1, 0, 20, 50, 100, 5432];

/**
 * The first plain value that the schema accepts: every optional field is filled, every list has one entry where it may.
 * Throws where none of the known ones fits: then a kind of value is missing above.
 */
export function sample(schema: z.core.$ZodType): unknown {
  for (const candidate of candidates(schema)) if (z.safeParse(schema, candidate).success) return candidate;
  throw new Error(`no sample for a schema of type ${schema._zod.def.type}`);
}

function* candidates(schema: z.core.$ZodType): Generator<unknown> {
  if (schema instanceof z.ZodObject) {
    yield Object.fromEntries(Object.entries(schema.shape).map(([name, field]) => [name, sample(field)]));
  } else if (schema instanceof z.ZodArray) {
    yield [sample(schema.element)];
    yield [];
  } else if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    yield* candidates(schema.unwrap());
    yield null;
    yield undefined;
  } else if (schema instanceof z.ZodUnion) {
    for (const option of schema.options) yield* candidates(option);
  } else if (schema instanceof z.ZodPipe) {
    yield* candidates(schema.in);
  } else if (schema instanceof z.ZodLiteral) {
    yield* schema.values;
  } else if (schema instanceof z.ZodEnum) {
    yield* Object.values(schema.enum);
  } else {
    yield {};
    yield* texts;
    yield* numbers;
    yield true;
    yield null;
  }
}

/** Every place inside a plain value, from the outside in: what a hostile value can be put in the place of. */
export function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const here = [path];
  if (Array.isArray(value)) return here.concat(value.flatMap((entry, index) => placesIn(entry, [...path, index])));
  if (typeof value !== 'object' || value === null) return here;
  return here.concat(Object.entries(value).flatMap(([name, entry]) => placesIn(entry, [...path, name])));
}

/** A copy with `replacement` at `path`. */
export function withAt(value: unknown, path: readonly (string | number)[], replacement: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((entry: unknown, index) => (index === first ? withAt(entry, rest, replacement) : entry));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, name === first ? withAt(entry, rest, replacement) : entry]),
  );
}
