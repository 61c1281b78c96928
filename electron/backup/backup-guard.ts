import { Transaction } from 'sequelize';
import { z } from 'zod';
import type { BackupOrigin } from '../contract/backup';
import { AppError } from '../contract/result';
import { ownSchema } from '../database/catalog/catalog';
import { qualified } from '../database/catalog/ddl';
import { expectedCatalog } from '../database/catalog/expected';
import type { Database } from '../database/database';
import { readHistory } from '../database/migrator/history';
import { select, type Session } from '../database/migrator/session';
import type { Guard } from '../database/migrator/turn';
import { migrations as shipped } from '../../migrations';
import { markSql, originSql, type TableName } from './write-marks';

/** What a verified backup says of the database that it is of. */
export interface BackupProof {
  readonly origin: BackupOrigin | null;
  readonly tables: readonly { readonly name: string; readonly mark: string | null }[];
}

type Reader = Pick<Session, 'sequelize' | 'transaction'>;
type Reading = Reader & Pick<Session, 'migrations' | 'applied'>;
type Marks = ReadonlyMap<string, string>;

/** The migrator's own record, which each step changes. */
const historyTable = `${ownSchema}.schema_migrations`;

const ours: readonly TableName[] = expectedCatalog.schemas.flatMap(({ name: schema, tables }) =>
  tables.map(({ name }) => ({ schema, name })),
);
const nameOf = ({ schema, name }: TableName): string => `${schema}.${name}`;

/** Tables that the migrations made here; those that were found standing are another program's and are never dropped. */
async function tablesAtStake(reading: Reading): Promise<TableName[]> {
  const { migrations, applied } = reading;
  const standing = new Set(
    applied.flatMap(({ name, adopted, found }) => {
      const migration = migrations.find((one) => one.name === name);
      const adopts = adopted && migration?.transactional === true ? (migration.adopts?.tables ?? []) : [];
      return [...found, ...adopts.map((table) => table.name)];
    }),
  );
  const rows = await select<{ schema: string; name: string }>(
    reading,
    `SELECT schemaname::text AS schema, tablename::text AS name FROM pg_tables WHERE schemaname IN ('public', $1)`,
    [ownSchema],
  );
  const known = new Set(ours.map(nameOf));
  return rows
    .filter((table) => table.schema === ownSchema || (known.has(nameOf(table)) && !standing.has(table.name)))
    .filter((table) => nameOf(table) !== historyTable)
    .toSorted((left, right) => nameOf(left).localeCompare(nameOf(right), 'en'));
}

async function readMarks(reader: Reader, tables: readonly TableName[]): Promise<Marks> {
  const marks = new Map<string, string>();
  for (const table of tables) {
    const rows = z.tuple([z.object({ mark: z.string() })]).parse(await select(reader, markSql(table)));
    marks.set(nameOf(table), rows[0].mark);
  }
  return marks;
}

async function requireOrigin(reader: Reader, origin: BackupOrigin | null): Promise<void> {
  const [found] = z
    .tuple([z.object({ system: z.string(), database: z.string() })])
    .parse(await select(reader, originSql));
  if (found.system !== origin?.system || found.database !== origin.database)
    throw new AppError('backup_other_database');
}

function marksOf({ tables }: BackupProof): Marks {
  return new Map(tables.flatMap(({ name, mark }) => (mark === null ? [] : [[name, mark] as const])));
}

async function requireSame(reader: Reader, tables: readonly TableName[], expected: Marks): Promise<void> {
  const found = await readMarks(reader, tables);
  const changed = [...found].filter(([name, mark]) => expected.get(name) !== mark).map(([name]) => name);
  if (changed.length === 0) return;
  const named = changed.slice(0, 5).join(', ');
  throw new AppError('backup_stale', { tables: changed.length > 5 ? `${named}, …` : named });
}

/**
 * Lets a downgrade or a reset go on only while everything in the tables it may take away is in the backup: of this very
 * database, and without a write since, by whatever program. The tables are held in SHARE mode from the comparison to the
 * step's end, so that nothing comes between; from then on the step's own result is what the next one is held against.
 *
 * `before` throws `backup_other_database`, `backup_stale`, `busy_try_again`.
 */
export function backupGuard(proof: BackupProof): Guard {
  let expected = marksOf(proof);
  return {
    async before(session) {
      await requireOrigin(session, proof.origin);
      const tables = await tablesAtStake(session);
      if (tables.length > 0) {
        const { sequelize, transaction } = session;
        await sequelize.query(`LOCK TABLE ${tables.map(qualified).join(', ')} IN SHARE MODE`, { transaction });
      }
      await requireSame(session, tables, expected);
    },
    async after(session) {
      expected = await readMarks(session, await tablesAtStake(session));
    },
  };
}

/**
 * Looks whether a backup still holds all that a downgrade could take away; writes and holds nothing. Throws
 * `backup_other_database`, `backup_stale`.
 */
export async function requireFresh({ sequelize }: Pick<Database, 'sequelize'>, proof: BackupProof): Promise<void> {
  const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
  await sequelize.transaction({ isolationLevel }, async (transaction) => {
    await sequelize.query('SET TRANSACTION READ ONLY', { transaction });
    await sequelize.query('SET LOCAL statement_timeout = 0', { transaction });
    const reader = { sequelize, transaction };
    await requireOrigin(reader, proof.origin);
    const reading = { ...reader, migrations: shipped, applied: await readHistory(reader) };
    await requireSame(reader, await tablesAtStake(reading), marksOf(proof));
  });
}
