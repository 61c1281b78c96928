import type { ExpectedSchema } from '../../electron/database/catalog/catalog';
import type { TableShape } from '../../migrations/shape';

function lines(items: readonly object[], indent: string): string {
  if (items.length === 0) return '[]';
  return `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(',\n')}\n${indent}]`;
}

function table({ name, columns, constraints, indexes, triggers = [], view }: TableShape): string {
  const indent = '          ';
  return `        {
${indent}"name": ${JSON.stringify(name)},${view === true ? `\n${indent}"view": true,` : ''}
${indent}"columns": ${lines(columns, indent)},
${indent}"constraints": ${lines(constraints, indent)},
${indent}"indexes": ${lines(indexes, indent)},
${indent}"triggers": ${lines(triggers, indent)}
        }`;
}

function schema({ name, enums, tables, functions }: ExpectedSchema): string {
  const indent = '      ';
  return `    {
${indent}"name": ${JSON.stringify(name)},
${indent}"enums": ${lines(enums, indent)},
${indent}"tables": [
${tables.map(table).join(',\n')}
${indent}]${functions ? `,\n${indent}"functions": ${lines(functions, indent)}` : ''}
    }`;
}

/** migrations/expected-catalog.json: one column, constraint, index, trigger or function a line, so that a change reads well. */
export function catalogFile(
  migrations: Readonly<Record<string, string>>,
  extensions: readonly string[],
  schemas: readonly ExpectedSchema[],
): string {
  const sums = Object.entries(migrations).map(([name, sum]) => `    ${JSON.stringify(name)}: ${JSON.stringify(sum)}`);
  return `{
  "migrations": {
${sums.join(',\n')}
  },
  "extensions": ${JSON.stringify(extensions)},
  "schemas": [
${schemas.map(schema).join(',\n')}
  ]
}
`;
}
