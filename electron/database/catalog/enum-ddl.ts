import type { EnumShape, TableShape } from '../../../migrations/shape';
import {
  alterTable,
  createEnum,
  createTrigger,
  dropTrigger,
  identifier,
  qualified,
  textLiteral,
  type Place,
} from './ddl';

/** A table with its schema. */
export interface PlacedTable {
  readonly place: Place;
  readonly shape: TableShape;
}

/** The labels of `wanted` that have to be added, where those that are there are in the same order; else null. */
function labelsToAdd(have: readonly string[], wanted: readonly string[]): readonly string[] | null {
  const kept = wanted.filter((label) => have.includes(label));
  return kept.join('\n') === have.join('\n') ? wanted.filter((label) => !have.includes(label)) : null;
}

function addLabel(place: Place, label: string, wanted: readonly string[], have: readonly string[]): string {
  const at = wanted.indexOf(label);
  const next = wanted.slice(at + 1).find((candidate) => have.includes(candidate));
  const where = next === undefined ? '' : ` BEFORE ${textLiteral(next)}`;
  return `ALTER TYPE ${qualified(place)} ADD VALUE ${textLiteral(label)}${where}`;
}

/** What of a table names the type, and must step aside while its columns change over. */
function dependentsOf({ place, shape }: PlacedTable, type: Place): { aside: string[]; back: string[] } {
  const literal = `::${qualified(type)}`;
  const columns = shape.columns.filter(({ type: of }) => of === qualified(type));
  const named = new RegExp(`\\b(?:${columns.map(({ name }) => name).join('|')})\\b`, 'u');
  const triggers = (shape.triggers ?? []).filter(({ definition }) =>
    named.test(definition.split(' EXECUTE ')[0] ?? ''),
  );
  const indexes = shape.indexes.filter(({ definition }) => definition.includes(literal));
  const constraints = shape.constraints.filter(({ definition }) => definition.includes(literal));
  const defaults = columns.filter((column) => column.default !== null);
  return {
    aside: [
      ...triggers.map(({ name }) => dropTrigger(place, name)),
      ...indexes.map(({ name }) => `DROP INDEX ${qualified({ schema: place.schema, name })}`),
      ...constraints.map(({ name }) => alterTable(place, `DROP CONSTRAINT ${identifier(name)}`)),
      ...defaults.map(({ name }) => alterTable(place, `ALTER COLUMN ${identifier(name)} DROP DEFAULT`)),
    ],
    back: [
      ...defaults.map((column) =>
        alterTable(place, `ALTER COLUMN ${identifier(column.name)} SET DEFAULT ${column.default ?? 'NULL'}`),
      ),
      ...constraints.map(({ name, definition }) =>
        alterTable(place, `ADD CONSTRAINT ${identifier(name)} ${definition}`),
      ),
      ...indexes.map(({ definition }) => definition),
      ...triggers.flatMap(({ name, definition }) => createTrigger(place, name, definition)),
    ],
  };
}

/**
 * Makes the type anew with these labels and moves its columns over: PostgreSQL can neither take a label away nor put
 * them in another order. A row that bears a label which is no longer there makes it fail, and nothing is changed.
 */
function makeAnew(type: Place, labels: readonly string[], tables: readonly PlacedTable[]): string[] {
  const users = tables.filter(({ shape }) => shape.columns.some((column) => column.type === qualified(type)));
  const dependents = users.map((table) => dependentsOf(table, type));
  const old = `${type.name}_old`;
  const changeOver = users.flatMap(({ place, shape }) =>
    shape.columns
      .filter((column) => column.type === qualified(type))
      .map(({ name }) => {
        const column = identifier(name);
        return alterTable(
          place,
          `ALTER COLUMN ${column} TYPE ${qualified(type)} USING ${column}::text::${qualified(type)}`,
        );
      }),
  );
  return [
    ...dependents.flatMap(({ aside }) => aside),
    `ALTER TYPE ${qualified(type)} RENAME TO ${identifier(old)}`,
    createEnum(type, labels),
    ...changeOver,
    `DROP TYPE ${qualified({ schema: type.schema, name: old })}`,
    ...dependents.flatMap(({ back }) => back),
  ];
}

/** True where labels bear other names in the same places: then the rows keep theirs. */
function isRenamed(have: readonly string[], wanted: readonly string[]): boolean {
  if (have.length !== wanted.length) return false;
  return have.every((label, place) => {
    const to = wanted[place] ?? label;
    return label === to || (!wanted.includes(label) && !have.includes(to));
  });
}

/** The statements that give a type the labels of `wanted` instead of those that it has. */
export function changeLabels(
  type: Place,
  have: EnumShape['labels'],
  wanted: EnumShape['labels'],
  tables: readonly PlacedTable[],
): string[] {
  const added = labelsToAdd(have, wanted);
  if (added) {
    // From the last one to the first, so that each finds the label before which it belongs.
    const standing = [...have];
    return [...added].reverse().map((label) => {
      const statement = addLabel(type, label, wanted, standing);
      standing.push(label);
      return statement;
    });
  }
  if (isRenamed(have, wanted)) {
    return have.flatMap((label, place) => {
      const to = wanted[place] ?? label;
      return label === to
        ? []
        : [`ALTER TYPE ${qualified(type)} RENAME VALUE ${textLiteral(label)} TO ${textLiteral(to)}`];
    });
  }
  return makeAnew(type, wanted, tables);
}
