import type { Rehearsal } from '../../contract/schema';
import { select, type Session } from './session';

type Reader = Pick<Session, 'sequelize' | 'transaction'>;

/** From the weakest to the strongest. */
const modes = [
  'AccessShareLock',
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
] as const;

interface TableRow {
  readonly oid: string;
  readonly name: string;
  readonly file: string | null;
  readonly rows: string;
}
interface CountRow {
  readonly name: string;
  readonly inserted: string;
  readonly updated: string;
  readonly deleted: string;
}

/** What a transaction has done so far to the tables that stood before it. */
export interface Effects {
  readonly locks: ReadonlyMap<string, number>;
  readonly counts: ReadonlyMap<string, readonly [bigint, bigint, bigint]>;
  readonly rewritten: ReadonlyMap<string, string>;
}

const ours = `('public', 'billing_desktop')`;
const bookkeeping = 'billing_desktop.schema_migrations';

/** The tables as they stand before anything is run: what is made later is nobody else's to wait for. */
export function readTables(session: Reader): Promise<TableRow[]> {
  return select<TableRow>(
    session,
    `SELECT c.oid::text AS oid, n.nspname || '.' || c.relname AS name, pg_relation_filenode(c.oid)::text AS file,
  greatest(c.reltuples, 0)::bigint::text AS rows
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname IN ${ours}`,
  );
}

/** What this transaction holds, wrote and rewrote up to now. */
export async function readEffects(session: Reader, before: readonly TableRow[]): Promise<Effects> {
  const names = new Map(before.map(({ oid, name }) => [oid, name]));
  const held = await select<{ oid: string; mode: string }>(
    session,
    `SELECT relation::text AS oid, mode FROM pg_catalog.pg_locks
WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())`,
  );
  const locks = new Map<string, number>();
  for (const { oid, mode } of held) {
    const name = names.get(oid);
    if (name === undefined || name === bookkeeping) continue;
    const strength = modes.findIndex((candidate) => candidate === mode);
    locks.set(name, Math.max(locks.get(name) ?? 0, strength));
  }
  const counts = await select<CountRow>(
    session,
    `SELECT schemaname || '.' || relname AS name, n_tup_ins::text AS inserted, n_tup_upd::text AS updated, n_tup_del::text AS deleted
FROM pg_catalog.pg_stat_xact_user_tables WHERE schemaname IN ${ours}`,
  );
  const files = await readTables(session);
  const rewritten = new Map(
    before.flatMap((table) => {
      const now = files.find(({ oid }) => oid === table.oid);
      return now && now.file !== table.file ? [[table.name, `${now.file} ${table.rows}`] as const] : [];
    }),
  );
  return {
    locks,
    counts: new Map(
      counts
        .filter(({ name }) => name !== bookkeeping)
        .map(({ name, inserted, updated, deleted }) => [
          name,
          [BigInt(inserted), BigInt(updated), BigInt(deleted)] as const,
        ]),
    ),
    rewritten,
  };
}

/** `AccessExclusiveLock` as PostgreSQL's manual writes it. */
function inWords(strength: number): string {
  return (modes[strength] ?? 'AccessShareLock')
    .replace(/Lock$/u, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/gu, ' ')
    .toUpperCase();
}

/** What of a lock the others feel: nothing, their writes wait, or their reads too. */
function bars(strength: number): 'nothing' | 'writes' | 'reads' {
  if (strength >= modes.indexOf('AccessExclusiveLock')) return 'reads';
  return strength >= modes.indexOf('ShareLock') ? 'writes' : 'nothing';
}

/** What one migration added to the effects of those before it. */
export function effectsSince(earlier: Effects, now: Effects): Pick<Rehearsal, 'locks' | 'rows' | 'rewritten'> {
  return {
    locks: [...now.locks]
      // Reading alone bars nothing but a DROP; saying it would hide what matters.
      .filter(([table, strength]) => strength > Math.max(earlier.locks.get(table) ?? 0, modes.indexOf('RowShareLock')))
      .map(([table, strength]) => ({ table, mode: inWords(strength), bars: bars(strength) })),
    rows: [...now.counts].flatMap(([table, [inserted, updated, deleted]]) => {
      const [wasInserted, wasUpdated, wasDeleted] = earlier.counts.get(table) ?? [0n, 0n, 0n];
      const row = {
        table,
        inserted: String(inserted - wasInserted),
        updated: String(updated - wasUpdated),
        deleted: String(deleted - wasDeleted),
      };
      return row.inserted === '0' && row.updated === '0' && row.deleted === '0' ? [] : [row];
    }),
    rewritten: [...now.rewritten]
      .filter(([table, file]) => earlier.rewritten.get(table) !== file)
      .map(([table, file]) => ({ table, rows: file.split(' ')[1] ?? '0' })),
  };
}
