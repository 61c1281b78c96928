import type { ConcurrentIndex } from '../../../migrations/migration';

/** How a migration is called. */
export interface MigrationName {
  /** `0013-tax-numbers`; the file's name too. */
  readonly name: string;
  /** What its file exports: `taxNumbers`. */
  readonly constant: string;
  readonly title: { readonly en: string; readonly ar: string };
}

/** `0013-tax-numbers`, from a number and a message; the constant begins with a letter, whatever the message does. */
export function nameMigration(number: number, title: MigrationName['title']): MigrationName {
  const words = title.en.toLowerCase().match(/[a-z0-9]+/gu) ?? [];
  const slug = words.join('-').slice(0, 60).replace(/-$/u, '') || 'migration';
  const camel = slug.replaceAll(/-([a-z0-9])/gu, (_dash, letter: string) => letter.toUpperCase());
  const constant = /^[a-z]/u.test(camel) ? camel : `migration${camel}`;
  return { name: `${String(number).padStart(4, '0')}-${slug}`, constant, title };
}

function text(value: string): string {
  return `'${value.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

function statement(sql: string): string {
  return `\`${sql.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

function list(statements: readonly string[], hint: string): string {
  if (statements.length === 0) return `[\n    // ${hint}\n  ]`;
  return `[\n${statements.map((sql) => `    ${statement(sql)},`).join('\n')}\n  ]`;
}

function titleSource({ en, ar }: MigrationName['title']): string {
  return `{ en: ${text(en)}, ar: ${text(ar)} }`;
}

/** The file of a migration that runs in a transaction, as migrations/README.md shows one. */
export function statementsSource(
  { name, constant, title }: MigrationName,
  up: readonly string[],
  down: readonly string[],
  notes: readonly string[],
): string {
  const comment =
    notes.length === 0
      ? ''
      : `// Left as it is, to be looked at by a person:\n${notes.map((note) => `// - ${note}\n`).join('')}`;
  return `import type { StatementsMigration } ${'from'} './migration';

${comment}export const ${constant}: StatementsMigration = {
  name: ${text(name)},
  title: ${titleSource(title)},
  transactional: true,
  up: ${list(up, 'One statement in each string, every name with its schema.')},
  down: ${list(down, 'Takes away exactly what `up` brought, in the opposite order.')},
};
`;
}

/** The file of a migration that builds indexes on tables that are in use. */
export function indexesSource({ name, constant, title }: MigrationName, indexes: readonly ConcurrentIndex[]): string {
  const lines = indexes.map(({ name: index, table, definition, unique }) => {
    const kind = unique === true ? ', unique: true' : '';
    return `    { name: ${text(index)}, table: ${text(table)}, definition: ${statement(definition)}${kind} },`;
  });
  return `import type { IndexesMigration } ${'from'} './migration';

export const ${constant}: IndexesMigration = {
  name: ${text(name)},
  title: ${titleSource(title)},
  transactional: false,
  indexes: [
${lines.join('\n')}
  ],
};
`;
}

/** index.ts with further migrations at the end of its imports and of its list. Throws where it has not the usual form. */
export function withRegistered(source: string, added: readonly MigrationName[]): string {
  // The word is put in from outside, so that nobody takes the pattern for an import of this file.
  const imports = [...source.matchAll(new RegExp(String.raw`^import \{ \w+ \} ${'from'} '\./\d{4}-[^']*';\n`, 'gmu'))];
  const last = imports.at(-1);
  const end = source.lastIndexOf('\n];');
  if (last === undefined || end === -1) throw new Error('migrations/index.ts has not the form that it is given here');
  const afterImports = last.index + last[0].length;
  const importLines = added.map(({ name, constant }) => `import { ${constant} } ${'from'} './${name}';\n`).join('');
  const entries = added.map(({ constant }) => `\n  ${constant},`).join('');
  return `${source.slice(0, afterImports)}${importLines}${source.slice(afterImports, end)}${entries}${source.slice(end)}`;
}
