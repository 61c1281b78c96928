import type { Difference } from '../../contract/schema';
import type { EnumShape, SchemaShape } from '../../../migrations/shape';
import type { Catalog } from './catalog';
import { compareTable } from './compare-table';
import { completeTable, createEnum, createTable, dropFunction, qualified, type Place } from './ddl';
import { changeLabels, type PlacedTable } from './enum-ddl';
import { pairByName } from './pair-by-name';
import { severityOf, type Finding, type Strictness } from './severity';

/** Text without the schema that every given name has, as a reader of a list wants it. */
function plainly(text: string): string {
  return text.replaceAll('public.', '');
}

/** What a comparison is told beside the two sides. */
export interface CompareOptions {
  /** `public` where it is not given. */
  readonly schema?: string;
  /** True where nothing else may stand in the schema: what is not expected is a difference too. */
  readonly whole?: boolean;
  /** The tables of other schemas that may use this one's types. */
  readonly otherTables?: readonly PlacedTable[];
}

function compareEnum(
  place: Place,
  object: string,
  expected: EnumShape,
  found: EnumShape | undefined,
  tables: readonly PlacedTable[],
): Finding[] {
  const about = { object, part: '', expected: expected.labels.join(', '), phase: 'enum' } as const;
  if (!found) {
    const mend = [createEnum(place, expected.labels)];
    return [{ code: 'enum_missing', ...about, found: '', mend, undo: [`DROP TYPE ${qualified(place)}`] }];
  }
  const labels = found.labels.join(', ');
  if (labels === about.expected) return [];
  const inCapitals = labels === about.expected.toUpperCase();
  const sameSet = [...found.labels].sort().join() === [...expected.labels].sort().join();
  return [
    {
      code: inCapitals ? 'enum_labels_capital' : 'enum_labels',
      ...about,
      found: labels,
      harmless: sameSet,
      mend: changeLabels(place, found.labels, expected.labels, tables),
      undo: changeLabels(place, expected.labels, found.labels, tables),
    },
  ];
}

function compareFunctions(schema: string, expected: SchemaShape, found: Catalog, whole: boolean): Finding[] {
  if (!expected.functions) return [];
  const { both, missing, unexpected } = pairByName(expected.functions, found.functions);
  const called = (name: string): string => plainly(`${schema}.${name}`);
  const about = { part: '', phase: 'function' } as const;
  return [
    ...missing.map(({ name, definition }): Finding => ({
      code: 'function_missing',
      object: called(name),
      ...about,
      expected: definition,
      found: '',
      mend: [definition],
      undo: [dropFunction(schema, name, definition)],
    })),
    ...both
      .filter(([want, have]) => want.definition !== have.definition)
      .map(([want, have]): Finding => ({
        code: 'function_definition',
        object: called(want.name),
        ...about,
        expected: want.definition,
        found: have.definition,
        mend: [want.definition],
        undo: [have.definition],
      })),
    ...(whole ? unexpected : []).map(({ name, definition }): Finding => ({
      code: 'function_unexpected',
      object: called(name),
      part: '',
      expected: '',
      found: definition,
      phase: 'leftover',
      mend: [dropFunction(schema, name, definition)],
      undo: [definition],
    })),
  ];
}

/**
 * Every difference between what is expected and what a catalog shows, in both directions, with the statements that mend
 * it and those that take the mending back: enums first, then table by table in the order they are expected, then
 * functions. What is not expected is looked at only in a `whole` schema. Pure.
 */
export function findDifferences(expected: SchemaShape, found: Catalog, options: CompareOptions = {}): Finding[] {
  const { schema = 'public', whole = false, otherTables = [] } = options;
  const called = (name: string): string => plainly(`${schema}.${name}`);
  const placed = (name: string): Place => ({ schema, name });
  const tables = [...found.tables.map((shape) => ({ place: placed(shape.name), shape })), ...otherTables];

  const enums = pairByName(expected.enums, found.enums);
  const relations = pairByName(expected.tables, found.tables);
  return [
    ...expected.enums.flatMap((shape) =>
      compareEnum(
        placed(shape.name),
        called(shape.name),
        shape,
        found.enums.find(({ name }) => name === shape.name),
        tables,
      ),
    ),
    ...expected.tables.flatMap((shape): Finding[] => {
      const table = found.tables.find((candidate) => candidate.name === shape.name);
      const place = placed(shape.name);
      const object = called(shape.name);
      if (table) return compareTable(place, object, shape, table);
      const about = { object, part: '', expected: object, found: '' } as const;
      if (shape.view === true) return [{ code: 'table_missing', ...about }];
      return [
        {
          code: 'table_missing',
          ...about,
          phase: 'table',
          mend: createTable(place, shape),
          undo: [`DROP TABLE ${qualified(place)}`],
          later: completeTable(place, shape),
        },
      ];
    }),
    ...compareFunctions(schema, expected, found, whole),
    ...(whole ? relations.unexpected : []).map((table): Finding => {
      const place = placed(table.name);
      const about = { object: called(table.name), part: '', expected: '', found: called(table.name) };
      if (!table.plain) return { code: 'table_unexpected', ...about };
      return {
        code: 'table_unexpected',
        ...about,
        phase: 'leftover',
        mend: [`DROP TABLE ${qualified(place)}`],
        undo: [...createTable(place, table), ...completeTable(place, table).mend],
      };
    }),
    ...(whole ? enums.unexpected : []).map((type): Finding => ({
      code: 'enum_unexpected',
      object: called(type.name),
      part: '',
      expected: '',
      found: type.labels.join(', '),
      phase: 'leftover',
      mend: [`DROP TYPE ${qualified(placed(type.name))}`],
      undo: [createEnum(placed(type.name), type.labels)],
    })),
  ];
}

/** A finding as a reader gets it, weighed; nothing where it does not matter at this strictness. */
export function weigh(finding: Finding, strictness: Strictness): Difference[] {
  const severity = severityOf(finding, strictness);
  if (severity === 'none') return [];
  const { code, object, part, expected, found } = finding;
  const mend = [...(finding.mend ?? []), ...(finding.later?.mend ?? [])];
  return [{ code, severity, object, part, expected: plainly(expected), found: plainly(found), mend }];
}

/** findDifferences() in `public`, weighed: what an adoption asks for. */
export function compareShapes(expected: SchemaShape, found: Catalog, strictness: Strictness): Difference[] {
  return findDifferences(expected, found).flatMap((finding) => weigh(finding, strictness));
}
