import type { ColumnShape, TableShape } from '../../../migrations/shape';
import { alterTable, columnSql, commentOnColumn, identifier, isGenerated, type Place } from './ddl';
import { pairByName } from './pair-by-name';
import type { Finding } from './severity';

function nullability(column: ColumnShape): string {
  return column.nullable ? 'NULL' : 'NOT NULL';
}

/** A column as one would declare it: `varchar(255) NOT NULL DEFAULT ''`. */
function declared(column: ColumnShape): string {
  return `${column.type} ${nullability(column)}${column.default === null ? '' : ` DEFAULT ${column.default}`}`;
}

/** `''` of a model is `''::text` in the catalog: the same, where the cast is to the column's own type. */
function isSameDefault(want: ColumnShape, have: ColumnShape): boolean {
  if (want.default === have.default) return true;
  const bare = want.type.replace(/\(.*\)$/u, '');
  return want.default !== null && have.default === `${want.default}::${bare}`;
}

function addColumn(table: Place, column: ColumnShape): string[] {
  const comment = column.comment === null ? [] : [commentOnColumn(table, column.name, column.comment)];
  return [alterTable(table, `ADD COLUMN ${columnSql(column)}`), ...comment];
}

function dropColumn(table: Place, column: ColumnShape): string[] {
  return [alterTable(table, `DROP COLUMN ${identifier(column.name)}`)];
}

function setDefault(table: Place, from: ColumnShape, to: ColumnShape): string[] {
  const column = identifier(to.name);
  const isIdentity = (shape: ColumnShape): boolean => shape.default?.endsWith('AS IDENTITY') === true;
  // What a generated column holds is made of its expression: only a person can say what becomes of it.
  if ((isGenerated(from) && !isIdentity(from)) || (isGenerated(to) && !isIdentity(to))) return [];
  const away = isIdentity(from)
    ? [alterTable(table, `ALTER COLUMN ${column} DROP IDENTITY`)]
    : to.default === null || isIdentity(to)
      ? [alterTable(table, `ALTER COLUMN ${column} DROP DEFAULT`)]
      : [];
  if (to.default === null) return away;
  if (isIdentity(to)) return [...away, alterTable(table, `ALTER COLUMN ${column} ADD ${to.default}`)];
  return [...away, alterTable(table, `ALTER COLUMN ${column} SET DEFAULT ${to.default}`)];
}

function setNullability(table: Place, to: ColumnShape): string[] {
  return [alterTable(table, `ALTER COLUMN ${identifier(to.name)} ${to.nullable ? 'DROP' : 'SET'} NOT NULL`)];
}

function setType(table: Place, to: ColumnShape): string[] {
  const column = identifier(to.name);
  return [alterTable(table, `ALTER COLUMN ${column} TYPE ${to.type} USING ${column}::${to.type}`)];
}

function compareColumn(place: Place, object: string, want: ColumnShape, have: ColumnShape): Finding[] {
  const findings: Finding[] = [];
  const about = { object, part: want.name, phase: 'column' } as const;
  if (want.type !== have.type) {
    findings.push({
      code: 'column_type',
      ...about,
      expected: want.type,
      found: have.type,
      mend: setType(place, want),
      undo: setType(place, have),
    });
  }
  if (want.nullable !== have.nullable) {
    findings.push({
      code: 'column_nullability',
      ...about,
      expected: nullability(want),
      found: nullability(have),
      harmless: have.nullable,
      mend: setNullability(place, want),
      undo: setNullability(place, have),
    });
  }
  if (!isSameDefault(want, have)) {
    findings.push({
      code: 'column_default',
      ...about,
      expected: want.default ?? '',
      found: have.default ?? '',
      mend: setDefault(place, have, want),
      undo: setDefault(place, want, have),
    });
  }
  if (want.comment !== have.comment) {
    findings.push({
      code: 'column_comment',
      ...about,
      expected: want.comment ?? '',
      found: have.comment ?? '',
      mend: [commentOnColumn(place, want.name, want.comment)],
      undo: [commentOnColumn(place, want.name, have.comment)],
    });
  }
  return findings;
}

/** Every difference between the columns of a table and what they should be, their order last. */
export function compareColumns(place: Place, object: string, expected: TableShape, found: TableShape): Finding[] {
  const { both, missing, unexpected } = pairByName(expected.columns, found.columns);
  const findings: Finding[] = [
    ...missing.map((column): Finding => ({
      code: 'column_missing',
      object,
      part: column.name,
      expected: declared(column),
      found: '',
      phase: 'column',
      mend: addColumn(place, column),
      undo: dropColumn(place, column),
    })),
    ...both.flatMap(([want, have]) => compareColumn(place, object, want, have)),
    ...unexpected.map((column): Finding => ({
      code: 'column_unexpected',
      object,
      part: column.name,
      expected: '',
      found: declared(column),
      harmless: column.nullable || column.default !== null,
      phase: 'leftover',
      mend: dropColumn(place, column),
      undo: addColumn(place, column),
    })),
  ];
  const wanted = both.map(([want]) => want.name).join(', ');
  const common = new Set(both.map(([want]) => want.name));
  const order = found.columns
    .map((column) => column.name)
    .filter((name) => common.has(name))
    .join(', ');
  if (wanted !== order) findings.push({ code: 'column_order', object, part: '', expected: wanted, found: order });
  return findings;
}
