import type { ColumnShape, EnumShape, TableShape } from '../../../migrations/shape';

/** A table, an enum or an index of a schema, by which statements name it. */
export interface Place {
  readonly schema: string;
  readonly name: string;
}

/** A name as SQL needs it: quoted only where it must be. */
export function identifier(name: string): string {
  return /^[a-z_][a-z0-9_]*$/u.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function qualified({ schema, name }: Place): string {
  return `${identifier(schema)}.${identifier(name)}`;
}

/** True for a default that is no expression of its own: an identity or a generated column. */
export function isGenerated(column: Pick<ColumnShape, 'default'>): boolean {
  return column.default?.startsWith('GENERATED ') === true;
}

/** A column as CREATE TABLE and ADD COLUMN write it. */
export function columnSql(column: ColumnShape): string {
  const filled =
    column.default === null ? '' : isGenerated(column) ? ` ${column.default}` : ` DEFAULT ${column.default}`;
  return `${identifier(column.name)} ${column.type}${filled}${column.nullable ? '' : ' NOT NULL'}`;
}

export function alterTable(table: Place, action: string): string {
  return `ALTER TABLE ${qualified(table)} ${action}`;
}

export function commentOnColumn(table: Place, column: string, comment: string | null): string {
  const words = comment === null ? 'NULL' : textLiteral(comment);
  return `COMMENT ON COLUMN ${qualified(table)}.${identifier(column)} IS ${words}`;
}

export function createEnum(place: Place, labels: EnumShape['labels']): string {
  return `CREATE TYPE ${qualified(place)} AS ENUM (${labels.map(textLiteral).join(', ')})`;
}

/** True for a constraint that can be written before other tables and our functions stand. */
function standsAlone(definition: string): boolean {
  return !definition.startsWith('FOREIGN KEY') && !definition.includes('billing_desktop.');
}

/** The table with its columns and the constraints that need nothing else, and the comments of its columns. */
export function createTable(place: Place, shape: TableShape): string[] {
  const constraints = shape.constraints
    .filter(({ definition }) => standsAlone(definition))
    .map(({ name, definition }) => `CONSTRAINT ${identifier(name)} ${definition}`);
  const lines = [...shape.columns.map(columnSql), ...constraints];
  return [
    `CREATE TABLE ${qualified(place)} (\n  ${lines.join(',\n  ')}\n)`,
    ...shape.columns.flatMap(({ name, comment }) => (comment === null ? [] : [commentOnColumn(place, name, comment)])),
  ];
}

/** What createTable leaves for later, constraints that need another table, indexes and triggers; and what takes it back. */
export function completeTable(place: Place, shape: TableShape): { mend: string[]; undo: string[] } {
  const waiting = shape.constraints.filter(({ definition }) => !standsAlone(definition));
  return {
    mend: [
      ...waiting.map(({ name, definition }) => alterTable(place, `ADD CONSTRAINT ${identifier(name)} ${definition}`)),
      ...shape.indexes.map(({ definition }) => definition),
      ...(shape.triggers ?? []).flatMap(({ name, definition }) => createTrigger(place, name, definition)),
    ],
    undo: waiting.map(({ name }) => alterTable(place, `DROP CONSTRAINT ${identifier(name)}`)),
  };
}

const disabledMark = ' -- DISABLED';

/** A trigger as it was read, switched off again where it was. */
export function createTrigger(table: Place, name: string, definition: string): string[] {
  if (!definition.endsWith(disabledMark)) return [definition];
  return [definition.slice(0, -disabledMark.length), alterTable(table, `DISABLE TRIGGER ${identifier(name)}`)];
}

export function dropTrigger(table: Place, name: string): string {
  return `DROP TRIGGER ${identifier(name)} ON ${qualified(table)}`;
}

/** The statement that takes a function away: its arguments are part of its name. */
export function dropFunction(schema: string, signature: string, definition: string): string {
  const kind = /^CREATE OR REPLACE (FUNCTION|PROCEDURE)/u.exec(definition)?.[1] ?? 'FUNCTION';
  const [name = '', ...rest] = signature.split('(');
  return `DROP ${kind} ${identifier(schema)}.${identifier(name)}(${rest.join('(')}`;
}
