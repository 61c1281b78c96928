import type {
  ConcurrentIndex,
  IndexesMigration,
  Migration,
  StatementsMigration,
  Step,
} from '../../../migrations/migration';
import { migrations as shipped } from '../../../migrations';
import { textLiteral } from '../catalog/ddl';
import { checksumOf } from './checksum';
import { historyStatements } from './history';
import { createIndexStatement, dropIndexStatement, qualifiedIndex } from './indexes';
import { lockKey } from './lock';
import { findByVersion } from './target';

/** Which migrations a script runs: those after `from` up to `to` on the way up, those after `to` down from `from`. */
export interface ScriptRange {
  readonly direction: 'up' | 'down';
  /** `base`, or a migration by its name or number. */
  readonly from: string;
  /** `head`, `base`, or a migration by its name or number. */
  readonly to: string;
}

const table = 'billing_desktop.schema_migrations';

/** A quote that does not occur in the text. */
function quoted(text: string, name: string): string {
  const tag = text.includes(`$${name}$`) ? quotedTag(text, name) : `$${name}$`;
  return `${tag}${text}${tag}`;
}

function quotedTag(text: string, name: string): string {
  let count = 1;
  while (text.includes(`$${name}${count}$`)) count += 1;
  return `$${name}${count}$`;
}

function block(body: string): string {
  return `DO ${quoted(`BEGIN\n${body}\nEND`, 'block')}`;
}

function refuseIf(condition: string, message: string): string {
  return block(`  IF ${condition} THEN RAISE EXCEPTION ${textLiteral(message.replaceAll('%', '%%'))}; END IF;`);
}

function onlyIf(condition: string, statements: readonly string[]): string {
  const run = statements.map((sql) => `    EXECUTE ${quoted(sql, 'run')};`).join('\n');
  return block(`  IF ${condition} THEN\n${run}\n  END IF;`);
}

function isApplied(name: string): string {
  return `EXISTS (SELECT FROM ${table} WHERE name = ${textLiteral(name)})`;
}

function stepsSql(migration: StatementsMigration, direction: 'up' | 'down'): string[] {
  const steps: readonly Step[] = direction === 'up' ? migration.up : migration.down;
  return steps.flatMap((step): string[] => {
    if (typeof step === 'string') return [step];
    if ('when' in step) return [onlyIf(`(${step.when})`, step.run)];
    // On the way up nothing of it stands: that was refused before.
    if (direction === 'up') return [...step.run];
    const kept = `(SELECT ${textLiteral(step.unlessFound)} = ANY (found) FROM ${table} WHERE name = ${textLiteral(migration.name)})`;
    return [onlyIf(`NOT ${kept}`, step.run)];
  });
}

/** A script cannot compare what stands: that is the app's to adopt. */
function refuseStanding(migration: StatementsMigration): string[] {
  const shape = migration.adopts ?? migration.mayExist;
  const names = [...(shape?.enums ?? []), ...(shape?.tables ?? [])].map(({ name }) => name);
  return names.map((name) =>
    refuseIf(
      `to_regclass(${textLiteral(`public.${name}`)}) IS NOT NULL OR to_regtype(${textLiteral(`public.${name}`)}) IS NOT NULL`,
      `public.${name} stands already; run "db upgrade", which compares it and adopts it`,
    ),
  );
}

const started = `SELECT set_config('sahool.started', clock_timestamp()::text, false)`;

function writeRowSql(migration: Migration, appVersion: string): string {
  const took = `(extract(epoch FROM clock_timestamp() - current_setting('sahool.started')::timestamptz) * 1000)::integer`;
  const values = [migration.name, checksumOf(migration)].map(textLiteral).join(', ');
  return `INSERT INTO ${table} (name, checksum, duration_ms, app_version)\nVALUES (${values}, ${took}, ${textLiteral(appVersion)})`;
}

function deleteRowSql(migration: Migration): string {
  return `DELETE FROM ${table} WHERE name = ${textLiteral(migration.name)}`;
}

function guards(migration: Migration, direction: 'up' | 'down', previous: Migration | undefined): string[] {
  const { name } = migration;
  if (direction === 'down') {
    return [
      refuseIf(`NOT ${isApplied(name)}`, `${name} is not applied`),
      refuseIf(
        `EXISTS (SELECT FROM ${table} WHERE name COLLATE "C" > ${textLiteral(name)})`,
        `a later one than ${name} is applied`,
      ),
      refuseIf(
        `(SELECT adopted FROM ${table} WHERE name = ${textLiteral(name)})`,
        `${name} was adopted: its tables are the service's`,
      ),
    ];
  }
  const missing = previous ? [refuseIf(`NOT ${isApplied(previous.name)}`, `${previous.name} is not applied`)] : [];
  return [refuseIf(isApplied(name), `${name} is applied already`), ...missing];
}

function transactional(
  migration: StatementsMigration,
  direction: 'up' | 'down',
  bookkeeping: readonly string[],
): string[] {
  const standing = direction === 'up' ? refuseStanding(migration) : [];
  return [
    'SET LOCAL search_path = public',
    `SET LOCAL lock_timeout = '5s'`,
    ...standing,
    ...stepsSql(migration, direction),
    ...bookkeeping,
  ];
}

/** One that an earlier attempt left half built is dropped first. */
function buildSql(index: ConcurrentIndex): string[] {
  const name = qualifiedIndex(index);
  const broken = `EXISTS (SELECT FROM pg_catalog.pg_index WHERE indexrelid = to_regclass(${textLiteral(name)}) AND NOT (indisvalid AND indisready))`;
  return [
    onlyIf(broken, [`DROP INDEX ${name}`]),
    createIndexStatement(index).replace('CONCURRENTLY ', 'CONCURRENTLY IF NOT EXISTS '),
  ];
}

function concurrent(migration: IndexesMigration, direction: 'up' | 'down'): string[] {
  return direction === 'up'
    ? migration.indexes.flatMap(buildSql)
    : [...migration.indexes].reverse().map(dropIndexStatement);
}

function scriptOf(
  migration: Migration,
  direction: 'up' | 'down',
  previous: Migration | undefined,
  appVersion: string,
): string[] {
  const bookkeeping = [direction === 'up' ? writeRowSql(migration, appVersion) : deleteRowSql(migration)];
  const before = [started, ...guards(migration, direction, previous)];
  if (!migration.transactional) {
    return [
      `SELECT pg_advisory_lock(${lockKey})`,
      ...before,
      ...concurrent(migration, direction),
      ...bookkeeping,
      `SELECT pg_advisory_unlock(${lockKey})`,
    ];
  }
  return [
    'BEGIN',
    `SELECT pg_advisory_xact_lock(${lockKey})`,
    ...before,
    ...transactional(migration, direction, bookkeeping),
    'COMMIT',
  ];
}

function chosen(migrations: readonly Migration[], { direction, from, to }: ScriptRange): Migration[] {
  const after = (version: string): number =>
    version === 'base'
      ? 0
      : version === 'head'
        ? migrations.length
        : migrations.indexOf(findByVersion(migrations, version)) + 1;
  return direction === 'up'
    ? migrations.slice(after(from), after(to))
    : migrations.slice(after(to), after(from)).reverse();
}

/**
 * A script that does what an upgrade or a downgrade would do, for whoever runs it with psql instead of the app: with the
 * lock, the rows of the history, and a refusal where the database is not at the version that it starts from. It reads no
 * database. Throws `not_found` for a version that there is not.
 */
export function migrationScript(
  range: ScriptRange,
  appVersion: string,
  migrations: readonly Migration[] = shipped,
): string {
  const list = chosen(migrations, range);
  const parts = list.map((migration) => {
    const previous = migrations[migrations.indexOf(migration) - 1];
    const statements = scriptOf(migration, range.direction, previous, appVersion).map((sql) => `${sql};`);
    return [`-- ${migration.name}: ${migration.title.en}`, ...statements].join('\n\n');
  });
  const [direction, toWords] = range.direction === 'up' ? ['upgrade', range.to] : ['downgrade', range.to];
  const head = [
    `-- SAHOOL Billing Desktop ${appVersion}: ${direction} from ${range.from} to ${toWords}`,
    `-- psql --file=THIS_FILE "$DATABASE_URL"`,
    `\\set ON_ERROR_STOP on`,
  ].join('\n');
  const history = range.direction === 'up' ? historyStatements.map((sql) => `${sql};`) : [];
  return `${[head, ...history, ...parts].join('\n\n')}\n`;
}
