import type { ColumnShape, TableShape } from '../../../migrations/shape';
import type { FoundTable } from './catalog';
import type { Finding } from './severity';

interface Pairs<E, F> {
  readonly both: readonly (readonly [E, F])[];
  readonly missing: readonly E[];
  readonly unexpected: readonly F[];
}

function pairByName<E extends { readonly name: string }, F extends { readonly name: string }>(
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

function nullability(column: ColumnShape): string {
  return column.nullable ? 'NULL' : 'NOT NULL';
}

/** A column as one would declare it: `varchar(255) NOT NULL DEFAULT ''`. */
function declared(column: ColumnShape): string {
  return `${column.type} ${nullability(column)}${column.default === null ? '' : ` DEFAULT ${column.default}`}`;
}

function compareColumns(expected: TableShape, found: FoundTable): Finding[] {
  const object = expected.name;
  const { both, missing, unexpected } = pairByName(expected.columns, found.columns);
  const findings: Finding[] = missing.map((column) => ({
    code: 'column_missing',
    object,
    part: column.name,
    expected: declared(column),
    found: '',
  }));
  for (const [want, have] of both) {
    const about = { object, part: want.name };
    if (want.type !== have.type) {
      findings.push({ code: 'column_type', ...about, expected: want.type, found: have.type });
    }
    if (want.nullable !== have.nullable) {
      findings.push({
        code: 'column_nullability',
        ...about,
        expected: nullability(want),
        found: nullability(have),
        harmless: have.nullable,
      });
    }
    if (want.default !== have.default) {
      findings.push({ code: 'column_default', ...about, expected: want.default ?? '', found: have.default ?? '' });
    }
    if (want.comment !== have.comment) {
      findings.push({ code: 'column_comment', ...about, expected: want.comment ?? '', found: have.comment ?? '' });
    }
  }
  for (const column of unexpected) {
    const harmless = column.nullable || column.default !== null;
    findings.push({
      code: 'column_unexpected',
      object,
      part: column.name,
      expected: '',
      found: declared(column),
      harmless,
    });
  }
  const wanted = both.map(([want]) => want.name).join(', ');
  const common = new Set(both.map(([want]) => want.name));
  const order = found.columns
    .map((column) => column.name)
    .filter((name) => common.has(name))
    .join(', ');
  if (wanted !== order) findings.push({ code: 'column_order', object, part: '', expected: wanted, found: order });
  return findings;
}

function compareConstraints(expected: TableShape, found: FoundTable): Finding[] {
  const object = expected.name;
  const { both, missing, unexpected } = pairByName(expected.constraints, found.constraints);
  return [
    ...missing.map(({ name, definition }): Finding => ({
      code: 'constraint_missing',
      object,
      part: name,
      expected: definition,
      found: '',
    })),
    ...both
      .filter(([want, have]) => want.definition !== have.definition)
      .map(([want, have]): Finding => ({
        code: 'constraint_definition',
        object,
        part: want.name,
        expected: want.definition,
        found: have.definition,
      })),
    ...unexpected.map(({ name, definition }): Finding => ({
      code: 'constraint_unexpected',
      object,
      part: name,
      expected: '',
      found: definition,
    })),
  ];
}

/** Each key of ours must be unique there too, under whatever name: ON CONFLICT needs it. */
function compareKeys(expected: TableShape, found: FoundTable): Finding[] {
  const there = new Set(found.keys.map((columns) => columns.join()));
  return expected.constraints.flatMap(({ name, definition }): Finding[] => {
    const key = /^(?:PRIMARY KEY|UNIQUE) \(([^)]*)\)$/.exec(definition)?.[1];
    if (key === undefined || there.has(key.split(', ').sort().join())) return [];
    return [{ code: 'key_missing', object: expected.name, part: name, expected: key, found: '' }];
  });
}

function compareIndexes(expected: TableShape, found: FoundTable): Finding[] {
  const object = expected.name;
  const { both, missing, unexpected } = pairByName(expected.indexes, found.indexes);
  const findings: Finding[] = missing.map(({ name, definition }) => ({
    code: 'index_missing',
    object,
    part: name,
    expected: definition,
    found: '',
  }));
  for (const [want, have] of both) {
    if (want.definition !== have.definition) {
      findings.push({
        code: 'index_definition',
        object,
        part: want.name,
        expected: want.definition,
        found: have.definition,
      });
    } else if (!have.valid) {
      findings.push({ code: 'index_broken', object, part: want.name, expected: want.definition, found: '' });
    }
  }
  for (const { name, definition, unique } of unexpected) {
    findings.push({ code: 'index_unexpected', object, part: name, expected: '', found: definition, harmless: !unique });
  }
  return findings;
}

/** Every difference between a table and what it should be, in both directions. */
export function compareTable(expected: TableShape, found: FoundTable): Finding[] {
  const object = expected.name;
  if (!found.plain) return [{ code: 'table_not_plain', object, part: '', expected: object, found: '' }];
  return [
    ...compareColumns(expected, found),
    ...compareConstraints(expected, found),
    ...compareKeys(expected, found),
    ...compareIndexes(expected, found),
    ...found.foreignTriggers.map((name): Finding => ({
      code: 'trigger_unexpected',
      object,
      part: name,
      expected: '',
      found: name,
    })),
    ...(found.rowSecurity
      ? [{ code: 'row_security', object, part: '', expected: '', found: 'ENABLE ROW LEVEL SECURITY' } as const]
      : []),
  ];
}
