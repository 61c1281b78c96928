import type { Migration } from '../../../migrations/migration';
import { AppError } from '../../contract/result';

/** How far to go: to a migration by its name or its number (`0002`), by a count of steps, or as far as there is. */
export interface Extent {
  readonly to?: string;
  readonly step?: number;
}

function checkStep(step: number): number {
  if (Number.isSafeInteger(step) && step > 0) return step;
  throw new AppError('bad_input', { field: 'step', value: step });
}

/** The migration of this name, number or unambiguous beginning of a name. Throws `not_found`. */
export function findByVersion(migrations: readonly Migration[], version: string): Migration {
  const exact = migrations.find((migration) => migration.name === version);
  if (exact) return exact;
  const [only, ...others] = version === '' ? [] : migrations.filter((migration) => migration.name.startsWith(version));
  if (!only || others.length > 0) throw new AppError('not_found', { what: 'migration', name: version });
  return only;
}

/** The names to apply, in order. `to` may be `head`. */
export function namesToApply(
  migrations: readonly Migration[],
  applied: ReadonlySet<string>,
  { to, step }: Extent,
): string[] {
  const last =
    to === undefined || to === 'head' ? migrations.length - 1 : migrations.indexOf(findByVersion(migrations, to));
  const pending = migrations.slice(0, last + 1).filter((migration) => !applied.has(migration.name));
  return pending.slice(0, step === undefined ? undefined : checkStep(step)).map((migration) => migration.name);
}

/** The names to revert, the latest first. `to` stays applied; `base` leaves none; without both it is one step. */
export function namesToRevert(
  migrations: readonly Migration[],
  applied: ReadonlySet<string>,
  { to, step }: Extent,
): string[] {
  const first = to === undefined || to === 'base' ? 0 : migrations.indexOf(findByVersion(migrations, to)) + 1;
  const standing = migrations.slice(first).filter((migration) => applied.has(migration.name));
  const count = step === undefined ? (to === undefined ? 1 : standing.length) : checkStep(step);
  return standing
    .reverse()
    .slice(0, count)
    .map((migration) => migration.name);
}
