import type { TableShape } from '../../../migrations/shape';
import type { FoundTable } from './catalog';
import { compareColumns } from './compare-columns';
import { alterTable, createTrigger, dropTrigger, identifier, qualified, type Place } from './ddl';
import { pairByName } from './pair-by-name';
import type { Finding } from './severity';

function compareConstraints(place: Place, object: string, expected: TableShape, found: FoundTable): Finding[] {
  const { both, missing, unexpected } = pairByName(expected.constraints, found.constraints);
  const add = (name: string, definition: string): string =>
    alterTable(place, `ADD CONSTRAINT ${identifier(name)} ${definition}`);
  const drop = (name: string): string => alterTable(place, `DROP CONSTRAINT ${identifier(name)}`);
  return [
    ...missing.map(({ name, definition }): Finding => ({
      code: 'constraint_missing',
      object,
      part: name,
      expected: definition,
      found: '',
      phase: 'constraint',
      mend: [add(name, definition)],
      undo: [drop(name)],
    })),
    ...both
      .filter(([want, have]) => want.definition !== have.definition)
      .map(([want, have]): Finding => ({
        code: 'constraint_definition',
        object,
        part: want.name,
        expected: want.definition,
        found: have.definition,
        phase: 'constraint',
        mend: [drop(want.name), add(want.name, want.definition)],
        undo: [drop(want.name), add(have.name, have.definition)],
      })),
    ...unexpected.map(({ name, definition }): Finding => ({
      code: 'constraint_unexpected',
      object,
      part: name,
      expected: '',
      found: definition,
      phase: 'drop',
      mend: [drop(name)],
      undo: [add(name, definition)],
    })),
  ];
}

/** Each key of ours must be unique there too, under whatever name: ON CONFLICT needs it. */
function compareKeys(object: string, expected: TableShape, found: FoundTable): Finding[] {
  const there = new Set(found.keys.map((columns) => columns.join()));
  return expected.constraints.flatMap(({ name, definition }): Finding[] => {
    const key = /^(?:PRIMARY KEY|UNIQUE) \(([^)]*)\)$/.exec(definition)?.[1];
    if (key === undefined || there.has(key.split(', ').sort().join())) return [];
    return [{ code: 'key_missing', object, part: name, expected: key, found: '' }];
  });
}

function compareIndexes(place: Place, object: string, expected: TableShape, found: FoundTable): Finding[] {
  const { both, missing, unexpected } = pairByName(expected.indexes, found.indexes);
  const drop = (name: string): string => `DROP INDEX ${qualified({ schema: place.schema, name })}`;
  const findings: Finding[] = missing.map((index) => ({
    code: 'index_missing',
    object,
    part: index.name,
    expected: index.definition,
    found: '',
    phase: 'index',
    mend: [index.definition],
    undo: [drop(index.name)],
    index: { ...index, table: qualified(place) },
  }));
  for (const [want, have] of both) {
    const about = { object, part: want.name, expected: want.definition, phase: 'index' } as const;
    const mend = [drop(want.name), want.definition];
    if (want.definition !== have.definition) {
      findings.push({
        code: 'index_definition',
        ...about,
        found: have.definition,
        mend,
        undo: [drop(want.name), have.definition],
      });
    } else if (!have.valid) {
      findings.push({ code: 'index_broken', ...about, found: '', mend, undo: [] });
    }
  }
  for (const { name, definition, unique } of unexpected) {
    findings.push({
      code: 'index_unexpected',
      object,
      part: name,
      expected: '',
      found: definition,
      harmless: !unique,
      phase: 'drop',
      mend: [drop(name)],
      undo: [definition],
    });
  }
  return findings;
}

function compareTriggers(place: Place, object: string, expected: TableShape, found: FoundTable): Finding[] {
  const strangers = found.foreignTriggers.map((name): Finding => ({
    code: 'trigger_unexpected',
    object,
    part: name,
    expected: '',
    found: name,
  }));
  if (!expected.triggers) return strangers;
  const { both, missing, unexpected } = pairByName(expected.triggers, found.triggers);
  const about = { object, phase: 'trigger' } as const;
  const create = (name: string, definition: string): string[] => createTrigger(place, name, definition);
  return [
    ...strangers,
    ...missing.map(({ name, definition }): Finding => ({
      code: 'trigger_missing',
      ...about,
      part: name,
      expected: definition,
      found: '',
      mend: create(name, definition),
      undo: [dropTrigger(place, name)],
    })),
    ...both
      .filter(([want, have]) => want.definition !== have.definition)
      .map(([want, have]): Finding => ({
        code: 'trigger_definition',
        ...about,
        part: want.name,
        expected: want.definition,
        found: have.definition,
        mend: [dropTrigger(place, want.name), ...create(want.name, want.definition)],
        undo: [dropTrigger(place, want.name), ...create(have.name, have.definition)],
      })),
    ...unexpected.map(({ name, definition }): Finding => ({
      code: 'trigger_unexpected',
      object,
      part: name,
      expected: '',
      found: definition,
      phase: 'drop',
      mend: [dropTrigger(place, name)],
      undo: create(name, definition),
    })),
  ];
}

/** Every difference between a table and what it should be, in both directions. `object` is what a reader calls it. */
export function compareTable(place: Place, object: string, expected: TableShape, found: FoundTable): Finding[] {
  const isView = expected.view === true;
  if (found.plain === isView) return [{ code: 'table_not_plain', object, part: '', expected: object, found: '' }];
  if (isView)
    return compareColumns(place, object, expected, found).map((finding) => ({ ...finding, mend: [], undo: [] }));
  return [
    ...compareColumns(place, object, expected, found),
    ...compareConstraints(place, object, expected, found),
    ...compareKeys(object, expected, found),
    ...compareIndexes(place, object, expected, found),
    ...compareTriggers(place, object, expected, found),
    ...(found.rowSecurity
      ? [
          {
            code: 'row_security',
            object,
            part: '',
            expected: '',
            found: 'ENABLE ROW LEVEL SECURITY',
            phase: 'trigger',
            mend: [alterTable(place, 'DISABLE ROW LEVEL SECURITY')],
            undo: [alterTable(place, 'ENABLE ROW LEVEL SECURITY')],
          } as const,
        ]
      : []),
  ];
}
