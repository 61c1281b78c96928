import { AppError } from '../../contract/result';
import type { Difference, MigrationEvent } from '../../contract/schema';
import { lookForAllStanding, refuseWhereDifferent, type Standing } from './adoption';
import { prepareHistory } from './history';
import type { Migratable, Session } from './session';
import { namesToApply, namesToRevert } from './target';
import { takeTurns, type MigrateOptions } from './turn';
import { requireOwner } from './require-owner';
import { umzugOf } from './umzug';

export type { MigrateOptions } from './turn';

export interface UpgradeResult {
  /** In the order they were applied; those that another start applied meanwhile are not among them. */
  readonly applied: readonly string[];
  readonly adopted: readonly string[];
  readonly warnings: readonly Difference[];
}

export interface DowngradeResult {
  readonly reverted: readonly string[];
  /** The adopted migration that ended the downgrade before its goal; null where the goal was reached. */
  readonly stoppedAt: string | null;
}

function namesOf(session: Session): ReadonlySet<string> {
  return new Set(session.applied.map((row) => row.name));
}

interface Applied {
  readonly name: string;
  readonly standing: Standing | null;
  readonly durationMs: number;
}

/**
 * Applies what is pending, each migration under the lock in a transaction of its own with its row. Before the first one,
 * and before each, everything that stands already is compared; where it differs nothing is changed.
 *
 * Throws AppError: `adoption_refused` (AdoptionRefused, with the list), `migration_unknown` (the database is newer),
 * `migration_edited`, `migration_locked` (another start migrates), `busy_try_again` (a table stayed locked), `no_right_to_upgrade`,
 * `no_right_to_create`, `read_only`, `disk_full`, `connection_lost`,
 * `migration_failed` (params: migration, step, what, sqlState, reason), `not_found` and `bad_input` for a wrong extent.
 * What was applied before a failure stays; the migration that failed has left nothing.
 */
export async function migrateUp(database: Migratable, options: MigrateOptions = {}): Promise<UpgradeResult> {
  const onEvent = options.onEvent ?? (() => undefined);
  const done: Applied[] = [];
  // Fixed in the first turn: another start that applies some of them must not make this one go further.
  let goal: readonly string[] | null = null;

  for (;;) {
    const applied = await takeTurns(database, options, async (session): Promise<Applied | null> => {
      goal ??= namesToApply(session.migrations, namesOf(session), options);
      const names = namesOf(session);
      const left = goal.filter((name) => !names.has(name));
      const [name] = left;
      if (name === undefined) return null;
      await requireOwner(session);
      const standings = await lookForAllStanding(
        session,
        session.migrations.filter((migration) => left.includes(migration.name)),
      );
      refuseWhereDifferent(standings);
      await prepareHistory(session);
      await umzugOf(session).up({ migrations: [name] });
      const standing = standings.find((candidate) => candidate.migration === name) ?? null;
      return { name, standing, durationMs: session.outcomes.get(name)?.durationMs ?? 0 };
    });
    if (!applied) break;
    done.push(applied);
    await onEvent(toldOf(applied));
  }
  return {
    applied: done.map(({ name }) => name),
    adopted: done.filter(({ standing }) => standing?.adopted === true).map(({ name }) => name),
    warnings: done.flatMap(({ standing }) => standing?.differences ?? []),
  };
}

function toldOf({ name, standing, durationMs }: Applied): MigrationEvent {
  if (standing?.adopted === true) return { kind: 'adopted', name, warnings: [...standing.differences] };
  return { kind: 'finished', name, direction: 'up', durationMs };
}

/**
 * Reverts the latest migration, a count of them, or all after `to`. It stops before an adopted migration: the tables
 * that the service made are never dropped here. Where that leaves nothing to revert it throws
 * `downgrade_stops_at_adopted`; else the result says where it stopped. Throws the failures of migrateUp, and what the guard
 * throws: what was reverted before that stays so.
 */
export async function migrateDown(database: Migratable, options: MigrateOptions = {}): Promise<DowngradeResult> {
  const onEvent = options.onEvent ?? (() => undefined);
  const reverted: string[] = [];
  let goal: readonly string[] | null = null;
  let stoppedAt: string | null = null;

  for (;;) {
    const turn = await takeTurns(database, options, async (session) => {
      goal ??= namesToRevert(session.migrations, namesOf(session), options);
      const [name] = goal.filter((candidate) => namesOf(session).has(candidate));
      if (name === undefined) return null;
      if (session.applied.some((row) => row.name === name && row.adopted)) return { name, adopted: true };
      await requireOwner(session);
      const guard = session.migrations.some((one) => one.name === name && one.transactional)
        ? options.guard
        : undefined;
      await guard?.before(session);
      const started = performance.now();
      await umzugOf(session).down({ migrations: [name] });
      await guard?.after(session);
      return { name, adopted: false, durationMs: Math.round(performance.now() - started) };
    });
    if (!turn) break;
    if (turn.adopted) {
      stoppedAt = turn.name;
      break;
    }
    reverted.push(turn.name);
    await onEvent({ kind: 'finished', name: turn.name, direction: 'down', durationMs: turn.durationMs ?? 0 });
  }
  if (stoppedAt !== null && reverted.length === 0) {
    throw new AppError('downgrade_stops_at_adopted', { name: stoppedAt });
  }
  return { reverted, stoppedAt };
}
